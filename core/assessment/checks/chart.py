"""The data of a figure as a grid: what the axes hold, which of them is time, and the value at each place.

A column such as "Rent 2012" stands for two things, so it becomes two dimensions. Values that are missing or are no
numbers have no cell: nothing is said about them.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from core.content.materials import Figure

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_AGES = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})")
_MULTIPLIERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
READ_OFF = frozenset({"line", "bar"})  # charts without printed values: a reader rounds to the axis

Place = tuple[int, ...]


@dataclass(frozen=True)
class Dimension:
    """One axis of the grid. `positions` are years or lower ends of ages, empty when the labels have no order."""

    labels: tuple[str, ...]
    positions: tuple[float, ...] = ()
    is_time: bool = False
    is_measure: bool = False  # labels such as rent and pay, which are no rivals


@dataclass(frozen=True)
class Chart:
    """A figure as a grid; `multiplier` is 1,000 when the unit is thousands."""

    kind: str
    title: str
    unit: str
    multiplier: float
    is_percent: bool
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Place, float]

    @property
    def time(self) -> int | None:
        """Which dimension is time."""
        return next((index for index, dimension in enumerate(self.dimensions) if dimension.is_time), None)

    @property
    def axis(self) -> int | None:
        """The dimension along which something can rise: time, or else one whose labels have an order."""
        if self.time is not None:
            return self.time
        return next((index for index, dimension in enumerate(self.dimensions) if dimension.positions), None)

    @property
    def scale(self) -> float:
        """The largest absolute value."""
        return max((abs(value) for value in self.cells.values()), default=0.0)

    @property
    def has_losses(self) -> bool:
        """Whether a value lies below zero, so that a text may go through zero: "a swing of 355 million"."""
        return any(value < 0 for value in self.cells.values())

    def places(self, fixed: Mapping[int, Iterable[int]]) -> Iterator[Place]:
        """The places with a value whose coordinates are among those that are fixed."""
        choices = [
            sorted(set(fixed[index])) if index in fixed else range(len(dimension.labels))
            for index, dimension in enumerate(self.dimensions)
        ]
        return (place for place in product(*choices) if place in self.cells)

    def along(self, place: Place, dimension: int) -> list[tuple[int, float]]:
        """The row of values through a place in one dimension, with their coordinates."""
        row = [
            (*place[:dimension], other, *place[dimension + 1 :])
            for other in range(len(self.dimensions[dimension].labels))
        ]
        return [(there[dimension], self.cells[there]) for there in row if there in self.cells]


def charts_of(figures: Sequence[Figure]) -> tuple[Chart, ...]:
    """Each figure as a grid; figures without a single number are left out."""
    grids = (_chart(figure) for figure in figures)
    return tuple(grid for grid in grids if grid.cells)


def _chart(figure: Figure) -> Chart:
    x_dimensions, x_places = _dimensions(figure.x_values)
    series_dimensions, series_places = _dimensions(tuple(figure.values))
    cells: dict[Place, float] = {}
    for at_series, row in zip(series_places, figure.values.values(), strict=True):
        for at_x, value in zip(x_places, row, strict=False):
            if _is_number(value):
                cells[(*at_series, *at_x)] = float(value)
    unit = figure.unit.strip()
    described = f"{unit} {figure.y_label}".lower()
    multiplier = next((size for word, size in _MULTIPLIERS.items() if re.search(rf"\b{word}s?\b", described)), 1.0)
    is_percent = re.search(r"%|\bper ?cent", described) is not None
    dimensions = _only_one_time((*series_dimensions, *x_dimensions))
    return Chart(figure.type, figure.title, unit, multiplier, is_percent, dimensions, cells)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _only_one_time(dimensions: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    """Should both axes look like years, the longer one is time and the other a plain label."""
    times = [dimension for dimension in dimensions if dimension.is_time]
    longest = max(times, key=lambda dimension: len(dimension.labels), default=None)
    return tuple(
        Dimension(dimension.labels) if dimension.is_time and dimension is not longest else dimension
        for dimension in dimensions
    )


def _dimensions(labels: tuple[str, ...]) -> tuple[tuple[Dimension, ...], list[Place]]:
    """The dimensions that a list of labels spans, and the place of each label in them."""
    labels = tuple(str(label) for label in labels)
    years = [YEAR.findall(label) for label in labels]
    if labels and all(len(found) == 1 for found in years):
        rests = [_rest(label) for label in labels]
        if len(set(rests)) > 1:
            return _two_dimensions(rests, [found[0] for found in years])
    if labels and all(years):
        positions = tuple(float(found[0]) for found in years)
        if len(set(positions)) == len(labels):
            return (Dimension(labels, positions, is_time=True),), [(index,) for index in range(len(labels))]
    months = [_month(label) for label in labels]
    if len(labels) > 1 and all(month is not None for month in months):
        return (Dimension(labels, tuple(map(float, range(len(labels)))), True),), [(i,) for i in range(len(labels))]
    return (Dimension(labels, _ages(labels)),), [(index,) for index in range(len(labels))]


def _two_dimensions(rests: list[str], years: list[str]) -> tuple[tuple[Dimension, ...], list[Place]]:
    measures = tuple(dict.fromkeys(rests))
    times = tuple(sorted(set(years)))
    places: list[Place] = [(measures.index(rest), times.index(year)) for rest, year in zip(rests, years, strict=True)]
    return (Dimension(measures, is_measure=True), Dimension(times, tuple(map(float, times)), is_time=True)), places


def _rest(label: str) -> str:
    return re.sub(r"\s+", " ", YEAR.sub(" ", label)).strip(" ,()-:")


def _month(label: str) -> int | None:
    word = label.strip().lower()[:3]
    return _MONTHS.index(word) if word in _MONTHS and label.strip().isalpha() else None


def _ages(labels: tuple[str, ...]) -> tuple[float, ...]:
    """Lower ends of ranges ("18-24", "65+", "under 18"), or nothing when a label is no range or they do not rise."""
    ends = tuple(age_range(label) for label in labels)
    lows = tuple(low for low, _ in (end for end in ends if end is not None))
    is_ordered = len(lows) == len(labels) > 1 and all(a < b for a, b in pairwise(lows))
    return lows if is_ordered else ()


def age_range(label: str) -> tuple[float, float] | None:
    """The bounds of a range of ages or sizes in a label, or None."""
    if found := _AGES.search(label):
        return float(found[1]), float(found[2])
    if found := re.search(
        r"(\d{1,3})\s*(?:\+|(?:years\s*)?(?:and|or) (?:over|above|older|more))", label, re.IGNORECASE
    ):
        return float(found[1]), math.inf
    if found := re.search(r"(?:over|above)\s*(\d{1,3})", label, re.IGNORECASE):
        return float(found[1]), math.inf
    if found := re.search(r"(?:under|below|up to)\s*(\d{1,3})", label, re.IGNORECASE):
        return 0.0, float(found[1])
    return None
