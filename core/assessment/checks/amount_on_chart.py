"""An amount held against one chart: its value there, a change, a gap between two things, or a sum."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from core.assessment.checks import wording
from core.assessment.checks.amount_words import AmountWords
from core.assessment.checks.attachments import Reading
from core.assessment.checks.chart import Chart, Place
from core.assessment.checks.directions import changes
from core.assessment.checks.quantities import Form, admits
from core.assessment.checks.statements import Finding
from core.assessment.checks.times import indexes
from core.assessment.checks.topics import GUESS, LIKELY, NONE, OWN, SURE
from core.assessment.checks.vocabulary import Mention
from core.assessment.types import CheckKind, Verdict

LEAST_SURE = SURE  # no surer than this, an amount that stands anywhere on the chart gets the benefit of the doubt


class AmountOnChart:
    """One amount with where it stands on one chart."""

    def __init__(self, words: AmountWords, chart: Chart, reading: Reading) -> None:
        self._words, self._chart, self._reading = words, chart, reading
        time = chart.time
        if time is not None and words.is_first_of_a_change(reading.fixed.get(time)):
            reading.fixed.pop(time, None)
        self._values = words.values(chart)
        self._places = list(chart.places({d: a.chosen for d, a in reading.fixed.items() if a.chosen}))
        self._labels = frozenset(
            (reading.chart, d, label) for d, a in reading.fixed.items() if a.certainty > NONE for label in a.chosen
        )

    def judge(self) -> Finding:
        """What came of the amount on this chart."""
        words, chart = self._words, self._chart
        if words.is_counted_in_words(chart):
            return self._finding(Verdict.not_checkable, "")
        if words.clashes(chart):
            return self._other_unit()
        is_points = words.quantity.form is Form.points
        if not (words.is_change or words.is_gap or words.is_sum or is_points) and self._values:
            return self._value()
        match = next((p for p in self._places if self._admits(chart.cells[p])), None)
        is_loose = not (words.is_change or words.is_gap) or not words.is_decisively_change()
        if match is not None and is_loose and not words.is_sum and not is_points:
            return self._finding(Verdict.right, wording.value_at(chart, match), match)
        if words.is_sum:
            return self._sum()
        return self._change() if words.is_change and not words.is_gap else self._gap()

    def _finding(self, verdict: Verdict, truth: str, place: Place | None = None) -> Finding:
        quantity = self._words.quantity
        return Finding(CheckKind.figure, verdict, quantity.start, quantity.end, truth, self._labels, place)

    def _admits(self, truth: float) -> bool:
        return self._words.admits(self._chart, self._values, truth)

    def _other_unit(self) -> Finding:
        """The right number in a unit that is not the chart's is wrong; another number cannot be checked."""
        bare, quantity = self._words.bare, self._words.quantity
        for place in self._places:
            value = self._chart.cells[place]
            if admits(quantity, bare, value, scale=self._chart.scale, is_read_off=False):
                return self._finding(Verdict.wrong, wording.value_at(self._chart, place))
        return self._finding(Verdict.not_checkable, "")

    @property
    def _certainty(self) -> int:
        """How sure the least sure dimension but time is."""
        found = []
        for d, dimension in enumerate(self._chart.dimensions):
            if len(dimension.labels) > 1 and not dimension.is_time:
                attached = self._reading.fixed.get(d)
                found.append(attached.certainty if attached is not None and attached.chosen else NONE)
        return min(found, default=SURE)

    def _value(self) -> Finding:
        """A plain value: right where it stands, not checkable when a looser reading bears it out, else wrong."""
        words, chart = self._words, self._chart
        strict = self._places
        if chart.time is not None and words.extreme and strict:
            strict = self._at_extreme(chart.time)
            if not strict:
                return self._not_at_extreme(chart.time)
        right = next((p for p in strict if self._admits(chart.cells[p])), None)
        if right is not None:
            return self._finding(Verdict.right, wording.value_at(chart, right), right)
        certainty = self._certainty
        is_excused = (
            any(self._admits(chart.cells[p]) for p in self._loose())
            or words.is_of_something_else
            or self._may_be_a_change()
            or self._may_be_a_sum()
            or (certainty <= LEAST_SURE and self._is_somewhere())
        )
        if is_excused or not strict or certainty <= GUESS:
            return self._finding(Verdict.not_checkable, "")
        return self._finding(Verdict.wrong, wording.values_at(chart, strict))

    def _extremes(self, time: int) -> dict[Place, tuple[int, float]]:
        """Where each row of the places has its peak or trough."""
        pick = max if self._words.extreme == "high" else min
        rows = {(*p[:time], *p[time + 1 :]): self._chart.along(p, time) for p in self._places}
        return {key: pick(row, key=lambda item: item[1]) for key, row in rows.items()}

    def _at_extreme(self, time: int) -> list[Place]:
        best = self._extremes(time)
        held = [p for p in self._places if self._chart.cells[p] == best[(*p[:time], *p[time + 1 :])][1]]
        return held or ([] if self._reading.fixed.get(time) else self._places)

    def _not_at_extreme(self, time: int) -> Finding:
        """A peak or trough that is said to be at another time than it is."""
        at, value = next(iter(self._extremes(time).values()))
        truth = f"{wording.amount(self._chart, value)} in {self._chart.dimensions[time].labels[at]}"
        attached = self._reading.fixed[time]
        if self._admits(value) and attached.certainty < SURE:
            return self._finding(Verdict.right, truth)
        wrong = self._finding(Verdict.wrong, truth)
        said = attached.mention
        return replace(wrong, start=min(wrong.start, said.start), end=max(wrong.end, said.end)) if said else wrong

    def _is_somewhere(self) -> bool:
        """Whether the amount may be the value of something else.

        Where the time is certain, the same thing's value at another time is no excuse.
        """
        time = self._chart.time
        at = self._reading.fixed.get(time) if time is not None else None
        places = self._chart.places(
            {time: at.chosen} if time is not None and at is not None and at.certainty >= OWN else {}
        )
        return any(self._admits(self._chart.cells[place]) for place in places)

    def _loose(self) -> list[Place]:
        """Places of other readings: unsure dimensions opened to what else they may be."""
        fixed: dict[int, frozenset[int]] = {}
        for d, attached in self._reading.fixed.items():
            if attached.certainty <= GUESS:
                if not self._chart.dimensions[d].is_time and attached.others:
                    fixed[d] = attached.chosen | attached.others
                continue
            fixed[d] = attached.chosen | (attached.others if attached.certainty <= LIKELY else frozenset())
        return list(self._chart.places({d: labels for d, labels in fixed.items() if labels}))

    def _may_be_a_change(self) -> bool:
        """Whether a clause speaks of a change and the amount is one between some two places."""
        if not changes(self._words.text[self._words.sentence.start : self._words.quantity.end]):
            return False
        pairs = self._pairs(strict=False)
        return any(self._admits(abs(self._chart.cells[b] - self._chart.cells[a])) for a, b in pairs)

    def _may_be_a_sum(self) -> bool:
        """Whether one amount stands behind several labels, which may be taken together."""
        time = self._chart.time
        several = [a for d, a in self._reading.fixed.items() if d != time and len(a.chosen) > 1 and not a.is_paired]
        return any(not (isinstance(a.mention, Mention) and a.mention.is_all) for a in several)

    def _pairs(self, *, strict: bool) -> list[tuple[Place, Place]]:
        """Pairs of places along the axis between which a change may be meant."""
        axis = self._chart.axis
        if axis is None:
            return []
        fixed = {d: a.chosen for d, a in self._reading.fixed.items() if d != axis and a.chosen}
        rows: dict[Place, list[Place]] = {}
        for place in self._chart.places(fixed):
            rows.setdefault((*place[:axis], *place[axis + 1 :]), []).append(place)
        times = [indexes(t, self._chart) for t in self._words.clause.times if not t.is_whole and not t.is_inherited]
        pairs = []
        for row in rows.values():
            for first, last in combinations(row, 2):
                if strict and times and self._chart.time == axis and not _spans(times, first[axis], last[axis]):
                    continue
                pairs.append((first, last))
        return pairs

    def _change(self) -> Finding:
        quantity = self._words.quantity
        is_relative = quantity.form in (Form.percent, Form.share)

        def fits(pair: tuple[Place, Place]) -> bool:
            first, last = self._chart.cells[pair[0]], self._chart.cells[pair[1]]
            if self._values and self._admits(abs(last - first)):
                return True
            if is_relative and first:
                share = 100 * abs(last - first) / abs(first)
                return admits(quantity, quantity.value, share, scale=100, is_read_off=True)
            return False

        strict, loose = self._pairs(strict=True), self._pairs(strict=False)
        right = next((pair for pair in strict if fits(pair)), None)
        if right is not None:
            return self._finding(Verdict.right, self._change_truth(right))
        if any(self._admits(self._chart.cells[p]) for p in self._loose()):
            return self._finding(Verdict.not_checkable, "")
        if (
            not strict
            or any(fits(pair) for pair in loose)
            or not self._certainty > GUESS
            or (quantity.form is Form.share and not self._values and not self._words.is_decisively_change())
        ):
            return self._finding(Verdict.not_checkable, "")
        axis = self._chart.axis or 0
        times = [t for t in self._words.clause.times if not t.is_whole]
        pair = strict[0] if times else max(strict, key=lambda p: p[1][axis] - p[0][axis])
        return self._finding(Verdict.wrong, self._change_truth(pair))

    def _change_truth(self, pair: tuple[Place, Place]) -> str:
        axis = self._chart.axis or 0
        row = [item for item in self._chart.along(pair[0], axis) if pair[0][axis] <= item[0] <= pair[1][axis]]
        change = self._chart.cells[pair[1]] - self._chart.cells[pair[0]]
        return f"{wording.movement(self._chart, row)}, a change of {wording.difference(self._chart, change)}"

    def _gap(self) -> Finding:
        """A gap between two labels, or two times; wrong only when both labels and the time are said."""
        time = self._chart.time
        at = self._reading.fixed.get(time) if time is not None else None
        fixed = {time: at.chosen} if time is not None and at is not None and at.chosen and at.certainty > GUESS else {}
        cells = [self._chart.cells[p] for p in self._chart.places(fixed)]
        everything = list(self._chart.cells.values())
        differences = [abs(a - b) for a, b in combinations(cells, 2)]
        named = self._words.labels_named(self._reading.chart)
        for d, labels in named.items():
            if (
                len(labels) == 2
                and (time is None or fixed)
                and len([x for x in self._chart.dimensions if len(x.labels) > 1]) == (1 if time is None else 2)
            ):
                a, b = (list(self._chart.places({**fixed, d: [label]})) for label in sorted(labels))
                gaps = [abs(self._chart.cells[p] - self._chart.cells[q]) for p in a for q in b if _same_but(p, q, d)]
                if any(self._admits(gap) for gap in gaps):
                    return self._finding(Verdict.right, wording.difference(self._chart, gaps[0]))
                is_no_value = not any(self._admits(abs(x)) for x in everything)
                if gaps and is_no_value and self._words.is_plainly_a_gap():
                    return self._finding(
                        Verdict.wrong, f"the difference was {wording.difference(self._chart, gaps[0])}"
                    )
                return self._finding(Verdict.not_checkable, "")
        if self._values and any(self._admits(x) for x in differences):
            return self._finding(Verdict.right, "")
        return self._finding(Verdict.not_checkable, "")

    def _sum(self) -> Finding:
        named = {d: labels for d, labels in self._words.labels_named(self._reading.chart).items() if len(labels) > 1}
        time = self._chart.time
        fixed = {d: a.chosen for d, a in self._reading.fixed.items() if d not in named and a.chosen}
        for d, labels in named.items():
            by_rest: dict[Place, float] = {}
            for place in self._chart.places({**fixed, d: labels}):
                rest = (*place[:d], *place[d + 1 :])
                by_rest[rest] = by_rest.get(rest, 0.0) + self._chart.cells[place]
            if any(self._admits(total) for total in by_rest.values()):
                return self._finding(Verdict.right, "")
            sure = time is None or (time in self._reading.fixed and self._reading.fixed[time].certainty > GUESS)
            if sure and len(by_rest) == 1 and self._values:
                total = next(iter(by_rest.values()))
                return self._finding(Verdict.wrong, f"together {wording.amount(self._chart, total)}")
        return self._finding(Verdict.not_checkable, "")


def _spans(times: Sequence[Sequence[int]], first: int, last: int) -> bool:
    """Whether a change from `first` to `last` agrees with the times that were said: a range, or its end or start."""
    ranges = [t for t in times if len(t) > 1]
    if ranges:
        return any(first >= r[0] and last <= r[-1] and (first == r[0] or last == r[-1]) for r in ranges)
    points = {t[0] for t in times if t}
    if len(points) >= 2:
        return first in points and last in points
    return not points or first in points or last in points


def _same_but(one: Place, other: Place, dimension: int) -> bool:
    return all(a == b for d, (a, b) in enumerate(zip(one, other, strict=True)) if d != dimension)
