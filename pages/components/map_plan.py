"""Both plans of a map task, before and after, from their features, with a compass and one key for both.

Everything takes the colours of the page, so one drawing serves the light and the dark theme. All roads of a plan
are one shape, so that a crossing is no darker than the rest, and no tree or house stands where a name is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pages.components.map_features import BARE, FILLS, KEY, SMOOTH, decoration, stroked
from pages.components.svg_text import LINE_HEIGHT, svg, widest, width_of, wrapped, written

SCALE = 4.0
WIDTH, HEIGHT, HEAD = 400.0, 280.0, 28.0
NAME_SIZES = (14.0, 13.0, 12.0)
KEY_SIZE, KEY_ROW = 13.0, 22.0
LEG = 8.0  # half the width of a road or river
UNDER = ("water", "land", "beach", "field", "grass", "park", "trees")  # drawn first, in this order
LINES = ("water", "path", "road", "railway", "bridge", "pier", "fence", "wall", "door")

Rect = tuple[float, float, float, float]
Name = tuple[str, float, float, float, bool]  # words, x, baseline, size, upright


def map_svg(materials: Mapping[str, Any]) -> str:
    """Both plans, side by side where there is room, else one under the other, and the key below."""
    frames = "".join(_frame(materials[name], materials["title"]) for name in ("before", "after"))
    kinds = {(f["kind"], "line" in f) for name in ("before", "after") for f in materials[name]["features"]}
    return f'<div class="plans"><div class="frames">{frames}</div>{_key(kinds)}</div>'


def names_of(feature: Mapping[str, Any]) -> list[Name]:
    """The lines of a feature's name, in units of the drawing: inside its area, or where the file says."""
    label = feature.get("label")
    if not label:
        return []
    x, y = _place(feature)
    if "rect" in feature and "label_at" not in feature:
        _, _, width, height = (value * SCALE for value in feature["rect"])
        size, lines = _fitted(label, width - 8, height - 4)
        upright = len(lines) * size * LINE_HEIGHT > height or widest(lines, size) > width - 4
        if upright and width_of(label, NAME_SIZES[-1]) <= height - 8 and width >= 15:
            return [(label, x, y, NAME_SIZES[-1], True)]
    elif _is_upright(feature):
        return [(label, x, y, NAME_SIZES[1], True)]
    else:
        room = 110.0
        if "area" in feature:
            left, _, right, _ = _bounds(feature)
            room = min(room, right - left)
        size = NAME_SIZES[1]
        lines = [label] if "line" in feature else wrapped(label, width=room, size=size)
    rise = size * LINE_HEIGHT
    first = y - (len(lines) - 1) * rise / 2 + size * 0.35
    return [(line, x, first + place * rise, size, False) for place, line in enumerate(lines)]


def box_of(name: Name) -> Rect:
    """Left, top, right and bottom of a line of a name."""
    words, x, y, size, upright = name
    half = width_of(words, size) / 2
    if upright:
        return x - size * 0.55, y - half, x + size * 0.55, y + half
    return x - half, y - size * 0.85, x + half, y + size * 0.3


def _fitted(label: str, width: float, height: float) -> tuple[float, list[str]]:
    for size in NAME_SIZES:
        lines = wrapped(label, width=width, size=size)
        if widest(lines, size) <= width and len(lines) * size * LINE_HEIGHT <= height:
            break
    return size, lines


def _place(feature: Mapping[str, Any]) -> tuple[float, float]:
    if "label_at" in feature:
        x, y = feature["label_at"]
    elif "rect" in feature:
        left, top, width, height = feature["rect"]
        x, y = left + width / 2, top + height / 2
    elif "area" in feature:
        x, y = (sum(feature["area"][start::2]) / (len(feature["area"]) / 2) for start in (0, 1))
    else:
        points = _points(feature["line"])
        (x, y), (to_x, to_y) = points[0], points[1]
        x, y = (x + to_x) / 2, (y + to_y) / 2
    return x * SCALE, y * SCALE


def _is_upright(feature: Mapping[str, Any]) -> bool:
    """Whether a name stands on a line that runs from north to south: it is written along it."""
    if "line" not in feature:
        return False
    x, y = (value / SCALE for value in _place(feature))
    points = _points(feature["line"])
    return any(
        abs(one[0] - x) < 1.5 and abs(other[0] - x) < 1.5 and min(one[1], other[1]) <= y <= max(one[1], other[1])
        for one, other in pairwise(points)
    )


