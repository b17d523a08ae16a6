"""Which errors of an essay are worth a drill: found reliably, with a correction, in a sentence that stands alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.assessment.own_words import sentence_spans
from core.assessment.types import Comment
from core.progress.reliable_errors import RELIABLE

LONGEST_SENTENCE = 240  # characters
LONGEST_CORRECTION = 60
MOST_OF_A_KIND, MOST_OF_AN_ESSAY = 3, 6
MOST_CORRECTIONS = 5
_SPELLING = "spelling"  # its other suggestions are other words


@dataclass(frozen=True)
class DrillSentence:
    """A comment that makes a drill, and the sentence around it."""

    comment: Comment
    start: int
    end: int
    corrections: tuple[str, ...]


def drill_sentences(
    essay: str, comments: Sequence[Comment], *, most_of_a_kind: int = MOST_OF_A_KIND, most: int = MOST_OF_AN_ESSAY
) -> tuple[DrillSentence, ...]:
    """At most six of an essay and three of a kind; those alone in their sentence first, then what costs most."""
    sentences = list(sentence_spans(essay))
    found = [one for comment in comments if (one := _of(essay, sentences, comment)) is not None]

    def others(one: DrillSentence) -> int:
        return sum(one.start <= comment.start < one.end for comment in comments) - 1

    chosen: list[DrillSentence] = []
    for one in sorted(found, key=lambda each: (others(each), -each.comment.cost, each.start)):
        of_a_kind = sum(other.comment.type == one.comment.type for other in chosen)
        is_new = all(other.start != one.start for other in chosen)
        if is_new and of_a_kind < most_of_a_kind and len(chosen) < most:
            chosen.append(one)
    return tuple(chosen)


def _of(essay: str, sentences: Sequence[tuple[int, int]], comment: Comment) -> DrillSentence | None:
    around = next(((low, high) for low, high in sentences if low <= comment.start and comment.end <= high), None)
    if comment.type not in RELIABLE or around is None or around[1] - around[0] > LONGEST_SENTENCE:
        return None
    quote = essay[comment.start : comment.end]
    if quote != comment.quote or not quote.strip() or "\n" in essay[slice(*around)]:
        return None
    corrections = tuple(
        dict.fromkeys(
            right.strip()
            for right in comment.suggestions
            if right.strip() and right.strip() != quote.strip() and len(right) <= LONGEST_CORRECTION
        )
    )[: 1 if comment.type == _SPELLING else MOST_CORRECTIONS]
    return DrillSentence(comment, around[0], around[1], corrections) if corrections else None
