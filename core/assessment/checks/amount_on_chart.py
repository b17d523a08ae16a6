"""An amount held against one chart: its value there, or a change; gaps and sums are `amounts_together`'s."""

from dataclasses import replace

from core.assessment.checks import wording
from core.assessment.checks.amounts_together import gap_of, sum_of
from core.assessment.checks.chart import Place
from core.assessment.checks.elsewhere import fits_any_gap, fits_anywhere, may_stand_elsewhere, stands_alone
from core.assessment.checks.other_units import in_another_unit
from core.assessment.checks.quantities import Form, admits
from core.assessment.checks.standing_amount import StandingAmount
from core.assessment.checks.statements import Finding
from core.assessment.checks.topics import GUESS, OWN, SURE
from core.assessment.types import Verdict

LEAST_SURE = SURE  # no surer than this, an amount that may stand elsewhere gets the benefit of the doubt


def judge(on: StandingAmount) -> Finding:
    """What came of an amount on a chart."""
    words, chart = on.words, on.chart
    if words.is_counted_in_words(chart):
        return on.finding(Verdict.not_checkable, "")
    if (found := in_another_unit(on)) is not None:
        return found
    is_points = words.quantity.form is Form.points
    if not (words.is_change or words.is_gap or words.is_sum or is_points) and on.values:
        return _value(on)
    match = next((p for p in on.places if on.admits(chart.cells[p])), None)
    is_loose = not (words.is_change or words.is_gap) or not words.is_decisively_change()
    if match is not None and is_loose and not words.is_sum and not is_points:
        return on.finding(Verdict.right, wording.value_at(chart, match), match)
    if words.is_sum:
        return sum_of(on)
    return _change(on) if words.is_change and not words.is_gap else gap_of(on)


def _value(on: StandingAmount) -> Finding:
    """A plain value: right where it stands, not checkable when a looser reading bears it out, else wrong."""
    words, chart = on.words, on.chart
    strict = on.places
    if chart.time is not None and words.extreme and strict:
        strict = _at_extreme(on, chart.time)
        if not strict:
            return _not_at_extreme(on, chart.time)
    right = next((p for p in strict if on.admits(chart.cells[p])), None)
    if right is not None:
        return on.finding(Verdict.right, wording.value_at(chart, right), right)
    certainty = on.certainty
    is_excused = (
        any(on.admits(chart.cells[p]) for p in on.loose())
        or words.is_of_something_else
        or on.may_be_a_change()
        or on.may_be_a_sum()
        or (certainty < OWN and words.is_of_the_rest)
        or (certainty <= LEAST_SURE and may_stand_elsewhere(on))
        or (not stands_alone(on) and (fits_anywhere(on) or (chart.has_losses and fits_any_gap(on))))
        or words.is_in_a_name(chart)
    )
    if is_excused or not strict or certainty <= GUESS:
        return on.finding(Verdict.not_checkable, "")
    return on.finding(Verdict.wrong, wording.values_at(chart, strict))


def _extremes(on: StandingAmount, time: int) -> dict[Place, tuple[int, float]]:
    """Where each row of the places has its peak or trough."""
    pick = max if on.words.extreme == "high" else min
    rows = {(*p[:time], *p[time + 1 :]): on.chart.along(p, time) for p in on.places}
    return {key: pick(row, key=lambda item: item[1]) for key, row in rows.items()}


def _at_extreme(on: StandingAmount, time: int) -> list[Place]:
    best = _extremes(on, time)
    held = [p for p in on.places if on.chart.cells[p] == best[(*p[:time], *p[time + 1 :])][1]]
    return held or ([] if on.reading.fixed.get(time) else on.places)


def _not_at_extreme(on: StandingAmount, time: int) -> Finding:
    """A peak or trough that is said to be at another time than it is."""
    at, value = next(iter(_extremes(on, time).values()))
    truth = f"{wording.amount(on.chart, value)} in {on.chart.dimensions[time].labels[at]}"
    attached = on.reading.fixed[time]
    if on.admits(value) and attached.certainty < SURE:
        return on.finding(Verdict.right, truth)
    wrong = on.finding(Verdict.wrong, truth)
    said = attached.mention
    return replace(wrong, start=min(wrong.start, said.start), end=max(wrong.end, said.end)) if said else wrong


def _change(on: StandingAmount) -> Finding:
    chart, quantity = on.chart, on.words.quantity
    is_relative = quantity.form in (Form.percent, Form.share)

    def fits(pair: tuple[Place, Place]) -> bool:
        first, last = chart.cells[pair[0]], chart.cells[pair[1]]
        if on.values and on.admits(abs(last - first)):
            return True
        if is_relative and first:
            share = 100 * abs(last - first) / abs(first)
            return admits(quantity, quantity.value, share, scale=100, is_read_off=True)
        return False

    strict, loose = on.pairs(strict=True), on.pairs(strict=False)
    right = next((pair for pair in strict if fits(pair)), None)
    if right is not None:
        return on.finding(Verdict.right, _change_truth(on, right))
    is_plain_change = on.words.is_decisively_change()
    if not is_plain_change and any(on.admits(chart.cells[p]) for p in on.loose()):
        return on.finding(Verdict.not_checkable, "")
    spans = [t for t in on.words.clause.times if not t.is_point and not t.is_inherited]
    is_told = is_plain_change and len(spans) == 1 and len(on.words.clause.times) == 1
    if (
        not strict
        or on.words.is_of_several
        or (any(fits(pair) for pair in loose) and not is_told)
        or not on.certainty > GUESS
        or (not stands_alone(on) and (fits_anywhere(on) or fits_any_gap(on)))
        or (quantity.form is Form.share and not on.values and not on.words.is_decisively_change())
    ):
        return on.finding(Verdict.not_checkable, "")
    axis = chart.axis or 0
    times = [t for t in on.words.clause.times if not t.is_whole]
    pair = strict[0] if times else max(strict, key=lambda p: p[1][axis] - p[0][axis])
    return on.finding(Verdict.wrong, _change_truth(on, pair))


def _change_truth(on: StandingAmount, pair: tuple[Place, Place]) -> str:
    chart, axis = on.chart, on.chart.axis or 0
    row = [item for item in chart.along(pair[0], axis) if pair[0][axis] <= item[0] <= pair[1][axis]]
    change = chart.cells[pair[1]] - chart.cells[pair[0]]
    return f"{wording.movement(chart, row)}, a change of {wording.difference(chart, change)}"
