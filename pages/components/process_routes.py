"""The way of each arrow of a process from box to box, and the place of its words.

A neighbour is reached straight, the box below in the other column through the space between the rows, a box
further off round the outside; a crossing of the columns always lies in the space between two rows. Arrows that meet
at one side of a box end beside each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pages.components.svg_text import LINE_HEIGHT, wrapped

SLOTS = (0, 1, -1, 2, -2)
SLOT_ACROSS, SLOT_DOWN = 26.0, 20.0
BUS = 16.0  # from a box to an arrow that crosses the columns
TIP = 3.0  # between the head of an arrow and its box

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A box of the drawing: its place in the grid, and where that is."""

    column: int
    row: int
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.top + self.height


@dataclass(frozen=True)
class Link:
    """An arrow from step to step, perhaps with words."""

    start: str
    end: str
    label: str


@dataclass(frozen=True)
class Route:
    """The corners of an arrow, and its words: each line with x and baseline."""

    points: Sequence[Point]
    words: Sequence[tuple[str, float, float]] = ()
    anchor: str = "middle"


class _Ports:
    """Which places at the sides of the boxes are taken."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], set[int]] = defaultdict(set)

    def take(self, *sides: tuple[str, str], towards: int = 1) -> int:
        """The place nearest to the middle that is free at all of these sides, on one side of it first."""
        slot = next(
            (towards * slot for slot in SLOTS if all(towards * slot not in self._taken[side] for side in sides)), 0
        )
        for side in sides:
            self._taken[side].add(slot)
        return slot


def routes(boxes: Mapping[str, Box], links: Sequence[Link], *, arrow_size: float, lane: float) -> list[Route]:
    """The way of every arrow; the straight ones have the middle of each side."""
    ports = _Ports()
    lanes: dict[str, int] = defaultdict(int)
    crossed = {_crossed(boxes[link.start], boxes[link.end]) for link in links}
    both_ways = {(link.end, link.start) for link in links}
    ordered = sorted(links, key=lambda link: _order(boxes[link.start], boxes[link.end]))
    found = []
    for link in ordered:
        start, end = boxes[link.start], boxes[link.end]
        match _order(start, end):
            case 0:
                found.append(_across(link, start, end, ports, arrow_size))
            case 1:
                # the words make way for an arrow that crosses there or comes back
                is_outside = min(start.row, end.row) in crossed or (link.start, link.end) in both_ways
                found.append(_down(link, start, end, ports, arrow_size, is_outside=is_outside))
            case 2:
                found.append(_stepped(link, start, end, ports, arrow_size))
            case _:
                side = "left" if start.column == 0 else "right"
                lanes[side] += 1
                found.append(_round(link, start, end, ports, arrow_size, distance=lane * (lanes[side] - 0.2)))
    return found


def _crossed(start: Box, end: Box) -> int | None:
    """The row below which the arrow crosses the columns; None where it crosses beside the boxes or never."""
    if start.column == end.column or start.row == end.row:
        return None
    return end.row if end.row < start.row else end.row - 1


def _order(start: Box, end: Box) -> int:
    if start.row == end.row:
        return 0
    rows = abs(start.row - end.row)
    if start.column == end.column:
        return 1 if rows == 1 else 3
    return 2 if rows == 1 else 3


def _across(link: Link, start: Box, end: Box, ports: _Ports, size: float) -> Route:
    to_right = end.column > start.column
    sides = ((link.start, "right"), (link.end, "left")) if to_right else ((link.start, "left"), (link.end, "right"))
    y = start.top + start.height / 2 + SLOT_DOWN * ports.take(*sides)
    points = [(start.right, y), (end.left - TIP, y)] if to_right else [(start.left, y), (end.right + TIP, y)]
    middle = (points[0][0] + points[1][0]) / 2
    words = link.label.split()
    lines = [(word, middle, y - 7 - size * LINE_HEIGHT * (len(words) - 1 - place)) for place, word in enumerate(words)]
    return Route(points, lines)


def _down(link: Link, start: Box, end: Box, ports: _Ports, size: float, *, is_outside: bool) -> Route:
    is_down = end.row > start.row
    sides = ((link.start, "below"), (link.end, "above")) if is_down else ((link.start, "above"), (link.end, "below"))
    inward = 1 if start.column == 0 else -1
    slot = ports.take(*sides, towards=inward)
    x = start.left + start.width / 2 + SLOT_ACROSS * slot
    points = [(x, start.bottom), (x, end.top - TIP)] if is_down else [(x, start.top), (x, end.bottom + TIP)]
    lines = wrapped(link.label, width=start.width / 2 - 14, size=size)
    side = -inward if is_outside and slot == 0 else inward
    words = list(_beside(lines, x + 8 * side, (points[0][1] + points[1][1]) / 2, size))
    return Route(points, words, "start" if side == 1 else "end")


def _stepped(link: Link, start: Box, end: Box, ports: _Ports, size: float) -> Route:
    is_down = end.row > start.row
    to_right = 1 if end.column > start.column else -1
    out = ports.take((link.start, "below" if is_down else "above"), towards=to_right)
    into = ports.take((link.end, "above" if is_down else "below"), towards=-to_right)
    x = start.left + start.width / 2 + SLOT_ACROSS * out
    to_x = end.left + end.width / 2 + SLOT_ACROSS * into
    y, to_y = (start.bottom, end.top) if is_down else (start.top, end.bottom)
    lines = wrapped(link.label, width=abs(to_x - x) - 16, size=size)
    bus = (y + to_y) / 2 + (4 if lines else 0)
    points = [(x, y), (x, bus), (to_x, bus), (to_x, to_y + (-TIP if is_down else TIP))]
    rise = size * LINE_HEIGHT
    words = [(line, (x + to_x) / 2, bus - 5 - rise * (len(lines) - 1 - place)) for place, line in enumerate(lines)]
    return Route(points, words)


def _round(link: Link, start: Box, end: Box, ports: _Ports, size: float, *, distance: float) -> Route:
    side = "left" if start.column == 0 else "right"
    outward = -1 if side == "left" else 1
    up = -1 if end.row < start.row else 1
    y = start.top + start.height / 2 + SLOT_DOWN * ports.take((link.start, side), towards=up)
    edge = start.left if side == "left" else start.right
    x = edge + outward * distance
    if end.column == start.column:
        to_y = end.top + end.height / 2 + SLOT_DOWN * ports.take((link.end, side), towards=-up)
        points = [(edge, y), (x, y), (x, to_y), (edge + outward * TIP, to_y)]
    else:
        into = ports.take((link.end, "below" if up == -1 else "above"), towards=outward)
        to_x = end.left + end.width / 2 + SLOT_ACROSS * into
        to_y = end.bottom if up == -1 else end.top
        bus = to_y - up * BUS
        points = [(edge, y), (x, y), (x, bus), (to_x, bus), (to_x, to_y - up * TIP)]
    lines = wrapped(link.label, width=start.width / 2 + distance - 16, size=size)
    beside = start.top - _room(lines, size) if up == -1 else start.bottom + _room(lines, size)
    return Route(points, list(_beside(lines, x - 6 * outward, beside, size)), "start" if side == "left" else "end")


def _room(lines: Sequence[str], size: float) -> float:
    """From the side of a box to the middle of the lines that stand next to it."""
    return 6 + len(lines) * size * LINE_HEIGHT / 2


def _beside(lines: Sequence[str], x: float, middle: float, size: float) -> Iterator[tuple[str, float, float]]:
    """The lines, centred on a height."""
    rise = size * LINE_HEIGHT
    first = middle - (len(lines) - 1) * rise / 2 + size * 0.35
    for place, line in enumerate(lines):
        yield line, x, first + place * rise
