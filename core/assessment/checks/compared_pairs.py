"""What is compared with what: the two sides of a comparison, and their values where it may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.assessment.checks.chart import Chart, Place
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.statements import Scene
from core.assessment.checks.topics import LIKELY
from core.assessment.checks.vocabulary import Mention

MOST_BETWEEN = 8  # words from the comparing word to what is compared with


@dataclass(frozen=True)
class Pair:
    """What is compared with what on one chart, in one dimension."""

    chart: int
    dimension: int
    one: frozenset[int]
    other: frozenset[int]
    end: int


def pairs_after(scene: Scene, sentence: Sentence, clause: Clause, end: int) -> Iterator[Pair]:
    """The clause's subject against the first label that follows the comparing word."""
    text = scene.passage.text
    after = [m for m in sentence.mentions if end <= m.start <= end + 60 and not m.is_all]
    if not after:
        return
    other = after[0]
    between = text[end : other.start]
    if (
        len(between.split()) > MOST_BETWEEN
        or re.search(r"[;:]|, ", between)
        or any(q.start >= end and q.end <= other.start for q in sentence.quantities)
    ):
        return
    for (c, d), labels in other.labels.items():
        own = [m for m in scene.own_mentions(clause, (c, d)) if m.end <= end and m is not other]
        topic = scene.topics.of(clause, (c, d))
        if (
            topic.certainty < LIKELY and not clause.subject
        ):  # "..., or twice as much as gas": the sentence's own subject
            topic = next((t for above in _above(clause) if (t := scene.topics.of(above, (c, d))).mentions), topic)
        subject = [m for m in own if clause.in_subject(m.start)] or list(
            topic.mentions if topic.certainty >= LIKELY else own
        )
        one = frozenset(label for m in subject for label in m.labels[(c, d)])
        if one and not one & labels and not _has_more(sentence, other, (c, d), text):
            yield Pair(c, d, one, labels, other.end)


def _above(clause: Clause) -> Iterator[Clause]:
    here = clause.parent
    while here is not None:
        yield here
        here = here.parent


def _has_more(sentence: Sentence, other: Mention, dim: tuple[int, int], text: str) -> bool:
    """Whether more labels stand beside the one that is compared with: "oil and coal" are taken together or each."""
    return any(
        dim in m.labels
        and m.start >= other.end
        and re.fullmatch(r"\s*(?:,|and|or)\s*(?:the\s*)?", text[other.end : m.start])
        for m in sentence.mentions
    )


def pair_of_two(one: Mention, other: Mention) -> Iterator[Pair]:
    """Two mentions against each other, in each dimension that both of them name."""
    for (c, d), labels in one.labels.items():
        if (c, d) in other.labels and not labels & other.labels[(c, d)]:
            yield Pair(c, d, labels, other.labels[(c, d)], other.end)


def values_of(
    scene: Scene, sentence: Sentence, clause: Clause, chart: Chart, pair: Pair
) -> list[tuple[float, float, list[Place]]]:
    """Both values at each place that the comparison may speak of."""
    if len(pair.one) != 1 or len(pair.other) != 1:
        return []
    fixed: dict[int, frozenset[int]] = {}
    for d, dimension in enumerate(chart.dimensions):
        if d == pair.dimension or len(dimension.labels) < 2:
            continue
        if dimension.is_time:
            times = scene.comparing_time(sentence, clause, chart)
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
