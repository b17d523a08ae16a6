"""The paragraph with most to correct, its errors corrected and nothing else changed."""

import re
from collections.abc import Iterator, Sequence

from core.assessment.own_words import sentence_spans
from core.assessment.types import Comment, RevisedSentence

FEWEST_CORRECTIONS = 2
_PARAGRAPH = re.compile(r"[^\n]+")

Span = tuple[int, int]


def corrected_paragraph(essay: str, comments: Sequence[Comment]) -> tuple[RevisedSentence, ...]:
    """Sentence by sentence, with the reasons; nothing where no paragraph has two errors that we can correct."""
    sure = [comment for comment in comments if comment.suggestions]
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(essay)]
    if not paragraphs:
        return ()
    worst = max(paragraphs, key=lambda span: (sum(comment.cost for comment in _within(sure, span)), -span[0]))
    if len(_within(sure, worst)) < FEWEST_CORRECTIONS:
        return ()
    return tuple(_sentence(essay, span, _within(sure, span)) for span in _sentences(essay, worst))


def _within(comments: Sequence[Comment], span: Span) -> list[Comment]:
    return [comment for comment in comments if span[0] <= comment.start and comment.end <= span[1]]


def _sentences(essay: str, paragraph: Span) -> Iterator[Span]:
    for start, end in sentence_spans(essay[paragraph[0] : paragraph[1]]):
        yield paragraph[0] + start, paragraph[0] + end


def _sentence(essay: str, span: Span, comments: Sequence[Comment]) -> RevisedSentence:
    start, end = span
    after = essay[start:end]
    for comment in sorted(comments, key=lambda one: one.start, reverse=True):
        after = after[: comment.start - start] + comment.suggestions[0] + after[comment.end - start :]
    reasons = tuple(dict.fromkeys(comment.message for comment in comments))
    return RevisedSentence(start, end, essay[start:end], after, reasons)
