"""An answer made ready for checking: its sentences in clauses, and where each names a label, a time or an amount."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.assessment.checks.chart import Chart
from core.assessment.checks.quantities import UNIT_WORDS, Quantity, quantities
from core.assessment.checks.times import TimeMention, times
from core.assessment.checks.vocabulary import Dim, Mention, Vocabulary
from core.assessment.engines.offline.analysis import Analysis, Doc, Token

_CLAUSE_DEPS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
# what follows these words is measured against the topic, it is not the topic
COMPARAND = re.compile(
    r"(?:\bthan|\bcompared (?:to|with)|\bin comparison (?:to|with)|\bas \w+ as|\bas (?:much|many|often"
    r"|\w+) (?:\w+ ){0,3}as|\bover(?:took|take|takes|taken)"
    r"|\bsurpass\w*|\bexceed\w*|\boutnumber\w*|\boutstrip\w*|\bahead of|\bbehind|\bagainst|\bfollowed by"
    r"|\bunlike|\bthat of|\bthose of|\bsame as"
    r"|\bbesides?|\btimes that of|\btwice that of|\bsimilar to|\bequal to|\bcloser? to|\bapart from|\bexcept(?: for)?"
    r"|\binstead of|\brather than|\babove|\bbelow)"
    r"(?: the (?:figure|number|share|rate|level|percentage|value|total))?"
    r"(?: for| in| at| of| with| on)?(?: both| either)?(?: the| that of| those of| all)?(?: \w+(?: of)?(?: the)?)?\s*$",
    re.IGNORECASE,
)


@dataclass
class Clause:
    """A stretch of a sentence around one verb; offsets are of the analysed text."""

    head: Token
    start: int
    end: int
    parent: "Clause | None"
    link: str
    tokens: list[Token] = field(default_factory=list)
    subject: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    def in_subject(self, start: int) -> bool:
        """Whether a place lies in the subject."""
        return any(low <= start < high for low, high in self.subject)


@dataclass
class Sentence:
    """A sentence in reading order with its clauses in order; `paragraph` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int
    clauses: list[Clause]
    mentions: list[Mention]
    times: list[TimeMention]
    quantities: list[Quantity]


