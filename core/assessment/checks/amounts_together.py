"""An amount that is the gap between two things, or what several things make together."""

from itertools import combinations

from core.assessment.checks import wording
from core.assessment.checks.chart import Place
from core.assessment.checks.standing_amount import StandingAmount
from core.assessment.checks.statements import Finding
from core.assessment.checks.topics import GUESS
from core.assessment.types import Verdict


def gap_of(on: StandingAmount) -> Finding:
    """A gap between two labels, or two times; wrong only when both labels and the time are said."""
    chart, words, time, at = on.chart, on.words, on.chart.time, on.time
    fixed = {time: at.chosen} if time is not None and at is not None and at.chosen and at.certainty > GUESS else {}
    cells = [chart.cells[p] for p in chart.places(fixed)]
    differences = [abs(a - b) for a, b in combinations(cells, 2)]
    named = words.labels_named(on.reading.chart)
    for d, labels in named.items():
        if (
            len(labels) == 2
            and (time is None or fixed)
            and len([x for x in chart.dimensions if len(x.labels) > 1]) == (1 if time is None else 2)
        ):
            a, b = (list(chart.places({**fixed, d: [label]})) for label in sorted(labels))
            gaps = [abs(chart.cells[p] - chart.cells[q]) for p in a for q in b if _same_but(p, q, d)]
            if any(on.admits(gap) for gap in gaps):
                return on.finding(Verdict.right, wording.difference(chart, gaps[0]))
            is_theirs = any(on.admits(abs(chart.cells[p])) for p in (*a, *b))
            if gaps and not is_theirs and words.is_plainly_a_gap():
                return on.finding(Verdict.wrong, f"the difference was {wording.difference(chart, gaps[0])}")
            return on.finding(Verdict.not_checkable, "")
    if on.values and any(on.admits(x) for x in differences):
        return on.finding(Verdict.right, "")
    return on.finding(Verdict.not_checkable, "")


def sum_of(on: StandingAmount) -> Finding:
    """What the labels of the clause make together; wrong only when the time is said."""
    chart = on.chart
    named = {d: labels for d, labels in on.words.labels_named(on.reading.chart).items() if len(labels) > 1}
    time = chart.time
    fixed = {d: a.chosen for d, a in on.reading.fixed.items() if d not in named and a.chosen}
    for d, labels in named.items():
        by_rest: dict[Place, float] = {}
        for place in chart.places({**fixed, d: labels}):
            rest = (*place[:d], *place[d + 1 :])
            by_rest[rest] = by_rest.get(rest, 0.0) + chart.cells[place]
        if any(on.admits(total) for total in by_rest.values()):
            return on.finding(Verdict.right, "")
        sure = time is None or (time in on.reading.fixed and on.reading.fixed[time].certainty > GUESS)
        if sure and len(by_rest) == 1 and on.values:
            total = next(iter(by_rest.values()))
            return on.finding(Verdict.wrong, f"together {wording.amount(chart, total)}")
    return on.finding(Verdict.not_checkable, "")


def _same_but(one: Place, other: Place, dimension: int) -> bool:
    return all(a == b for d, (a, b) in enumerate(zip(one, other, strict=True)) if d != dimension)
