"""What a tutor would notice in an essay, with the words that show it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.types import Check, Criterion, Gate, TaskFacts

Span = tuple[int, int]
LONGEST_QUOTE = 200


@dataclass(frozen=True)
class Observation:
    """A strength or a weakness of one criterion; `span` points into the analysed text.

    `says` is a full sentence for the learner; `advice` says what to do about a weakness. `weight` orders them.
    """

    criterion: Criterion
    is_strength: bool
    weight: float
    says: str
    span: Span | None = None
    advice: str = ""


@dataclass(frozen=True)
class Essay:
    """All that the observers look at: the analysis, its paragraphs, what was found wrong, the rules that fired.

    `paragraphs` are spans of the analysed text; a text without line breaks has one.
    """

    analysis: Analysis
    task: TaskFacts
    paragraphs: Sequence[Span]
    faults: Sequence[Finding]
    gates: Sequence[Gate]
    checks: Sequence[Check] = ()

    def span_of(self, check: Check) -> Span | None:
        """Where a check's words stand in the analysed text; None when it has none there."""
        if not check.quote:
            return None
        starts = self.analysis.aligned.starts
        span = bisect_left(starts, check.start), bisect_left(starts, check.end)
        return span if span[0] < span[1] else None

    def has_gate(self, name: str) -> bool:
        """Whether the rule fired."""
        return any(gate.name == name for gate in self.gates)

    def has_fault(self, span: Span) -> bool:
        """Whether anything was found wrong within the span, by the comments or by the checker."""
        start, end = span
        return any(start < fault.end and fault.start < end for fault in self.faults) or any(
            start < remark.end and remark.start < end and remark.kind not in _HARMLESS for remark in self.analysis.lints
        )

    def sentences_in(self, span: Span) -> list[Token]:
        """Sentences that start in the span."""
        return [sentence for sentence in self.analysis.sentences if span[0] <= sentence.start_char < span[1]]


_HARMLESS = frozenset({"Style", "Readability", "Enhancement", "Formatting", "Redundancy"})


def sentence_span(sentence: Token) -> Span:
    """The sentence without the space after it."""
    text = sentence.text.rstrip()
    return sentence.start_char, sentence.start_char + len(text)


def shortened(text: str, span: Span) -> Span:
    """At most 200 characters of the span, ending at a word."""
    start, end = span
    if end - start <= LONGEST_QUOTE:
        return span
    cut = text.rfind(" ", start, start + LONGEST_QUOTE)
    return start, cut if cut > start else start + LONGEST_QUOTE
