"""Whether an amount that does not fit where it seems to stand may be the value of something else that was spoken of."""

import re
from itertools import combinations

from core.assessment.checks.directions import changes
from core.assessment.checks.standing_amount import StandingAmount
from core.assessment.checks.topics import LIKELY, OWN, SURE

NEXT_IN_ORDER = re.compile(
    r"\b(?:next|following|previous|older|younger|(?:after|from) (?:that|this|which))\b|\bthen to\b", re.IGNORECASE
)


def may_stand_elsewhere(on: StandingAmount) -> bool:
    """Whether the amount fits a place that a fair reader may think of.

    A label or time that stands beside the amount is kept. Another one may be any that the sentence names; an unsure
    one any that the paragraph named; along time, or an order such as ages, the text may have gone on to any place.
    """
    chart = on.chart
    fixed: dict[int, frozenset[int]] = {}
    for d, dimension in enumerate(chart.dimensions):
        at = on.reading.fixed.get(d)
        if at is None or not at.chosen or len(dimension.labels) < 2:
            continue
        if at.certainty >= OWN:
            fixed[d] = at.chosen
        elif on.words.is_compared_with or dimension.is_time or (dimension.positions and _moves_on(on)):
            continue
        else:
            fixed[d] = at.chosen | at.others | _named(on, d, at.certainty)
    return any(on.admits(chart.cells[place]) for place in chart.places(fixed))


def stands_alone(on: StandingAmount) -> bool:
    """Whether it can be of one place only: that of its clause, which names its own thing and its own time."""
    if len(on.words.clause.quantities) > 1 or on.certainty < OWN:
        return False
    return on.chart.time is None or (on.time is not None and on.time.certainty >= SURE)


def fits_anywhere(on: StandingAmount) -> bool:
    """Whether the chart has the amount at all: who wrote it read it off somewhere, and we may not know where."""
    return any(on.admits(abs(value)) for value in on.chart.cells.values())


def fits_any_gap(on: StandingAmount) -> bool:
    """Whether any two values of the chart lie so far apart, or make so much together."""
    values = list(on.chart.cells.values())
    return any(on.admits(abs(a - b)) or on.admits(a + b) for a, b in combinations(values, 2))


def _moves_on(on: StandingAmount) -> bool:
    words = on.words.text[on.words.sentence.start : on.words.clause.end]
    return changes(words) or NEXT_IN_ORDER.search(words) is not None


def _named(on: StandingAmount, d: int, certainty: int) -> frozenset[int]:
    """The labels of a dimension that the sentence names, or for an unsure one the paragraph so far."""
    dim = (on.reading.chart, d)
    mentions = on.words.mentions_so_far if certainty <= LIKELY else on.words.sentence.mentions
    return frozenset(label for m in mentions if dim in m.labels and not m.is_all for label in m.labels[dim])
