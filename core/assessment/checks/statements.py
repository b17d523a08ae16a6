"""What statements of all kinds share: a finding, and the values along time that a clause speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.assessment.checks.chart import Chart, Place
from core.assessment.checks.passage import Clause, Passage, Sentence, is_comparand, of_dim
from core.assessment.checks.readings import Readings
from core.assessment.checks.times import TimeMention, as_point, indexes
from core.assessment.checks.topics import LIKELY, OWN, Topics
from core.assessment.checks.vocabulary import Mention
from core.assessment.types import CheckKind, Verdict

Row = list[tuple[int, float]]
Window = tuple[int, int]

_UNTIL = re.compile(r"\b(?:by|until|till|to|up to)\s*(?:the year\s*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """A statement of the answer at `text[start:end]` of the analysed text, with what came of it.

    `labels` are the labels it speaks of, as (chart, dimension, label), so that features can look for them.
    """

    kind: CheckKind
    verdict: Verdict
    start: int
    end: int
    truth: str
    labels: frozenset[tuple[int, int, int]] = frozenset()
    place: Place | None = None


@dataclass(frozen=True)
class Subject:
    """The labels that a statement is about on one chart, by dimension, and how sure the least sure of them is."""

    chart: int
    labels: dict[int, frozenset[int]]
    certainty: int

    @property
    def keys(self) -> frozenset[tuple[int, int, int]]:
        """The labels as findings keep them."""
        return frozenset((self.chart, d, label) for d, found in self.labels.items() for label in found)


class Scene:
    """A passage with its topics and readings, asked by every kind of check."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.topics = Topics(passage)
        self.readings = Readings(passage, self.topics)
        self._clausal_subject = {
            id(after): before
            for sentence in passage.sentences
            for before, after in pairwise(sentence.clauses)
            if before.link == "csubj"
        }

    def clauses(self) -> Iterator[tuple[Sentence, Clause]]:
        """Every clause with its sentence."""
        return ((sentence, clause) for sentence in self.passage.sentences for clause in sentence.clauses)

    def subjects(self, clause: Clause) -> list[Subject]:
        """What a clause is about, on each chart that knows it; the surest charts only."""
        found = self._subjects(clause)
        named = self._clausal_subject.get(id(clause))
        return found or (self._subjects(named) if named is not None else [])

    def _subjects(self, clause: Clause) -> list[Subject]:
        found = []
        for c, chart in enumerate(self.passage.charts):
            labels: dict[int, frozenset[int]] = {}
            certainty = OWN
            for d, dimension in enumerate(chart.dimensions):
                topic = self.topics.of(clause, (c, d))
                if dimension.is_time or len(dimension.labels) < 2 or not topic.mentions or topic.certainty < LIKELY:
                    continue
                labels[d] = frozenset(label for m in topic.mentions for label in m.labels[(c, d)])
                certainty = min(certainty, topic.certainty)
            if labels:
                found.append(Subject(c, labels, certainty))
        best = max((len(one.labels) * 10 + one.certainty for one in found), default=0)
        return [one for one in found if len(one.labels) * 10 + one.certainty == best]

    def subject_of_mention(self, mention: Mention, clause: Clause) -> list[Subject]:
        """A mention as the subject, with what else the clause is about on the same chart."""
        found = []
        for (c, d), labels in mention.labels.items():
            others = {
                e: frozenset(label for m in topic.mentions for label in m.labels[(c, e)])
                for e, dimension in enumerate(self.passage.charts[c].dimensions)
                if e != d and not dimension.is_time
                for topic in (self.topics.of(clause, (c, e)),)
                if topic.mentions and topic.certainty >= LIKELY
            }
            found.append(Subject(c, {**others, d: labels}, OWN))
        return found

    def rows(self, subject: Subject, axis: int) -> list[Row]:
        """The values along an axis for each combination of labels that the subject allows."""
        chart = self.passage.charts[subject.chart]
        rows: dict[Place, Row] = {}
        for place in chart.places({d: labels for d, labels in subject.labels.items() if d != axis}):
            rows.setdefault((*place[:axis], *place[axis + 1 :]), []).append((place[axis], chart.cells[place]))
        return list(rows.values())

    def windows(self, sentence: Sentence, clause: Clause, chart: Chart) -> tuple[list[Window], bool]:
        """Stretches of the time axis that a clause may mean, and whether it says so itself."""
        time = chart.time
        if time is None:
            end = len(chart.dimensions[chart.axis or 0].labels) - 1
            return [(low, end) for low in range(end)] + [(low, low + 1) for low in range(end)], False
        last = len(chart.dimensions[time].labels) - 1
        said = [t for t in clause.times if not t.is_inherited]
        if any(t.is_whole for t in said) and len(said) == 1:
            return [(0, last)], True
        spans = [places for t in said if not t.is_whole and (places := indexes(t, chart))]
        ranges = [(places[0], places[-1]) for places in spans if len(places) > 1]
        if ranges:
            return ranges, True
        points = sorted({places[0] for places in spans})
        if len(points) > 1:
            pairs = [(low, high) for low in (0, *points) for high in points if low < high]
            return list(dict.fromkeys([(points[0], points[-1]), *pairs])), True
        if points:
            return self._around(points[0], said, clause, last), True
        return self._by_context(sentence, clause, chart, last), False

    def _around(self, point: int, said: Sequence[TimeMention], clause: Clause, last: int) -> list[Window]:
        before = self.passage.text[clause.start : said[0].start]
        until = [(0, point), (max(0, point - 1), point)]
        if _UNTIL.search(before):
            return [window for window in until if window[0] < window[1]]
        windows = [*until, (point, min(last, point + 1)), (point, last)]
        return [window for window in windows if window[0] < window[1]]

    def _by_context(self, sentence: Sentence, clause: Clause, chart: Chart, last: int) -> list[Window]:
        windows = [(0, last)]
        known = [t for t in sentence.times if not t.is_whole and t.end <= clause.start]
        context = self.readings.context_time(sentence)
        for mention in (*known, *([context] if context else [])):
            places = indexes(mention, chart)
            if places:
                point = places[-1]
                windows += [(point, last), (point, min(last, point + 1)), (max(0, point - 1), point), (0, point)]
        return [window for window in dict.fromkeys(windows) if window[0] < window[1]]

    def standing_time(self, sentence: Sentence, clause: Clause, chart: Chart) -> list[int] | None:
        """The places on the time axis that a clause speaks of, or None when it does not say."""
        for times in (clause.times, sentence.times):
            said = [places for t in times if not t.is_whole and (places := indexes(t, chart))]
            if said:
                return sorted({place for places in said for place in places})
            if any(t.is_whole for t in times):
                return None
        return None

    def comparing_time(self, sentence: Sentence, clause: Clause, chart: Chart) -> list[int] | None:
        """The time of a comparison: that of its clause, or the only one that its sentence names."""
        if clause.times:
            return self.standing_time(sentence, clause, chart)
        said = {tuple(indexes(as_point(t), chart)) for t in sentence.times if not t.is_inherited}
        if any(t.start > clause.start for t in sentence.times):
            return None
        only = next(iter(said), ()) if len(said) == 1 else ()
        return list(only) if len(only) == 1 else None

    def own_mentions(self, clause: Clause, dim: tuple[int, int]) -> list[Mention]:
        """The labels that a clause names for itself, what they are compared with left out."""
        return [m for m in of_dim(clause.mentions, dim) if not is_comparand(self.passage.text, m, clause.start)]
