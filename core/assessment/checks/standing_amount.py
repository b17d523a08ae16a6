"""An amount with where it stands on one chart: its values there, and the pairs of places it may be a change between."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from core.assessment.checks.amount_words import AmountWords
from core.assessment.checks.attachments import Attached, Reading
from core.assessment.checks.chart import Chart, Place
from core.assessment.checks.directions import changes
from core.assessment.checks.statements import Finding
from core.assessment.checks.times import indexes
from core.assessment.checks.topics import GUESS, LIKELY, NONE, SURE
from core.assessment.checks.vocabulary import Mention
from core.assessment.types import CheckKind, Verdict

MOST_ADDED = 6


class StandingAmount:
    """One amount on one chart; `places` are those that its reading allows."""

    def __init__(self, words: AmountWords, chart: Chart, reading: Reading) -> None:
        self.words, self.chart, self.reading = words, chart, reading
        time = chart.time
        if time is not None and words.is_first_of_a_change(reading.fixed.get(time)):
            reading.fixed.pop(time, None)
        self.values = words.values(chart)
        self.places = list(chart.places({d: a.chosen for d, a in reading.fixed.items() if a.chosen}))
        self._labels = frozenset(
            (reading.chart, d, label) for d, a in reading.fixed.items() if a.certainty > NONE for label in a.chosen
        )

    def finding(self, verdict: Verdict, truth: str, place: Place | None = None) -> Finding:
        """What came of the amount."""
        quantity = self.words.quantity
        return Finding(CheckKind.figure, verdict, quantity.start, quantity.end, truth, self._labels, place)

    def admits(self, truth: float) -> bool:
        """Whether the amount is a fair way to put a value of the chart."""
        return self.words.admits(self.chart, self.values, truth)

    @property
    def time(self) -> Attached | None:
        """The time of the amount, when something says it."""
        return self.reading.fixed.get(self.chart.time) if self.chart.time is not None else None

    @property
    def certainty(self) -> int:
        """How sure the least sure dimension but time is."""
        found = []
        for d, dimension in enumerate(self.chart.dimensions):
            if len(dimension.labels) > 1 and not dimension.is_time:
                attached = self.reading.fixed.get(d)
                found.append(attached.certainty if attached is not None and attached.chosen else NONE)
        return min(found, default=SURE)

    def loose(self) -> list[Place]:
        """Places of other readings: unsure dimensions opened to what else they may be."""
        fixed: dict[int, frozenset[int]] = {}
        for d, attached in self.reading.fixed.items():
            if attached.certainty <= GUESS:
                if not self.chart.dimensions[d].is_time and attached.others:
                    fixed[d] = attached.chosen | attached.others
                continue
            fixed[d] = attached.chosen | (attached.others if attached.certainty <= LIKELY else frozenset())
        return list(self.chart.places({d: labels for d, labels in fixed.items() if labels}))

    def may_be_a_change(self) -> bool:
        """Whether a clause speaks of a change and the amount is one between some two places."""
        if self.words.is_end_point or not changes(self.words.text[self.words.sentence.start : self.words.quantity.end]):
            return False
        pairs = self.pairs(strict=False)
        return any(self.admits(abs(self.chart.cells[b] - self.chart.cells[a])) for a, b in pairs)

    def may_be_a_sum(self) -> bool:
        """Whether one amount stands behind several labels, which may be taken together."""
        time = self.chart.time
        several = [a for d, a in self.reading.fixed.items() if d != time and len(a.chosen) > 1 and not a.is_paired]
        if any(not (isinstance(a.mention, Mention) and a.mention.is_all) for a in several):
            return True
        return self._is_a_total() or (
            self.words.is_sum_in_sentence and any(self.admits(total) for total in self._sums())
        )

    def _is_a_total(self) -> bool:
        """Whether it is all the values of one time, or of one other place, together."""
        if self.chart.is_percent or not self.words.is_of_all:
            return False
        for d, dimension in enumerate(self.chart.dimensions):
            columns: dict[Place, float] = {}
            for place, value in self.chart.cells.items() if not dimension.is_time else ():
                rest = (*place[:d], *place[d + 1 :])
                columns[rest] = columns.get(rest, 0.0) + value
            if any(self.admits(total) for total in columns.values()):
                return True
        return False

    def _sums(self) -> Iterator[float]:
        """What two or more things make together, at each of the other places."""
        for d, dimension in enumerate(self.chart.dimensions):
            if dimension.is_time or not 1 < len(dimension.labels) <= MOST_ADDED:
                continue
            columns: dict[Place, list[float]] = {}
            for place, value in self.chart.cells.items():
                columns.setdefault((*place[:d], *place[d + 1 :]), []).append(value)
            for column in columns.values():
                for count in range(2, len(column) + 1):
                    yield from (sum(some) for some in combinations(column, count))

    def pairs(self, *, strict: bool) -> list[tuple[Place, Place]]:
        """Pairs of places along the axis between which a change may be meant."""
        axis = self.chart.axis
        if axis is None:
            return []
        fixed = {d: a.chosen for d, a in self.reading.fixed.items() if d != axis and a.chosen}
        rows: dict[Place, list[Place]] = {}
        for place in self.chart.places(fixed):
            rows.setdefault((*place[:axis], *place[axis + 1 :]), []).append(place)
        times = [indexes(t, self.chart) for t in self.words.clause.times if not t.is_whole and not t.is_inherited]
        pairs = []
        for row in rows.values():
            for first, last in combinations(row, 2):
                if strict and times and self.chart.time == axis and not _spans(times, first[axis], last[axis]):
                    continue
                pairs.append((first, last))
        return pairs


def _spans(times: Sequence[Sequence[int]], first: int, last: int) -> bool:
    """Whether a change from `first` to `last` agrees with the times that were said: a range, or its end or start."""
    ranges = [t for t in times if len(t) > 1]
    if ranges:
        return any(first >= r[0] and last <= r[-1] and (first == r[0] or last == r[-1]) for r in ranges)
    points = {t[0] for t in times if t}
    if len(points) >= 2:
        return first in points and last in points
    return not points or first in points or last in points