def _points(numbers: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _frame(frame: Mapping[str, Any], title: str) -> str:
    features = frame["features"]
    names = [name for feature in features for name in names_of(feature)]
    taken = [box_of(name) for name in names]
    areas = [feature for feature in features if "line" not in feature]
    areas.sort(key=lambda feature: UNDER.index(feature["kind"]) if feature["kind"] in UNDER else len(UNDER))
    courses = [box for feature in features if "line" in feature for box in _legs(feature["line"])]
    parts = []
    for place, feature in enumerate(areas):
        above = [_bounds(other) for other in areas[place + 1 :]]
        parts.append(_area(feature, [*taken, *courses, *above]))
    for kind in LINES:
        lines = [feature["line"] for feature in features if "line" in feature and feature["kind"] == kind]
        if lines:
            parts.append(stroked(kind, "".join(_course(line, is_smooth=kind in SMOOTH) for line in lines)))
    parts += list(_written(names))
    edge = '<rect x="0.5" y="0.5" width="399" height="279" fill="none" stroke="currentColor" stroke-opacity="0.6"/>'
    head = written(frame["title"], 2, 18, size=16, weight=600, anchor="start") + _compass()
    content = f'{head}<g transform="translate(0 {HEAD:g})">{"".join(parts)}{edge}</g>'
    name = f"{title}: {frame['title']}"
    return f'<div class="frame">{svg(WIDTH, HEAD + HEIGHT, name, content)}</div>'


def _bounds(feature: Mapping[str, Any]) -> Rect:
    if "rect" in feature:
        left, top, width, height = (value * SCALE for value in feature["rect"])
        return left, top, left + width, top + height
    xs, ys = ([value * SCALE for value in feature["area"][start::2]] for start in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def _legs(line: Sequence[float]) -> Iterator[Rect]:
    """Squares along a line, so close that nothing fits between them."""
    for (x, y), (to_x, to_y) in pairwise(_points(line)):
        count = max(1, round(max(abs(to_x - x), abs(to_y - y)) / 2))
        for place in range(count + 1):
            at_x, at_y = ((one + (other - one) * place / count) * SCALE for one, other in ((x, to_x), (y, to_y)))
            yield at_x - LEG, at_y - LEG, at_x + LEG, at_y + LEG


def _written(names: Sequence[Name]) -> Iterator[str]:
    for words, x, y, size, upright in names:
        if upright:
            turned = written(words, 0, size * 0.35, size=size, weight=600, has_halo=True)
            yield f'<g transform="translate({x:g} {y:g}) rotate(-90)">{turned}</g>'
        else:
            yield written(words, x, y, size=size, weight=600, has_halo=True)


def _compass() -> str:
    needle = '<g transform="translate(390 3)" fill="currentColor"><path d="M0 0L5 19L0 15L-5 19Z"/></g>'
    return written("N", 373, 18, size=14, weight=700) + needle


def _area(feature: Mapping[str, Any], taken: Sequence[Rect]) -> str:
    kind = feature["kind"]
    if "rect" in feature:
        left, top, width, height = (value * SCALE for value in feature["rect"])
        shape = f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}"'
        corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    else:
        corners = [(x * SCALE, y * SCALE) for x, y in _points(feature["area"])]
        course = _rounded(corners) if kind in BARE else "M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z"
        shape = f'<path d="{course}"'
    edge = 'stroke="none"' if kind in BARE else 'stroke="currentColor" stroke-opacity="0.55" stroke-width="1.2"'
    fill = FILLS.get(kind, "none")
    ground = f'{shape} fill="var(--st-background-color, none)" stroke="none"/>' if kind == "land" else ""
    return f'{ground}{shape} fill="{fill}" {edge}/>{decoration(kind, corners, taken)}'


def _rounded(corners: Sequence[tuple[float, float]]) -> str:
    """An outline whose corners are round, except at the edge of the plan."""
    count = len(corners)
    parts: list[str] = []
    for index, (x, y) in enumerate(corners):
        last, following = corners[index - 1], corners[(index + 1) % count]
        before = ((last[0] + x) / 2, (last[1] + y) / 2)
        after = ((x + following[0]) / 2, (y + following[1]) / 2)
        begin = f"{'L' if parts else 'M'}{before[0]:g} {before[1]:g}"
        is_at_edge = x in (0, WIDTH) or y in (0, HEIGHT)
        parts.append(begin + (f"L{x:g} {y:g}L" if is_at_edge else f"Q{x:g} {y:g} ") + f"{after[0]:g} {after[1]:g}")
    return "".join(parts) + "Z"


def _course(numbers: Sequence[float], *, is_smooth: bool) -> str:
    points = [(x * SCALE, y * SCALE) for x, y in _points(numbers)]
    if not is_smooth or len(points) < 3:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    drawn = f"M{points[0][0]:g} {points[0][1]:g}"
    for (x, y), (to_x, to_y) in pairwise(points[1:]):
        is_last = (to_x, to_y) == points[-1]
        end = (to_x, to_y) if is_last else ((x + to_x) / 2, (y + to_y) / 2)
        drawn += f"Q{x:g} {y:g} {end[0]:g} {end[1]:g}"
    return drawn


def _key(kinds: set[tuple[str, bool]]) -> str:
    """What each colour and line means, for those that occur."""
    x, y = 0.0, 4.0
    parts: list[str] = []
    for (kind, is_line), words in KEY.items():
        if (kind, is_line) not in kinds:
            continue
        width = 36 + width_of(words, KEY_SIZE) + 14
        if x + width - 14 > WIDTH:
            x, y = 0.0, y + KEY_ROW
        if is_line:
            sample = stroked(kind, f"M{x + 1:g} {y + 8:g}h26", is_thin=True)
        else:
            edge = "none" if kind in BARE else "currentColor"
            sample = (
                f'<rect x="{x + 1:g}" y="{y + 1:g}" width="26" height="14" fill="{FILLS.get(kind, "none")}"'
                f' stroke="{edge}" stroke-opacity="0.55"/>'
            )
            corners = [(x + 1, y + 1), (x + 27, y + 1), (x + 27, y + 15), (x + 1, y + 15)]
            sample += decoration(kind, corners, (), is_sample=True)
        parts.append(sample + written(words, x + 33, y + 12.5, size=KEY_SIZE, anchor="start"))
        x += width
    return f'<div class="key">{svg(WIDTH, y + KEY_ROW, "Key to both plans", "".join(parts))}</div>' if parts else ""
