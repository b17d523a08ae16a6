"""An amount whose number is right and whose unit is not: a week for a month, million for thousand, dollars for people.

Another number in another unit cannot be checked.
"""

import re

from core.assessment.checks import wording
from core.assessment.checks.directions import changes
from core.assessment.checks.quantities import Form, admits
from core.assessment.checks.standing_amount import StandingAmount
from core.assessment.checks.statements import Finding
from core.assessment.types import Verdict


def in_another_unit(on: StandingAmount) -> Finding | None:
    """What came of an amount in a unit that is not the chart's, or None when the unit is the chart's."""
    words, chart = on.words, on.chart
    is_too_large = words.is_out_of_scale(chart)
    if not (words.clashes(chart) or is_too_large or words.lacks_its_thousands(chart)):
        return None
    bare = words.bare
    if chart.multiplier > 1 and bare >= chart.multiplier:
        bare /= chart.multiplier
    # the unit is false whatever the amount belongs to, so an unsure reading will do
    labels = {d: at.chosen for d, at in on.reading.fixed.items() if d != chart.time and at.chosen}
    for place in (*on.places, *on.loose(), *chart.places(labels)):
        if _is_number(on, bare, chart.cells[place]):
            return on.finding(Verdict.wrong, wording.value_at(chart, place))
    if words.is_change or changes(words.words) or re.search(r"\bby\s+(?:\w+\s+)?$", words.before):
        for first, last in on.pairs(strict=False):
            change = chart.cells[last] - chart.cells[first]
            if _is_number(on, bare, abs(change)):
                return on.finding(Verdict.wrong, f"a change of {wording.difference(chart, change)}")
    return on.finding(Verdict.not_checkable, "")


def _is_number(on: StandingAmount, bare: float, value: float) -> bool:
    quantity = on.words.quantity
    if quantity.form not in (Form.number, Form.percent):
        return False
    return admits(quantity, bare, value, scale=on.chart.scale, is_read_off=False)
