"""Statements that hold one thing against another: more, less, as many as, overtook."""

import re
from collections.abc import Iterator

from core.assessment.checks import wording
from core.assessment.checks.compared_pairs import Pair, pairs_after, values_of
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.quantities import Form
from core.assessment.checks.statements import Finding, Scene
from core.assessment.types import CheckKind, Verdict

EQUAL = 0.015  # of the chart's scale
ALIKE_SHARE, ALIKE_SCALE = 0.12, 0.03  # of the larger value, of the chart's scale: so near may be called the same
_MORE = re.compile(
    r"\b(?:(?P<more>more|higher|larger|greater|bigger|longer|warmer|above|exceed(?:s|ed|ing)?|overt(?:ook|ake"
    r"|akes|aken)|surpass(?:es|ed)?|outnumber(?:s|ed)?"
    r"|ahead of|dearer|more expensive|more popular|better)"
    r"|(?P<less>less|fewer|lower|smaller|shorter|colder|cooler|cheaper|below|behind|less popular))\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:than|above|below|exceed\w*|overt\w+|surpass\w*|outnumber\w*|ahead of|behind)\b", re.IGNORECASE
)
_DOUBT = re.compile(
    r"\b(?:if|would|could|may|might|expected|perhaps|maybe|not|never|n't|no|almost|nearly|any|each other|because"
    r"|together|combined|sum|total|faster|slower|rise|increase|growth|"
    r"fall|drop|decline|change[sd]?|rose|grew|fell|gap|difference|ever)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\bas (?:many|much|high|low|popular|common|likely|large|often|important|expensive|cheap|warm|cold)\b"
    r"(?:\s\w+){0,4}?\s+as\b|\bthe same (?:\w+ ){0,2}?as\b|\b(?:equal|identical) to\b|\blevel with\b"
    r"|\bon a par with\b",
    re.IGNORECASE,
)
_NOT_THE_SAME = re.compile(
    r"\b(?:not|never|n't|no|nearly|almost|twice|thrice|times|half|thirds?|quarters?|fifth|double|triple|if|would|could"
    r"|may|might|perhaps|roughly|about)\s*(?:\w+\s)?$|fold\s*$",
    re.IGNORECASE,
)
# "more common", "less widely used": adjectives that still speak of amounts
_OF_AMOUNT = frozenset({"common", "popular", "used", "widely", "frequent", "important", "widespread", "there", "than"})
_WHICH = re.compile(r"^(?:which|this|that)$", re.IGNORECASE)
_EXCEPTION = re.compile(r"\b(?:but|except|spring|summer|autumn|winter|average)\b", re.IGNORECASE)


def check_comparisons(scene: Scene) -> Iterator[Finding]:
    """One finding a comparison whose two sides are named."""
    for sentence, clause in scene.clauses():
        yield from _plain(scene, sentence, clause)
        yield from _equal(scene, sentence, clause)


def _plain(scene: Scene, sentence: Sentence, clause: Clause) -> Iterator[Finding]:
    text = scene.passage.text
    words = text[clause.start : clause.end]
    for match in _MORE.finditer(words):
        start, end = clause.start + match.start(), clause.start + match.end()
        if any(_WHICH.match(text[low:high]) for low, high in clause.subject):
            continue
        if any(m.start <= start < m.end for m in clause.mentions):
            continue  # "lower costs" is a label
        than = _THAN.search(text[start : min(sentence.end, end + 60)])
        if than is None or _EXCEPTION.search(words) or _DOUBT.search(words[max(0, match.start() - 60) : match.start()]):
            continue
        if match.group().lower() in ("more", "less", "fewer", "better") and _qualified(
            clause, end, start + than.start()
        ):
            continue
        if re.match(
            r"\s*(?:all\b|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|half|\d))",
            text[start + than.end() : start + than.end() + 12],
        ):
            continue
        if _DOUBT.search(text[end : start + than.start()]) or re.search(
            r"\d\s*$|\b(?:more|less|fewer) than (?:a |one |two |half|\d)", text[start - 2 : start + than.end() + 6]
        ):
            continue
        if any(
            start - 1 <= q.start < start + than.end() + 12 and q.form is not Form.multiple for q in sentence.quantities
        ):
            continue
        pairs = list(pairs_after(scene, sentence, clause, start + than.end()))
        yield from _decide(scene, sentence, clause, start, start + than.end(), pairs, is_more=bool(match["more"]))


def _qualified(clause: Clause, start: int, end: int) -> bool:
    """Whether "more" stands before an adjective or adverb ("more quickly than"), which says nothing of amounts."""
    return any(
        start <= token.idx < end and token.pos_ in ("ADJ", "ADV", "VERB") and token.lower_ not in _OF_AMOUNT
        for token in clause.tokens
    )


def _decide(
    scene: Scene, sentence: Sentence, clause: Clause, start: int, end: int, pairs: list[Pair], *, is_more: bool
) -> Iterator[Finding]:
    verdicts = []
    for pair in pairs:
        chart = scene.passage.charts[pair.chart]
        found = values_of(scene, sentence, clause, chart, pair)
        if not found:
            continue
        slack = EQUAL * chart.scale
        holds = [(one - other if is_more else other - one) > -slack for one, other, _ in found]
        truth = wording.values_at(chart, [p for places in (found[-1][2],) for p in places])
        verdict = Verdict.wrong if not any(holds) else Verdict.right if all(holds) else Verdict.not_checkable
        verdicts.append(Finding(CheckKind.comparison, verdict, start, max(end, pair.end), truth))
    if verdicts:
        best = next((one for one in verdicts if one.verdict is not Verdict.wrong), verdicts[0])
        yield best


def _equal(scene: Scene, sentence: Sentence, clause: Clause) -> Iterator[Finding]:
    """ "As many as", "the same share as"."""
    text = scene.passage.text
    for match in _SAME.finditer(text, clause.start, min(sentence.end, clause.end + 20)):
        if match.start() >= clause.end or _NOT_THE_SAME.search(
            text[max(clause.start, match.start() - 25) : match.start()]
        ):
            continue
        findings = []
        for pair in pairs_after(scene, sentence, clause, match.end()):
            chart = scene.passage.charts[pair.chart]
            found = values_of(scene, sentence, clause, chart, pair)
            if not found:
                continue
            holds = any(
                abs(one - other) <= max(ALIKE_SHARE * max(abs(one), abs(other)), ALIKE_SCALE * chart.scale)
                for one, other, _ in found
            )
            truth = wording.values_at(chart, found[-1][2])
            verdict = Verdict.right if holds else Verdict.wrong
            findings.append(Finding(CheckKind.comparison, verdict, match.start(), max(match.end(), pair.end), truth))
        if findings:
            yield next((one for one in findings if one.verdict is Verdict.right), findings[0])
