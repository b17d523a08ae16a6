"""Processes and maps of the writing tasks as vector drawings, from their data.

Lines and letters take the colour of the text around them (`currentColor`), so one drawing serves
the light and the dark theme. Everything written comes from our own files and is escaped all the same.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from pages.components.icons import ICONS

BOX_WIDTH, BOX_HEIGHT = 158, 112
COLUMN_STEP, ROW_STEP = 202, 152
LABEL_CHARACTERS, DETAIL_CHARACTERS = 20, 25
MAP_SCALE = 4
FILLS = {
    "water": "rgba(64, 140, 200, 0.30)",
    "park": "rgba(70, 160, 90, 0.34)",
    "trees": "rgba(70, 160, 90, 0.34)",
    "field": "rgba(190, 165, 60, 0.26)",
    "beach": "rgba(225, 190, 110, 0.40)",
    "parking": "rgba(128, 128, 128, 0.16)",
    "square": "rgba(200, 130, 60, 0.26)",
    "building": "rgba(128, 128, 128, 0.24)",
    "houses": "rgba(190, 90, 70, 0.24)",
}
BARE = frozenset({"water", "field", "beach"})  # areas without an outline


def process_svg(materials: Mapping[str, Any]) -> str:
    """The steps as numbered boxes with their arrows, for a column of 330 pixels or more."""
    steps = materials["steps"]
    places = {step["id"]: tuple(step.get("at") or _snake(index)) for index, step in enumerate(steps)}
    height = ROW_STEP * max(row for _, row in places.values()) + BOX_HEIGHT + 14
    parts = []
    for index, step in enumerate(steps):
        following = [{"step": steps[index + 1]["id"]}] if index + 1 < len(steps) else []
        for arrow in step.get("to", following):
            parts.append(_arrow(places[step["id"]], places[arrow["step"]], arrow.get("label", "")))
    for index, step in enumerate(steps):
        parts.append(_box(index + 1, step, places[step["id"]]))
    drawn = _svg(COLUMN_STEP + BOX_WIDTH + 12, height, materials["title"], "".join(parts))
    return f'<div class="narrow">{drawn}</div>'


def map_svg(materials: Mapping[str, Any]) -> str:
    """Both plans: side by side where there is room, else one under the other."""
    frames = "".join(_frame(materials[name], materials["title"]) for name in ("before", "after"))
    return f'<div class="frames">{frames}</div>'


def _snake(index: int) -> tuple[int, int]:
    row = index // 2
    return (index % 2 if row % 2 == 0 else 1 - index % 2), row


def _box(place: int, step: Mapping[str, Any], at: Sequence[int]) -> str:
    left, top = at[0] * COLUMN_STEP + 6, at[1] * ROW_STEP + 6
    middle = left + BOX_WIDTH / 2
    labels = _lines(step["label"], LABEL_CHARACTERS)
    details = _lines(step.get("detail", ""), DETAIL_CHARACTERS)
    parts = [
        f'<rect x="{left}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="10" fill="currentColor"'
        ' fill-opacity="0.045" stroke="currentColor" stroke-opacity="0.45" stroke-width="1.2"/>',
        f'<text x="{left + 12}" y="{top + 20}" font-size="12" font-weight="700" opacity="0.75">{place}</text>',
    ]
    baseline = top + 34.0
    if step.get("icon"):
        parts.append(
            f'<g transform="translate({middle - 17} {top + 9})" fill="none" stroke="#2f8fb5" stroke-width="2"'
            f' stroke-linecap="round" stroke-linejoin="round">{ICONS[step["icon"]]}</g>'
        )
        baseline = top + 61.0
    for line in labels:
        parts.append(_text(line, middle, baseline, size=13.5, weight=600))
        baseline += 16
    for line in details:
        parts.append(_text(line, middle, baseline, size=12, weight=400))
        baseline += 14.5
    return "".join(parts)


def _arrow(start: Sequence[int], end: Sequence[int], label: str) -> str:
    """From box to box: straight to a neighbour, else down the lane between the columns."""
    left, top = start[0] * COLUMN_STEP + 6.0, start[1] * ROW_STEP + 6.0
    to_left, to_top = end[0] * COLUMN_STEP + 6, end[1] * ROW_STEP + 6
    middle, to_middle = left + BOX_WIDTH / 2, to_left + BOX_WIDTH / 2
    height, to_height = top + BOX_HEIGHT / 2, to_top + BOX_HEIGHT / 2
    if start[1] == end[1]:
        right = end[0] > start[0]
        points = [(left + (BOX_WIDTH if right else 0), height), (to_left + (-3 if right else BOX_WIDTH + 3), height)]
        words = [(line, sum(x for x, _ in points) / 2, height - 8 - 12 * place) for place, line in _stack(label)]
    elif start[0] == end[0] and abs(start[1] - end[1]) == 1:
        down = end[1] > start[1]
        points = [(middle, top + (BOX_HEIGHT if down else 0)), (to_middle, to_top + (-3 if down else BOX_HEIGHT + 3))]
        words = [(label, middle + 8 + 3.2 * len(label), (points[0][1] + points[1][1]) / 2 + 4)] if label else []
    else:
        lane = (BOX_WIDTH + COLUMN_STEP) / 2 + 6
        out = left + BOX_WIDTH if start[0] == 0 else left
        inside = to_left + BOX_WIDTH + 3 if end[0] == 0 else to_left - 3
        points = [(out, height), (lane, height), (lane, to_height), (inside, to_height)]
        words = [(label, lane, (height + to_height) / 2)] if label else []
    drawn = " ".join(f"{x:g},{y:g}" for x, y in points)
    shaft = f'<polyline points="{drawn}" fill="none" stroke="currentColor" stroke-opacity="0.7" stroke-width="1.8"/>'
    (before_x, before_y), (x, y) = points[-2:]
    along_x, along_y = (x > before_x) - (x < before_x), (y > before_y) - (y < before_y)
    corners = [(x + 2 * along_x, y + 2 * along_y)]
    for side in (-1, 1):
        corners.append((x - 7 * along_x + 5 * side * along_y, y - 7 * along_y + 5 * side * along_x))
    head = " ".join(f"{x:g},{y:g}" for x, y in corners)
    texts = "".join(_text(line, x, y, size=11.5, weight=400) for line, x, y in words)
    return f'{shaft}<polygon points="{head}" fill="currentColor" fill-opacity="0.8"/>{texts}'


def _stack(label: str) -> list[tuple[int, str]]:
    """The words of a short arrow's label, the last one nearest to the arrow."""
    return list(enumerate(reversed(label.split())))


