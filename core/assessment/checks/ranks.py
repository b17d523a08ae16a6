"""Statements on places in an order: came second, the third largest, last of the four, followed by."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.assessment.checks import wording
from core.assessment.checks.chart import Chart
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.statements import Finding, Scene
from core.assessment.checks.superlatives import HIGH_WORDS, LOW_WORDS, Claim, holders_of
from core.assessment.checks.topics import LIKELY
from core.assessment.types import CheckKind, Verdict

TIE = 0.015  # of the chart's scale: so near counts as equal
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_NUMBER = "|".join(_ORDINALS)
_PLACED = re.compile(
    rf"\b(?:(?:came|comes|ranked|ranks|finish(?:ed|es)|was|were|is|are|remained|stayed|stands"
    rf"|stood) (?:\w+ )?(?P<came>{_NUMBER})"
    rf"(?=[.,;:)]| in (?:19|20)| with\b| at\b| and\b| of the\b|$)"
    rf"|(?:in|on|took|takes|taking|held|holds|to|into) (?:the )?(?P<place>{_NUMBER}) (?:place|position"
    rf"|rank)\b(?! but one)"
    rf"|the (?P<most>second|third|fourth|fifth)[- ](?:(?P<high>{HIGH_WORDS})|(?P<low>{LOW_WORDS}))\b"
    rf"|the last of the (?P<of>two|three|four|five|six)\b)",
    re.IGNORECASE,
)
_OTHER_ORDER = re.compile(
    r"\b(?:growth|increase|rise|change|fall|drop|decline|gain|loss|rate of|if|would|could|may|might|perhaps"
    r"|not|never|gap"
    r"|difference|among the|from (?:the )?$)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"\bfollowed (?:closely |immediately )?by\b", re.IGNORECASE)
_FROM_BELOW = re.compile(
    r"\b(?:lowest|least|smallest|cheapest|coldest|fewest|bottom|last|increase|rise|growth|fall|decline|drop|then|stage)\b",
    re.IGNORECASE,
)
_IN_LIST = re.compile(
    r"[\s,]*(?:(?:\(|with |at )[^,;()]{0,25}\)?[\s,]*)?(?:and |then |and then |by )*(?:the |those |that |of "
    r"|in |on |by )*",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(r"^\s*(?:\w+ )?(?:growth|increase|rise|change|fall|drop|decline|gain|loss)\b", re.IGNORECASE)


def check_ranks(scene: Scene) -> Iterator[Finding]:
    """One finding a place in the order whose holder is named."""
    for sentence, clause in scene.clauses():
        text = scene.passage.text
        yield from _followed(scene, sentence, clause)
        for match in _PLACED.finditer(text, clause.start, clause.end):
            if _OTHER_ORDER.search(text[clause.start : match.start()]) or _CHANGE_AFTER.match(text[match.end() :]):
                continue
            name = next((match[key] for key in ("came", "place", "most") if match[key]), "last").lower()
            claim = Claim(match.start(), match.end(), not match["low"])
            yield from _check(scene, sentence, clause, claim, _ORDINALS[name])


def _followed(scene: Scene, sentence: Sentence, clause: Clause) -> Iterator[Finding]:
    """ "Lakes led, followed by the Plains and the Coast": a list from the largest on."""
    text = scene.passage.text
    for match in _FOLLOWED.finditer(text, clause.start, clause.end):
        if _FROM_BELOW.search(text[sentence.start : match.start()]):
            continue
        for c, chart in enumerate(scene.passage.charts):
            for d, dimension in enumerate(chart.dimensions):
                if dimension.is_time or dimension.is_measure or dimension.positions:
                    continue
                listed = _list_after(scene, sentence, match.end(), (c, d))
                columns = _columns(scene, sentence, clause, c, d, match.start())
                if len(listed) < 2 or not columns:
                    continue
                labels = [label for label, _ in listed]
                slack = TIE * chart.scale
                falls = [all(column[a] >= column[b] - slack for a, b in pairwise(labels)) for column in columns]
                verdict = Verdict.right if any(falls) else Verdict.wrong
                truth = _order(chart, d, columns[-1])
                keys = frozenset((c, d, label) for label in labels)
                yield Finding(CheckKind.extreme, verdict, match.start(), listed[-1][1], truth, keys)


def _list_after(scene: Scene, sentence: Sentence, start: int, dim: tuple[int, int]) -> list[tuple[int, int]]:
    """The labels of a list, each with where it ends."""
    text = scene.passage.text
    listed: list[tuple[int, int]] = []
    for mention in sentence.mentions:
        if mention.start < start or dim not in mention.labels or len(mention.labels[dim]) != 1:
            continue
        if not _IN_LIST.fullmatch(text[start : mention.start]):
            break
        listed.append((next(iter(mention.labels[dim])), mention.end))
        start = mention.end
    return listed


def _check(scene: Scene, sentence: Sentence, clause: Clause, claim: Claim, rank: int) -> Iterator[Finding]:
    found = []
    for c, chart in enumerate(scene.passage.charts):
        for d, dimension in enumerate(chart.dimensions):
            if dimension.is_time or dimension.is_measure or len(dimension.labels) < 3:
                continue
            holders = holders_of(scene, clause, claim, c, d)
            if len(holders) != 1:
                continue
            columns = _columns(scene, sentence, clause, c, d, claim.start)
            if not columns:
                continue
            verdict = (
                Verdict.right
                if any(_is_at(chart, column, holders[0], claim, rank) for column in columns)
                else Verdict.wrong
            )
            found.append(
                Finding(
                    CheckKind.extreme, verdict, claim.start, claim.end, _order(chart, d, columns[-1]),
                    frozenset({(c, d, holders[0])}),
                )
            )  # fmt: skip
    if found:
        yield next((one for one in found if one.verdict is not Verdict.wrong), found[0])


def _columns(scene: Scene, sentence: Sentence, clause: Clause, c: int, d: int, start: int) -> list[dict[int, float]]:
    """The rivals at each place that the statement may speak of."""
    chart = scene.passage.charts[c]
    fixed: dict[int, Sequence[int]] = {}
    for e, dimension in enumerate(chart.dimensions):
        if e == d or len(dimension.labels) < 2:
            continue
        if dimension.is_time:
            text = scene.passage.text
            is_told = any(
                t.end <= start or (t.start < clause.end and "," not in text[start : t.start]) for t in sentence.times
            )
            times = scene.standing_time(sentence, clause, chart) if is_told else None
            if times:
                fixed[e] = times
            continue
        topic = scene.topics.of(clause, (c, e))
        mentions = scene.own_mentions(clause, (c, e)) or (topic.mentions if topic.certainty >= LIKELY else ())
        if mentions:
            fixed[e] = sorted({label for m in mentions for label in m.labels[(c, e)]})
    groups: dict[tuple[int, ...], dict[int, float]] = {}
    for place in chart.places(fixed):
        groups.setdefault((*place[:d], *place[d + 1 :]), {})[place[d]] = chart.cells[place]
    return [group for group in groups.values() if len(group) == len(chart.dimensions[d].labels)]


def _is_at(chart: Chart, column: dict[int, float], label: int, claim: Claim, rank: int) -> bool:
    sign = 1 if claim.is_high else -1
    slack = TIE * chart.scale
    ahead = sum(sign * (value - column[label]) > slack for other, value in column.items() if other != label)
    at_least_level = sum(sign * (value - column[label]) >= -slack for value in column.values())
    wanted = len(column) if rank < 0 else rank
    return ahead < wanted <= at_least_level


def _order(chart: Chart, d: int, column: dict[int, float]) -> str:
    names = chart.dimensions[d].labels
    ordered = sorted(column.items(), key=lambda item: -item[1])
    return "in order: " + ", ".join(f"{names[label]} ({wording.amount(chart, value)})" for label, value in ordered)
