"""A sentence bears its own reading out: where one amount fits the label or time that it was thought to speak of, and
would fit no other, the next amount of the sentence is taken to speak of the same.

"Women have 46% and men 27%" names no group of ages; 46% says that it is still the group of the sentence before.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from core.assessment.checks.directions import changes
from core.assessment.checks.elsewhere import NEXT_IN_ORDER
from core.assessment.checks.standing_amount import StandingAmount
from core.assessment.checks.statements import Finding
from core.assessment.checks.topics import LIKELY, SURE
from core.assessment.types import Verdict

Borne = set[tuple[int, int, frozenset[int]]]  # chart, dimension, labels

_LATER = re.compile(
    r"\b(?:then|later|after\w*|before|now|next|following|finally|eventually|previous\w*|earlier)\b", re.IGNORECASE
)


def borne_out(judged: Iterable[tuple[StandingAmount, Finding]]) -> Borne:
    """The labels and times that a right amount shows to be meant."""
    found: Borne = set()
    for on, finding in judged:
        if finding.verdict is not Verdict.right or finding.place is None:
            continue
        for d, at in on.reading.fixed.items():
            if at.chosen and not at.is_paired and finding.place[d] in at.chosen and _fits_no_other(on, d, finding):
                found.add((on.reading.chart, d, at.chosen))
    return found


def made_surer(on: StandingAmount, borne: Borne) -> bool:
    """Raise what the sentence has borne out, and say whether anything was raised."""
    raised = False
    for d, at in list(on.reading.fixed.items()):
        dimension = on.chart.dimensions[d]
        is_ordered = dimension.is_time or bool(dimension.positions)
        if at.is_paired or at.certainty > LIKELY or (on.reading.chart, d, at.chosen) not in borne:
            continue
        if is_ordered and (_goes_on(on, _LATER if dimension.is_time else NEXT_IN_ORDER)):
            continue
        if dimension.is_time and on.words.sentence.times:
            continue
        on.reading.fixed[d] = replace(at, certainty=SURE)
        raised = True
    return raised


def _goes_on(on: StandingAmount, cue: re.Pattern[str]) -> bool:
    words = on.words.text[on.words.sentence.start : on.words.quantity.end]
    return changes(words) or cue.search(words) is not None


def _fits_no_other(on: StandingAmount, d: int, finding: Finding) -> bool:
    place, chosen = finding.place, on.reading.fixed[d].chosen
    assert place is not None
    return not any(
        on.admits(on.chart.cells[(*place[:d], other, *place[d + 1 :])])
        for other in range(len(on.chart.dimensions[d].labels))
        if other not in chosen and (*place[:d], other, *place[d + 1 :]) in on.chart.cells
    )
