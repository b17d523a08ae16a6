"""Statements on the gap between two things: that it widened or narrowed, or was larger at one time than at another."""

import re
from collections.abc import Iterator

from core.assessment.checks import wording
from core.assessment.checks.chart import Chart
from core.assessment.checks.passage import Clause, Sentence, of_dim
from core.assessment.checks.statements import Finding, Scene
from core.assessment.checks.times import indexes
from core.assessment.checks.topics import LIKELY
from core.assessment.types import CheckKind, Verdict

STEADY = 0.02  # of the chart's scale: a gap that moves by less did not change
_GAP = re.compile(r"\b(?:gap|difference|distance)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:(?P<wider>widen(?:ed|s|ing)?|gr[eo]w(?:n|s|ing)?|increas(?:ed|es|ing)|bec[ao]me (?:much |far "
    r"|even )?(?:wider|bigger|larger"
    r"|greater)|got (?:wider|bigger|larger))"
    r"|(?P<narrower>narrow(?:ed|s|ing)?|shr[aiu]nk\w*|clos(?:ed|es|ing)|decreas(?:ed|es|ing)|disappear(?:ed|s)"
    r"|bec[ao]me (?:much |far "
    r"|even )?(?:narrower|smaller)|got (?:narrower|smaller)|fell|dropped))\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:(?P<wider>wider|bigger|larger|greater|higher)|(?P<narrower>narrower|smaller|lower))\b[^.;]{0,40}?\bthan\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:if|would|could|may|might|not|never|n't|no|hardly|without|until|first|then|before)\b", re.IGNORECASE
)
_THESE = re.compile(r"\b(?:these|those|the) two\b|\bthem\b|\bboth\b", re.IGNORECASE)


def check_gaps(scene: Scene) -> Iterator[Finding]:
    """One finding a gap that is said to move, where both things are known."""
    text = scene.passage.text
    for sentence, clause in scene.clauses():
        owner = clause
        gap = _GAP.search(text, clause.start, clause.end)
        if gap is None and not clause.subject:  # "The gap was 5 points at first and had narrowed by 2025."
            earlier = [one for one in sentence.clauses if one.start < clause.start]
            owner = next((one for one in reversed(earlier) if _GAP.search(text, one.start, one.end)), clause)
            gap = _GAP.search(text, owner.start, owner.end)
        if gap is None:
            continue
        for pattern in (_THAN, _MOVED):
            match = pattern.search(text, max(clause.start, gap.end()), sentence.end if pattern is _THAN else clause.end)
            if match is not None and not _DOUBT.search(text, clause.start, match.start()):
                yield from _check(scene, sentence, clause, owner, match)
                break


def _check(scene: Scene, sentence: Sentence, clause: Clause, owner: Clause, match: re.Match[str]) -> Iterator[Finding]:
    is_wider = match["wider"] is not None
    for c, chart in enumerate(scene.passage.charts):
        if chart.time is None:
            continue
        for d, labels in _two(scene, owner, c):
            fixed = _fixed(scene, owner, c, d)
            gaps = _gaps(chart, d, labels, fixed)
            windows = _windows(scene, sentence, clause, chart, is_compared=match.re is _THAN)
            moves = [
                [row[high] - row[low] for low, high in windows if low in row and high in row and low != high]
                for row in gaps
            ]
            known = [move for some in moves for move in some]
            if not known:
                return
            slack = STEADY * chart.scale
            is_right = any((move if is_wider else -move) > -slack for move in known)
            row, times = gaps[-1], chart.dimensions[chart.time].labels
            low, high = min(row), max(row)
            truth = (
                f"the gap was {wording.difference(chart, row[low])} in {times[low]} and "
                f"{wording.difference(chart, row[high])} in {times[high]}"
            )
            verdict = Verdict.right if is_right else Verdict.wrong
            yield Finding(CheckKind.comparison, verdict, match.start(), match.end(), truth)
            return


def _two(scene: Scene, clause: Clause, c: int) -> Iterator[tuple[int, list[int]]]:
    """The dimension of which two labels are named, in the clause or, for "these two", before it."""
    for d, dimension in enumerate(scene.passage.charts[c].dimensions):
        if dimension.is_time or dimension.is_measure:
            continue
        named = {label for m in of_dim(clause.mentions, (c, d)) for label in m.labels[(c, d)]}
        if not named and _THESE.search(scene.passage.text, clause.start, clause.end):
            named = {label for m in scene.topics.last_two(clause, (c, d)) for label in m.labels[(c, d)]}
        if len(named) == 2:
            yield d, sorted(named)


def _fixed(scene: Scene, clause: Clause, c: int, d: int) -> dict[int, list[int]]:
    fixed = {}
    for e, dimension in enumerate(scene.passage.charts[c].dimensions):
        topic = scene.topics.of(clause, (c, e))
        if e != d and not dimension.is_time and topic.mentions and topic.certainty >= LIKELY:
            fixed[e] = sorted({label for m in topic.mentions for label in m.labels[(c, e)]})
    return fixed


def _gaps(chart: Chart, d: int, labels: list[int], fixed: dict[int, list[int]]) -> list[dict[int, float]]:
    """The gap at each time, for each combination of the other labels."""
    one, other = labels
    time = chart.time or 0
    rows: dict[tuple[int, ...], dict[int, float]] = {}
    for place in chart.places({**fixed, d: [one]}):
        there = (*place[:d], other, *place[d + 1 :])
        if there in chart.cells:
            key = (*place[:time], 0, *place[time + 1 :])
            rows.setdefault(key, {})[place[time]] = abs(chart.cells[place] - chart.cells[there])
    return list(rows.values())


def _windows(
    scene: Scene, sentence: Sentence, clause: Clause, chart: Chart, *, is_compared: bool
) -> list[tuple[int, int]]:
    """Earlier and later time; "smaller in 2022 than in 2012" turns the order of the text round."""
    times = [t for t in sentence.times if t.start >= clause.start] if is_compared else clause.times
    points = [places[0] for t in times if t.is_point and not t.is_inherited and (places := indexes(t, chart))]
    if is_compared:
        return [(points[1], points[0])] if len(points) == 2 else []
    last = len(chart.dimensions[chart.time or 0].labels) - 1
    windows, is_said = scene.windows(sentence, clause, chart)
    return windows if is_said else [(low, high) for low in range(last) for high in range(low + 1, last + 1)]
