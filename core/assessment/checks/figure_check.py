"""Amounts in an answer, each held against the value that the chart has at that place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.assessment.checks.amount_on_chart import judge
from core.assessment.checks.amount_words import AmountWords
from core.assessment.checks.corroboration import borne_out, made_surer
from core.assessment.checks.elsewhere import fits_anywhere
from core.assessment.checks.passage import Passage
from core.assessment.checks.quantities import Form
from core.assessment.checks.readings import Readings
from core.assessment.checks.standing_amount import StandingAmount
from core.assessment.checks.statements import Finding
from core.assessment.types import Verdict

_NEAR = 60  # characters


def check_figures(passage: Passage, readings: Readings) -> Iterator[Finding]:
    """One finding an amount; a false one is quoted with the label it is said of, where that stands near."""
    for sentence in passage.sentences:
        judged = [
            (words, _on_charts(passage, readings, words))
            for clause in sentence.clauses
            for quantity in clause.quantities
            if quantity.form is not Form.multiple
            for words in (AmountWords(passage, quantity, clause, sentence),)
        ]
        borne = borne_out(pair for _, pairs in judged for pair in pairs)
        for words, pairs in judged:
            again = [(on, judge(on) if made_surer(on, borne) else finding) for on, finding in pairs]
            found = _on_the_best_chart(again)
            yield _with_label(words, found) if found.verdict is Verdict.wrong else found


def _on_charts(passage: Passage, readings: Readings, words: AmountWords) -> list[tuple[StandingAmount, Finding]]:
    found = []
    for number, chart in enumerate(passage.charts):
        on = StandingAmount(words, chart, readings.of(words.quantity, words.clause, words.sentence, number))
        found.append((on, judge(on)))
    return found


def _on_the_best_chart(judged: Sequence[tuple[StandingAmount, Finding]]) -> Finding:
    """The chart whose labels are named most surely; where two are alike, a right one, and wrong only if all are.

    What stands on another chart of the task is not called wrong: a word may name a thing of both.
    """
    named = [
        sum(a.certainty for d, a in on.reading.fixed.items() if not on.chart.dimensions[d].is_time) for on, _ in judged
    ]
    alike = [one for (_, one), surely in zip(judged, named, strict=True) if surely == max(named)]
    chosen = next((one for one in alike if one.verdict is Verdict.right), alike[0])
    if chosen.verdict is not Verdict.wrong:
        return chosen
    if any(one.verdict is not Verdict.wrong for one in alike) or any(
        one is not chosen and fits_anywhere(on) for on, one in judged
    ):
        return replace(chosen, verdict=Verdict.not_checkable)
    return chosen


def _with_label(words: AmountWords, found: Finding) -> Finding:
    start, end = found.start, found.end
    for mention in words.sentence.mentions:
        keys = {(c, d, label) for (c, d), labels in mention.labels.items() for label in labels}
        low, high = min(start, mention.start), max(end, mention.end)
        others = [q for q in words.sentence.quantities if low <= q.start < high and q is not words.quantity]
        if keys & found.labels and high - low <= _NEAR and not others:
            start, end = low, high
    for time in words.clause.times:
        low, high = min(start, time.start), max(end, time.end)
        others = [q for q in words.sentence.quantities if low <= q.start < high and q is not words.quantity]
        if high - low <= _NEAR and not others:
            start, end = low, high
    return replace(found, start=start, end=end)