class Passage:
    """The whole answer."""

    def __init__(self, analysis: Analysis, essay: str, charts: Sequence[Chart]) -> None:
        self.analysis = analysis
        self.essay = essay
        self.charts = charts
        self.text: str = analysis.text
        doc: Doc = analysis.doc
        self.vocabulary = Vocabulary(charts)
        self.mentions = self.vocabulary.mentions(doc)
        self.times = [t for t in times(self.text, charts) if not self._is_taken(t.start, t.end)]
        taken = [(m.start, m.end) for m in self.mentions] + [(t.start, t.end) for t in self.times]
        self.quantities = quantities(self.text, taken, self._units, [m.end for m in self.mentions])
        self._breaks = [match.start() for match in re.finditer(r"\n\s*\n|\n", essay)]
        self.sentences = [self._sentence(span) for span in analysis.sentences]

    @cached_property
    def _units(self) -> frozenset[str]:
        words = {word for chart in self.charts for word in re.findall(r"[a-z]+", chart.unit.lower())}
        return frozenset(words | {word[:-1] for word in words if word.endswith("s")} | set(UNIT_WORDS))

    def _is_taken(self, start: int, end: int) -> bool:
        return any(start < mention.end and mention.start < end for mention in self.mentions)

    def in_essay(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the essay of a span of the analysed text."""
        return self.analysis.aligned.in_essay(start, end)

    def _sentence(self, span: Doc) -> Sentence:
        start, end = span.start_char, span.end_char
        clauses = _clauses(span)
        inside = [m for m in self.mentions if start <= m.start < end]
        times_inside = [t for t in self.times if start <= t.start < end]
        amounts = [q for q in self.quantities if start <= q.start < end]
        for clause in clauses:
            clause.mentions = [m for m in inside if clause.start <= m.start < clause.end]
            clause.times = [t for t in times_inside if clause.start <= t.start < clause.end]
            clause.quantities = [q for q in amounts if clause.start <= q.start < clause.end]
        paragraph = bisect_right(self._breaks, self.in_essay(start, start + 1)[0])
        return Sentence(start, end, self.text[start:end], paragraph, clauses, inside, times_inside, amounts)


def of_dim(mentions: Sequence[Mention], dim: Dim) -> list[Mention]:
    """The mentions that name labels of a dimension."""
    return [mention for mention in mentions if dim in mention.labels]


def is_comparand(text: str, mention: Mention, start: int) -> bool:
    """Whether a mention is what something is compared with; `start` is where its clause begins."""
    return COMPARAND.search(text[max(start, mention.start - 60) : mention.start]) is not None


def _clauses(span: Doc) -> list[Clause]:
    """Contiguous clauses in reading order, cut where a verb with its own words begins."""
    heads = {token.i: token for token in span if _heads_clause(token)}
    if not heads:
        return [Clause(span.root, span.start_char, span.end_char, None, "root", list(span))]
    owner = {token.i: _owner(token, heads, span) for token in span}
    runs: list[Clause] = []
    by_head: dict[int, Clause] = {}
    for token in span:
        head = owner[token.i]
        if not runs or runs[-1].head.i != head.i or runs[-1].tokens[-1].text == ";":
            runs.append(Clause(head, token.idx, token.idx, None, head.dep_))
        runs[-1].tokens.append(token)
        runs[-1].end = token.idx + len(token.text) + len(token.whitespace_)
    merged = _merged(runs)
    for clause in merged:
        clause.subject = [_extent(child) for child in clause.head.children if child.dep_ in _SUBJECTS]
        by_head.setdefault(clause.head.i, clause)
    for clause in merged:
        above = clause.head
        while above.i != above.head.i and clause.parent is None:
            above = above.head
            if above.i in by_head and by_head[above.i] is not clause:
                clause.parent = by_head[above.i]
    return merged


def _merged(runs: list[Clause]) -> list[Clause]:
    """A run of punctuation, or of a word or two without a verb, belongs to its neighbour."""
    merged: list[Clause] = []
    for run in runs:
        is_scrap = not any(token.i == run.head.i for token in run.tokens) and (
            len(run.tokens) < 3 or all(token.is_punct for token in run.tokens)
        )
        same = merged and merged[-1].head.i == run.head.i and merged[-1].tokens[-1].text != ";"
        if merged and (is_scrap or same):
            merged[-1].tokens += run.tokens
            merged[-1].end = run.end
        else:
            merged.append(run)
    return merged


def _heads_clause(token: Token) -> bool:
    if token.dep_ == "ROOT":
        return True
    is_verb = token.pos_ in ("VERB", "AUX")
    if token.dep_ == "conj":
        return is_verb and token.tag_ not in ("MD",) and token.head.pos_ in ("VERB", "AUX")
    if token.dep_ in _CLAUSE_DEPS:
        return is_verb or any(child.dep_ in _SUBJECTS for child in token.children)
    return False


def _owner(token: Token, heads: dict[int, Token], span: Doc) -> Token:
    here = token
    for _ in range(len(span) + 1):
        if here.i in heads:
            return heads[here.i]
        if here.head.i == here.i:
            break
        here = here.head
    return span.root


def _extent(token: Token) -> tuple[int, int]:
    words = [token, *(word for word in token.subtree if not _in_clause_below(word, token))]
    return min(word.idx for word in words), max(word.idx + len(word.text) for word in words)


def _in_clause_below(word: Token, top: Token) -> bool:
    while word.i != top.i:
        if word.dep_ in ("relcl", "acl", "advcl"):
            return True
        word = word.head
    return False
