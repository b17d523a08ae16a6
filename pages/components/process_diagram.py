"""The steps of a process as numbered boxes in two columns, joined by arrows that pass no box and no word.

Lines and letters take the colour of the text around them (`currentColor`), so one drawing serves
the light and the dark theme. Everything written comes from our own files and is escaped all the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.components.icons import ICONS
from pages.components.process_routes import Box, Link, Route, routes
from pages.components.svg_text import LINE_HEIGHT, svg, width_of, wrapped, written

BOX_WIDTH, PADDING = 152.0, 7.0
LABEL_SIZE, DETAIL_SIZE, ARROW_SIZE = 14.0, 12.5, 12.0
LEAST_HEIGHT, LEAST_GAP, LEAST_ROW_GAP = 62.0, 46.0, 34.0
ICON_HEIGHT = 46.0
MARGIN, LANE = 6.0, 12.0


@dataclass(frozen=True)
class _Words:
    labels: Sequence[str]
    details: Sequence[str]
    icon: str | None

    @property
    def height(self) -> float:
        """Of the box that holds them."""
        head = ICON_HEIGHT if self.icon else 20.0
        lines = len(self.labels) * LABEL_SIZE + len(self.details) * DETAIL_SIZE
        return max(LEAST_HEIGHT, head + lines * LINE_HEIGHT + 12)


def process_svg(materials: Mapping[str, Any]) -> str:
    """The steps as numbered boxes with their arrows, for a column of 330 pixels or more."""
    steps = materials["steps"]
    at = {step["id"]: tuple(step.get("at") or _snake(index)) for index, step in enumerate(steps)}
    links = list(_links(steps))
    words = {step["id"]: _words(step) for step in steps}
    gap = max(LEAST_GAP, *(_across_width(link, at) for link in links))
    edges = [MARGIN + LANE * count for count in _outer_lanes(links, at)]
    boxes = _placed(at, words, links, left=edges[0], gap=gap)
    drawn = routes(boxes, links, arrow_size=ARROW_SIZE, lane=LANE)
    parts = [_arrow(route) for route in drawn]
    parts += [_box(index + 1, words[step["id"]], boxes[step["id"]]) for index, step in enumerate(steps)]
    parts += [
        written(line, x, y, size=ARROW_SIZE, anchor=route.anchor, has_halo=True)
        for route in drawn
        for line, x, y in route.words
    ]
    width = edges[0] + 2 * BOX_WIDTH + gap + edges[1]
    height = max(box.bottom for box in boxes.values()) + MARGIN
    return f'<div class="narrow">{svg(width, height, materials["title"], "".join(parts))}</div>'


def _snake(index: int) -> tuple[int, int]:
    row = index // 2
    return (index % 2 if row % 2 == 0 else 1 - index % 2), row


def _links(steps: Sequence[Mapping[str, Any]]) -> list[Link]:
    found = []
    for index, step in enumerate(steps):
        following = [{"step": steps[index + 1]["id"]}] if index + 1 < len(steps) else []
        found += [Link(step["id"], arrow["step"], arrow.get("label", "")) for arrow in step.get("to", following)]
    return found


def _words(step: Mapping[str, Any]) -> _Words:
    room = BOX_WIDTH - 2 * PADDING
    return _Words(
        labels=wrapped(step["label"], width=room, size=LABEL_SIZE),
        details=wrapped(step.get("detail", ""), width=room, size=DETAIL_SIZE),
        icon=step.get("icon"),
    )


def _across_width(link: Link, at: Mapping[str, Sequence[int]]) -> float:
    """The room that the words of an arrow need which lies between the columns."""
    if at[link.start][1] != at[link.end][1]:
        return 0.0
    return max((width_of(word, ARROW_SIZE) + 16 for word in link.label.split()), default=0.0)


def _outer_lanes(links: Sequence[Link], at: Mapping[str, Sequence[int]]) -> tuple[int, int]:
    """How many arrows pass other boxes on the left and on the right."""
    far = [link for link in links if _rows(link, at) > 1]
    left = sum(at[link.start][0] == 0 for link in far)
    return left, len(far) - left


def _rows(link: Link, at: Mapping[str, Sequence[int]]) -> int:
    return abs(at[link.start][1] - at[link.end][1])


def _placed(
    at: Mapping[str, Sequence[int]], words: Mapping[str, _Words], links: Sequence[Link], *, left: float, gap: float
) -> dict[str, Box]:
    heights: dict[int, float] = defaultdict(float)
    gaps: dict[int, float] = defaultdict(lambda: LEAST_ROW_GAP)
    for name, (_, row) in at.items():
        heights[row] = max(heights[row], words[name].height)
    for link in links:
        rows = sorted((at[link.start][1], at[link.end][1]))
        if link.label and rows[0] != rows[1]:
            lines = len(wrapped(link.label, width=BOX_WIDTH / 2 - 14, size=ARROW_SIZE))
            place = at[link.start][1] if at[link.start][1] == rows[0] else at[link.start][1] - 1
            gaps[place] = max(gaps[place], 24 + lines * ARROW_SIZE * LINE_HEIGHT)
    tops, top = {}, MARGIN
    for row in range(max(row for _, row in at.values()) + 1):
        tops[row] = top
        top += heights[row] + gaps[row]
    return {
        name: Box(column, row, left + column * (BOX_WIDTH + gap), tops[row], BOX_WIDTH, heights[row])
        for name, (column, row) in at.items()
    }


def _box(place: int, words: _Words, box: Box) -> str:
    middle = box.left + box.width / 2
    parts = [
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" rx="10"'
        ' fill="currentColor" fill-opacity="0.045" stroke="currentColor" stroke-opacity="0.45" stroke-width="1.2"/>',
        written(str(place), box.left + 10, box.top + 19, size=12.5, weight=700, anchor="start"),
    ]
    room = box.height - words.height  # of a box beside a higher one
    y = box.top + room / 2 + (ICON_HEIGHT if words.icon else 20.0)
    if words.icon:
        parts.append(
            f'<g transform="translate({middle - 17:g} {box.top + room / 2 + 9:g})" fill="none" stroke="#2f8fb5"'
            f' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{ICONS[words.icon]}</g>'
        )
    for lines, size, weight in ((words.labels, LABEL_SIZE, 600), (words.details, DETAIL_SIZE, 400)):
        for line in lines:
            y += size * LINE_HEIGHT
            parts.append(written(line, middle, y, size=size, weight=weight))
    return "".join(parts)


def _arrow(route: Route) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in route.points)
    (before_x, before_y), (x, y) = route.points[-2:]
    along_x, along_y = (x > before_x) - (x < before_x), (y > before_y) - (y < before_y)
    corners = [(x + 2 * along_x, y + 2 * along_y)]
    for side in (-1, 1):
        corners.append((x - 7 * along_x + 5 * side * along_y, y - 7 * along_y + 5 * side * along_x))
    head = " ".join(f"{x:g},{y:g}" for x, y in corners)
    return (
        f'<polyline points="{points}" fill="none" stroke="currentColor" stroke-opacity="0.7" stroke-width="1.8"'
        f' stroke-linejoin="round"/><polygon points="{head}" fill="currentColor" fill-opacity="0.8"/>'
    )
