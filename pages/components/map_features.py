"""How each kind of feature of a plan looks: areas by their fill and small drawings, lines by their stroke."""

from collections.abc import Sequence
from itertools import pairwise

FILLS = {
    "water": "rgba(64, 140, 200, 0.32)",
    "land": "rgba(150, 175, 110, 0.20)",
    "park": "rgba(70, 160, 90, 0.30)",
    "grass": "rgba(70, 160, 90, 0.22)",
    "trees": "rgba(50, 130, 80, 0.40)",
    "field": "rgba(190, 165, 60, 0.24)",
    "beach": "rgba(225, 190, 110, 0.45)",
    "parking": "rgba(128, 128, 128, 0.14)",
    "square": "rgba(200, 130, 60, 0.26)",
    "building": "rgba(128, 128, 128, 0.30)",
    "houses": "rgba(190, 90, 70, 0.20)",
    "room": "rgba(128, 128, 128, 0.07)",
    "stairs": "rgba(128, 128, 128, 0.14)",
}
BARE = frozenset({"water", "land", "field", "beach"})  # areas without an outline; their corners are round
SMOOTH = frozenset({"water", "path"})
WATER = "rgba(64, 140, 200, 0.45)"
# the words of the key, by kind and whether it is a line; what bears its own name on the plan needs none
KEY = {
    ("building", False): "building",
    ("houses", False): "houses",
    ("park", False): "grass and trees",
    ("grass", False): "grass",
    ("trees", False): "woodland",
    ("field", False): "field",
    ("beach", False): "sand",
    ("water", False): "water",
    ("water", True): "river or stream",
    ("square", False): "paved area",
    ("parking", False): "parking",
    ("stairs", False): "stairs",
    ("road", True): "road",
    ("path", True): "path",
    ("railway", True): "railway",
    ("bridge", True): "bridge",
    ("pier", True): "pier",
    ("fence", True): "fence",
    ("wall", True): "wall",
    ("door", True): "door",
}

Rect = tuple[float, float, float, float]
Points = Sequence[tuple[float, float]]


def stroked(kind: str, course: str, *, is_thin: bool = False) -> str:
    """All lines of one kind, as one path; thin ones for the key."""
    line = f'<path d="{course}" fill="none" stroke="currentColor" stroke-linejoin="round"'
    match kind:
        case "road":
            return f'{line} stroke-width="{12 if is_thin else 18}" stroke-opacity="0.24"/>'
        case "path":
            return f'{line} stroke-width="3" stroke-opacity="0.75" stroke-dasharray="7 4"/>'
        case "railway":
            rails = f'{line} stroke-width="2" stroke-opacity="0.8"/>'
            return rails + f'{line} stroke-width="9" stroke-opacity="0.8" stroke-dasharray="2 8"/>'
        case "water":
            course_of_water = line.replace('"currentColor"', f'"{WATER}"')
            return f'{course_of_water} stroke-width="{8 if is_thin else 14}"/>'
        case "pier":
            return f'{line} stroke-width="7" stroke-opacity="0.62"/>'
        case "bridge":
            deck = line.replace('"currentColor"', '"var(--st-background-color, none)"')
            return f'{line} stroke-width="15"/>{deck} stroke-width="11"/>'
        case "wall":
            return f'{line} stroke-width="4" stroke-opacity="0.85"/>'
        case "door":
            gap = line.replace('"currentColor"', '"var(--st-background-color, none)"')
            return f'{gap} stroke-width="6"/>{line} stroke-width="2.5" stroke-dasharray="3 3"/>'
        case "fence":
            return f'{line} stroke-width="2" stroke-opacity="0.75" stroke-dasharray="1 5" stroke-linecap="square"/>'
        case _:
            return f'{line} stroke-width="2"/>'


def decoration(kind: str, corners: Points, taken: Sequence[Rect], *, is_sample: bool = False) -> str:
    """Trees, houses, furrows or steps within an area, none of them where a name is."""
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    drawn = ""
    if kind in ("park", "trees"):
        step, radius = (22, 4.5) if kind == "park" else (15, 5.5)
        radius = 4.0 if is_sample else radius
        columns = _spread(left, right, radius + 3, step)
        between = [(one + other) / 2 for one, other in pairwise(columns)] or columns
        for row, y in enumerate(_spread(top, bottom, radius + 3, step)):
            for x in between if row % 2 else columns:
                if _is_free((x - radius, y - radius, x + radius, y + radius), taken) and _is_within(x, y, corners):
                    drawn += f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="rgba(60, 140, 80, 0.55)"/>'
    if kind == "houses":
        for y in _spread(top, bottom, 3 if is_sample else 10, 20):
            for x in _spread(left, right, 10, 22):
                if _is_free((x - 7, y - 8, x + 7, y + 7), taken) and _is_within(x, y, corners):
                    drawn += (
                        f'<path d="M{x - 6:g} {y + 6:g}v-8l6-5l6 5v8z" fill="rgba(190, 90, 70, 0.45)"'
                        ' stroke="currentColor" stroke-opacity="0.5"/>'
                    )
    if kind == "field" and len(corners) == 4:
        for y in range(int(top) + 6, int(bottom) - 2, 10 if not is_sample else 5):
            drawn += (
                f'<path d="M{left + 4:g} {y}h{right - left - 8:g}" fill="none" stroke="rgba(150, 125, 40, 0.45)"'
                ' stroke-dasharray="9 5"/>'
            )
    if kind == "stairs":
        is_wide = right - left > bottom - top
        for place in range(int(left if is_wide else top) + 5, int(right if is_wide else bottom), 6):
            course = f"M{place} {top:g}v{bottom - top:g}" if is_wide else f"M{left:g} {place}h{right - left:g}"
            drawn += f'<path d="{course}" fill="none" stroke="currentColor" stroke-opacity="0.4"/>'
    return drawn


def _spread(start: float, end: float, margin: float, step: float) -> list[float]:
    """Places from end to end about a step apart; one in the middle where there is room for no more."""
    room = end - start - 2 * margin
    if room < step * 0.6:
        return [(start + end) / 2] if end - start >= margin else []
    count = max(1, round(room / step))
    return [start + margin + room * place / count for place in range(count + 1)]


def _is_free(box: Rect, taken: Sequence[Rect]) -> bool:
    return all(
        box[2] < left - 1 or box[0] > right + 1 or box[3] < top - 1 or box[1] > bottom + 1
        for left, top, right, bottom in taken
    )


def _is_within(x: float, y: float, corners: Points) -> bool:
    inside = False
    for (one_x, one_y), (two_x, two_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (one_y > y) != (two_y > y) and x < (two_x - one_x) * (y - one_y) / (two_y - one_y) + one_x:
            inside = not inside
    return inside