def _frame(frame: Mapping[str, Any], title: str) -> str:
    areas = [feature for feature in frame["features"] if "rect" in feature]
    lines = [feature for feature in frame["features"] if "line" in feature]
    parts = [_area(feature) for feature in areas] + [_course(feature) for feature in lines]
    parts += [_name(feature) for feature in frame["features"] if "label" in feature]
    parts.append(
        '<g transform="translate(384 8)" stroke="currentColor" stroke-width="1.6" fill="currentColor">'
        '<path d="M0 22V6" /><path d="M-4 9L0 1L4 9Z" stroke="none"/></g>' + _text("N", 372, 20, size=12, weight=600)
    )
    parts.append(
        '<rect x="0.5" y="0.5" width="399" height="279" fill="none" stroke="currentColor" stroke-opacity="0.5"/>'
    )
    drawn = _svg(400, 280, f"{title}: {frame['title']}", "".join(parts))
    heading = f'<div class="heading">{escape(frame["title"])}</div>'
    return f'<div class="frame">{heading}{drawn}</div>'


def _area(feature: Mapping[str, Any]) -> str:
    left, top, width, height = (value * MAP_SCALE for value in feature["rect"])
    kind = feature["kind"]
    outline = "none" if kind in BARE else "currentColor"
    drawn = (
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="{FILLS.get(kind, "none")}"'
        f' stroke="{outline}" stroke-opacity="0.55" stroke-width="1.2"/>'
    )
    if kind in ("park", "trees"):
        for x in range(int(left) + 14, int(left + width) - 8, 22):
            for y in (int(top) + 13, int(top + height) - 13):
                drawn += f'<circle cx="{x}" cy="{y}" r="5" fill="rgba(60, 140, 80, 0.55)"/>'
    if kind == "houses":
        for x in range(int(left) + 12, int(left + width) - 16, 22):
            for y in (int(top) + 19, int(top + height) - 7):
                drawn += (
                    f'<path d="M{x} {y}v-8l6-5l6 5v8z" fill="rgba(190, 90, 70, 0.45)" stroke="currentColor"'
                    ' stroke-opacity="0.5"/>'
                )
    if kind == "field":
        for y in range(int(top) + 8, int(top + height) - 2, 10):
            drawn += (
                f'<path d="M{left + 4:g} {y}h{width - 8:g}" stroke="rgba(150, 125, 40, 0.4)" stroke-dasharray="9 5"/>'
            )
    return drawn


def _course(feature: Mapping[str, Any]) -> str:
    numbers = [value * MAP_SCALE for value in feature["line"]]
    points = " ".join(f"{x:g},{y:g}" for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    line = f'<polyline points="{points}" fill="none" stroke="currentColor" stroke-linejoin="round"'
    match feature["kind"]:
        case "road":
            return f'{line} stroke-width="24" stroke-opacity="0.16"/>'
        case "path":
            dashed = f'{line} stroke-width="24" stroke-opacity="0.09"/>'
            return dashed + f'{line} stroke-width="25" stroke-opacity="0.10" stroke-dasharray="3 5"/>'
        case "railway":
            rails = f'{line} stroke-width="2" stroke-opacity="0.8"/>'
            return rails + f'{line} stroke-width="9" stroke-opacity="0.8" stroke-dasharray="2 8"/>'
        case "pier" | "bridge":
            return f'{line} stroke-width="7" stroke-opacity="0.62"/>'
        case _:
            return f'{line} stroke-width="2"/>'


def _name(feature: Mapping[str, Any]) -> str:
    if "label_at" in feature:
        x, y = (value * MAP_SCALE for value in feature["label_at"])
    elif "rect" in feature:
        left, top, width, height = feature["rect"]
        x, y = (left + width / 2) * MAP_SCALE, (top + height / 2) * MAP_SCALE
    else:
        x, y = feature["line"][0] * MAP_SCALE, feature["line"][1] * MAP_SCALE
    return _text(feature["label"], x, y + 4.5, size=13, weight=600)


def _text(words: str, x: float, y: float, *, size: float, weight: int) -> str:
    look = f'font-size="{size:g}" font-weight="{weight}" text-anchor="middle"'
    return f'<text x="{x:g}" y="{y:g}" {look}>{escape(words)}</text>'


def _lines(words: str, longest: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _svg(width: float, height: float, title: str, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-label="{escape(title)}" fill="currentColor">'
        f"{content}</svg>"
    )
