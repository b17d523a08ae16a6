"""Statements on how many times as much: of one thing against another, or of a thing against its own past."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from core.assessment.checks import wording
from core.assessment.checks.compared_pairs import Pair, pair_of_two, pairs_after, values_of
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.quantities import Closeness, Form, Quantity
from core.assessment.checks.statements import Finding, Row, Scene
from core.assessment.types import CheckKind, Verdict

RATIO_SLACK = 0.2
_AGAINST = re.compile(r"\s*(?:as |more|higher|larger|the |that |what |bigger|greater)")
_PART_AGAINST = re.compile(r"\s*(?:as (?:many|much|high|popular|common|likely|large|often)\b|that of |those of |what )")
_TURNED = {
    Closeness.over: Closeness.under,
    Closeness.just_over: Closeness.under,
    Closeness.under: Closeness.over,
    Closeness.nearly: Closeness.over,
}
_TOTAL = re.compile(r"\b(?:total|sum|together|average|combined)\b")
_GROWTH_VERB = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|es|e|ing)\b", re.IGNORECASE)
_GROWTH_FOLD = re.compile(r"fold\b", re.IGNORECASE)
_GROWN = re.compile(r"\b(?:rose|risen|ris\w+|gr[eo]w\w*|increas\w+|multipl\w+|climb\w+|expand\w+)\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\s*(?:as |more |higher|larger|bigger|greater|the )[^.;,]{0,50}?\b(?:than|as|of)\s+(?:it (?:was"
    r"|had been) )?(?:in |at )?"
    r"(?:the past|before|the (?:start|beginning|outset)|at (?:first|the start)|a decade (?:before|earlier))",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:if|would|could|may|might|not|never|n't|without|expected|gap|difference|total|together|combined|both|all)\b",
    re.IGNORECASE,
)


def check_ratios(scene: Scene) -> Iterator[Finding]:
    """One finding a ratio whose two sides are known."""
    for sentence, clause in scene.clauses():
        for quantity in clause.quantities:
            if quantity.form is Form.multiple or quantity.form is Form.share:
                found = list(_between_things(scene, sentence, clause, quantity))
                yield from found or _over_time(scene, sentence, clause, quantity)


def _between_things(scene: Scene, sentence: Sentence, clause: Clause, quantity: Quantity) -> Iterator[Finding]:
    after = scene.passage.text[quantity.end : min(sentence.end, quantity.end + 90)]
    cue = _AGAINST if quantity.form is Form.multiple else _PART_AGAINST
    if not cue.match(after) or _TOTAL.search(after):
        return
    pairs = list(_by_and_by(scene, sentence, quantity)) or list(pairs_after(scene, sentence, clause, quantity.end))
    verdicts = []
    for pair in pairs:
        chart = scene.passage.charts[pair.chart]
        ratios = [
            (one / other, places) for one, other, places in values_of(scene, sentence, clause, chart, pair) if other
        ]
        if not ratios:
            continue
        holds = [_is_ratio(quantity, ratio) for ratio, _ in ratios]
        truth = wording.values_at(chart, ratios[-1][1])
        verdict = Verdict.right if any(holds) else Verdict.wrong
        verdicts.append(Finding(CheckKind.comparison, verdict, quantity.start, pair.end, truth))
    if verdicts:
        yield next((one for one in verdicts if one.verdict is Verdict.right), verdicts[0])


def _is_ratio(quantity: Quantity, ratio: float) -> bool:
    value = quantity.value / 100 if quantity.form is Form.share else quantity.value
    slack = RATIO_SLACK * value
    if quantity.form is Form.multiple and value < 1:  # "more than halved" says less than a half
        quantity = replace(quantity, closeness=_TURNED.get(quantity.closeness, quantity.closeness))
    match quantity.closeness:
        case Closeness.over | Closeness.just_over:
            return ratio >= value - slack / 2
        case Closeness.under | Closeness.nearly:
            return value / 2.5 <= ratio <= value + slack / 2
    return abs(ratio - value) <= slack


def _by_and_by(scene: Scene, sentence: Sentence, quantity: Quantity) -> Iterator[Pair]:
    """Both sides after the multiple: "twice as many journeys by bus as by tram", "... bus trips as tram trips"."""
    text = scene.passage.text
    after = [m for m in sentence.mentions if m.start >= quantity.end]
    for one, other in pairwise(after):
        before, between = text[quantity.end : one.start], text[one.end : other.start]
        if (
            re.fullmatch(r"\s*(?:as|more)\s+\w+(?:\s+(?!as\b|than\b)\w+){0,4}\s+", before)
            and re.fullmatch(r"\s*(?:\w+\s+){0,3}?(?:as|than)\s+(?:\w+\s+){0,3}", between)
            and not re.search(r"\b(?:and|but|while)\b", between)
        ):
            yield from pair_of_two(one, other)
            return


def _over_time(scene: Scene, sentence: Sentence, clause: Clause, quantity: Quantity) -> Iterator[Finding]:
    """ "Doubled", "grew fivefold", "three times bigger than in the past": over each stretch that may be meant."""
    text = scene.passage.text
    said, after = text[quantity.start : quantity.end], text[quantity.end : sentence.end]
    is_verb = _GROWTH_VERB.search(said) is not None and not _AGAINST.match(after)
    is_fold = _GROWTH_FOLD.search(said) is not None and _GROWN.search(text[clause.start : clause.end]) is not None
    if quantity.form is not Form.multiple or not (is_verb or is_fold or _OF_ITSELF.match(after)):
        return
    if _DOUBT.search(text[clause.start : quantity.start]):
        return
    verdicts = []
    for subject in scene.subjects(clause):
        chart = scene.passage.charts[subject.chart]
        rows = [row for row in scene.rows(subject, chart.time) if len(row) > 1] if chart.time is not None else []
        if len(rows) != 1:
            return
        windows, is_said = scene.windows(sentence, clause, chart)
        is_right = any(_is_ratio(quantity, ratio) for ratio in _ratios(rows[0], windows if is_said else None))
        verdict = Verdict.right if is_right else Verdict.wrong
        truth = wording.movement(chart, rows[0])
        verdicts.append(Finding(CheckKind.comparison, verdict, quantity.start, quantity.end, truth, subject.keys))
    if verdicts:
        yield next((one for one in verdicts if one.verdict is Verdict.right), verdicts[0])


def _ratios(row: Row, windows: list[tuple[int, int]] | None) -> Iterator[float]:
    """By how much the row grows over the windows, or between any two of its places."""
    for (low, first), (high, last) in combinations(row, 2):
        if first > 0 and (windows is None or (low, high) in windows):
            yield last / first
