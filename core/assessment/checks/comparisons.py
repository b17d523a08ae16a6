"""Statements that hold one thing against another: more, less, twice as many, overtook."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.assessment.checks import wording
from core.assessment.checks.chart import Chart, Place
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.quantities import Closeness, Form, Quantity
from core.assessment.checks.statements import Finding, Scene
from core.assessment.checks.topics import LIKELY
from core.assessment.checks.vocabulary import Mention
from core.assessment.types import CheckKind, Verdict

EQUAL = 0.015  # of the chart's scale
RATIO_SLACK = 0.2
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


_WHICH = re.compile(r"^(?:which|this|that)$", re.IGNORECASE)
_EXCEPTION = re.compile(r"\b(?:but|except|spring|summer|autumn|winter|average)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Pair:
    """What is compared with what on one chart, in one dimension."""

    chart: int
    dimension: int
    one: frozenset[int]
    other: frozenset[int]
    end: int


def check_comparisons(scene: Scene) -> Iterator[Finding]:
    """One finding a comparison whose two sides are named."""
    for sentence, clause in scene.clauses():
        for quantity in clause.quantities:
            if quantity.form is Form.multiple:
                yield from _multiple(scene, sentence, clause, quantity)
        yield from _plain(scene, sentence, clause)


def _plain(scene: Scene, sentence: Sentence, clause: Clause) -> Iterator[Finding]:
    text = scene.passage.text
    words = text[clause.start : clause.end]
    for match in _MORE.finditer(words):
        start, end = clause.start + match.start(), clause.start + match.end()
        if any(_WHICH.match(text[low:high]) for low, high in clause.subject):
            continue
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
        pairs = list(_pairs(scene, sentence, clause, start + than.end()))
        yield from _decide(scene, sentence, clause, start, start + than.end(), pairs, is_more=bool(match["more"]))


def _qualified(clause: Clause, start: int, end: int) -> bool:
    """Whether "more" stands before an adjective or adverb ("more quickly than"), which says nothing of amounts."""
    return any(start <= token.idx < end and token.pos_ in ("ADJ", "ADV", "VERB") for token in clause.tokens)


def _decide(
    scene: Scene, sentence: Sentence, clause: Clause, start: int, end: int, pairs: list[_Pair], *, is_more: bool
) -> Iterator[Finding]:
    verdicts = []
    for pair in pairs:
        chart = scene.passage.charts[pair.chart]
        found = _values(scene, sentence, clause, chart, pair)
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


def _multiple(scene: Scene, sentence: Sentence, clause: Clause, quantity: Quantity) -> Iterator[Finding]:
    text = scene.passage.text
    after = text[quantity.end : min(sentence.end, quantity.end + 90)]
    if not re.match(r"\s*(?:as |more|higher|larger|the |that |what |bigger|greater)", after) or re.search(
        r"\b(?:total|sum|together|average)\b", after
    ):
        return
    as_clause = re.match(r"\s*(?:as|more) \w+(?: \w+){0,3}? (?:by|for|in|among)\b", after)
    pairs = list(_by_and_by(scene, sentence, quantity)) if as_clause else []
    pairs = pairs or list(_pairs(scene, sentence, clause, quantity.end))
    verdicts = []
    for pair in pairs:
        chart = scene.passage.charts[pair.chart]
        ratios = [
            (one / other, places) for one, other, places in _values(scene, sentence, clause, chart, pair) if other
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
    slack = RATIO_SLACK * quantity.value
    match quantity.closeness:
        case Closeness.over | Closeness.just_over:
            return ratio >= quantity.value - slack / 2
        case Closeness.under | Closeness.nearly:
            return quantity.value / 2 <= ratio <= quantity.value + slack / 2
    return abs(ratio - quantity.value) <= slack


def _by_and_by(scene: Scene, sentence: Sentence, quantity: Quantity) -> Iterator[_Pair]:
    """Both sides after the multiple: "twice as many journeys by bus as by tram"."""
    text = scene.passage.text
    after = [m for m in sentence.mentions if m.start >= quantity.end]
    for one, other in pairwise(after):
        if (
            re.search(r"\b(?:as|than)\b", text[one.end : other.start])
            and len(text[quantity.end : other.end].split()) <= 12
        ):
            yield from _of_two(one, other)
            return


def _pairs(scene: Scene, sentence: Sentence, clause: Clause, end: int) -> Iterator[_Pair]:
    """The clause's subject against the first label that follows the comparing word."""
    text = scene.passage.text
    after = [m for m in sentence.mentions if end <= m.start <= end + 60 and not m.is_all]
    if not after:
        return
    other = after[0]
    between = text[end : other.start]
    if (
        len(between.split()) > 6
        or re.search(r"[;:]|, ", between)
        or any(q.start >= end and q.end <= other.start for q in sentence.quantities)
    ):
        return
    for (c, d), labels in other.labels.items():
        own = [m for m in scene.own_mentions(clause, (c, d)) if m.end <= end and m is not other]
        topic = scene.topics.of(clause, (c, d))
        subject = [m for m in own if clause.in_subject(m.start)] or list(
            topic.mentions if topic.certainty >= LIKELY else own
        )
        one = frozenset(label for m in subject for label in m.labels[(c, d)])
        if one and not one & labels and not _has_more(sentence, other, (c, d), text):
            yield _Pair(c, d, one, labels, other.end)


def _has_more(sentence: Sentence, other: Mention, dim: tuple[int, int], text: str) -> bool:
    """Whether more labels stand beside the one that is compared with: "oil and coal" are taken together or each."""
    return any(
        dim in m.labels
        and m.start >= other.end
        and re.fullmatch(r"\s*(?:,|and|or)\s*(?:the\s*)?", text[other.end : m.start])
        for m in sentence.mentions
    )


def _of_two(one: Mention, other: Mention) -> Iterator[_Pair]:
    for (c, d), labels in one.labels.items():
        if (c, d) in other.labels and not labels & other.labels[(c, d)]:
            yield _Pair(c, d, labels, other.labels[(c, d)], other.end)


def _values(
    scene: Scene, sentence: Sentence, clause: Clause, chart: Chart, pair: _Pair
) -> list[tuple[float, float, list[Place]]]:
    """Both values at each place that the comparison may speak of."""
    if len(pair.one) != 1 or len(pair.other) != 1:
        return []
    fixed: dict[int, frozenset[int]] = {}
    for d, dimension in enumerate(chart.dimensions):
        if d == pair.dimension or len(dimension.labels) < 2:
            continue
        if dimension.is_time:
            times = scene.standing_time(sentence, clause, chart) if clause.times else None
            if times:
                fixed[d] = frozenset(times)
            continue
        topic = scene.topics.of(clause, (pair.chart, d))
        own = scene.own_mentions(clause, (pair.chart, d))
        mentions = own or list(topic.mentions)
        if mentions:
            fixed[d] = frozenset(label for m in mentions for label in m.labels[(pair.chart, d)])
    (other,) = pair.other
    found = []
    for place in chart.places({**fixed, pair.dimension: pair.one}):
        there = (*place[: pair.dimension], other, *place[pair.dimension + 1 :])
        if there in chart.cells:
            found.append((chart.cells[place], chart.cells[there], [place, there]))
    return found
