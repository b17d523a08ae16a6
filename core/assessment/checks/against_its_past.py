"""A thing against itself at another time: "less in 2024 than in 2004", "lower at the end than at the start"."""

import re
from collections.abc import Iterator

from core.assessment.checks import wording
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.statements import Finding, Scene
from core.assessment.checks.times import END, TimeMention, as_point, indexes
from core.assessment.types import CheckKind, Verdict

EQUAL = 0.015  # of the chart's scale
_MORE = re.compile(
    r"\b(?:(?P<more>more|higher|larger|greater|bigger|longer|warmer|dearer)"
    r"|(?P<less>less|fewer|lower|smaller|shorter|colder|cooler|cheaper))\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\bthan (?:(?:in|it|they|he|she|had|been|was|were|did|at|during|that|those|of|for|the) ){0,5}$", re.IGNORECASE
)
_OF_ENDING = re.compile(r"\b(?:finish\w*|end(?:ed|s|ing)|in the end|final(?:ly)?|now)\b", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:if|would|could|may|might|not|never|n't|no|nearly|almost|gap|difference|faster|slower|rise|increase|growth|fall"
    r"|drop|decline|change|together|combined|times|twice|half)\b|[\d%]\s*$",
    re.IGNORECASE,
)


def check_against_past(scene: Scene) -> Iterator[Finding]:
    """One finding a thing that is held against itself at another time."""
    text = scene.passage.text
    for sentence, clause in scene.clauses():
        for match in _MORE.finditer(text, clause.start, clause.end):
            if any(m.start <= match.start() < m.end for m in sentence.mentions):
                continue
            if _DOUBT.search(text[clause.start : match.start()]):
                continue
            after = next((t for t in sentence.times if t.start > match.end()), None)
            than = [t for t in sentence.times if t.start > match.end() and _THAN.search(text[match.end() : t.start])]
            if (
                not than
                or not as_point(than[0]).is_point
                or any(m.start > match.end() and m.end < than[0].start for m in sentence.mentions)
            ):
                continue
            first = _now(text, sentence, clause, than[0], after)
            if first is not None:
                yield from _check(scene, clause, match, first, than[0])


def _now(
    text: str, sentence: Sentence, clause: Clause, than: TimeMention, after: TimeMention | None
) -> TimeMention | None:
    """The time of the thing itself: between the word and "than", or before the word, or the end."""
    if after is not None and after is not than and as_point(after).is_point:
        return as_point(after)
    before = [t for t in sentence.times if t.end <= than.start and as_point(t).is_point and t is not than]
    if before:
        return as_point(before[-1])
    return TimeMention(0, 0, END, END) if _OF_ENDING.search(text[clause.start : than.start]) else None


def _check(
    scene: Scene, clause: Clause, match: re.Match[str], now: TimeMention, then: TimeMention
) -> Iterator[Finding]:
    found = []
    for subject in scene.subjects(clause):
        chart = scene.passage.charts[subject.chart]
        if chart.time is None:
            continue
        here, there = indexes(now, chart), indexes(as_point(then), chart)
        rows = scene.rows(subject, chart.time)
        if len(rows) != 1 or len(here) != 1 or len(there) != 1 or here == there:
            continue
        values = dict(rows[0])
        if here[0] not in values or there[0] not in values:
            continue
        rise = values[here[0]] - values[there[0]]
        holds = (rise if match["more"] else -rise) > -EQUAL * chart.scale
        truth = wording.movement(chart, sorted((place, values[place]) for place in (here[0], there[0])))
        verdict = Verdict.right if holds else Verdict.wrong
        found.append(Finding(CheckKind.comparison, verdict, match.start(), then.end, truth, subject.keys))
    if found:
        yield next((one for one in found if one.verdict is Verdict.right), found[0])
