"""One kind of error of a class in its sentences: for the tutor with the essay behind, for a handout without anybody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.own_words import sentence_spans
from core.classroom import reach
from core.classroom.filters import LAST_MONTH, Filters
from core.clock import utc_now
from db.repositories import cockpit as rows

MOST, MOST_ON_PAPER = 60, 10
_LONGEST = 220  # characters of a sentence on paper
# a name, a number or an address could reveal who wrote it
_REVEALING = re.compile(
    r"(?<!^)(?<![.!?] )\b(?!I\b)[A-Z][A-Za-z]+|\d|@|\bmy (?:name|town|city|country|school|company)\b"
)


@dataclass(frozen=True)
class Example:
    """A sentence around the words that a comment is about. `is_shared`: its writer agreed to handouts."""

    before: str
    quote: str
    after: str
    suggestion: str
    message: str
    submission_id: int
    learner: str
    is_shared: bool


def examples(
    session: Session, actor: Actor, *, cohort_id: int, kind: str, filters: Filters = LAST_MONTH
) -> tuple[Example, ...]:
    """Sentences of essays that the filters let through with this kind of error, the newest first, at most 60.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    found = rows.error_examples(
        session,
        cohort_id=cohort_id,
        kind=kind,
        task_number=filters.task_number,
        after=filters.after(utc_now()),
        assignment_id=filters.assignment_id,
        limit=MOST,
    )
    return tuple(example for row in found if (example := example_of(row)) is not None)


def for_paper(found: Sequence[Example]) -> tuple[Example, ...]:
    """Those that may stand on a handout: shared, short, and without a word that could reveal the writer.

    At most three of one person and ten in all.
    """
    chosen: list[Example] = []
    for each in found:
        sentence = each.before + each.quote + each.after
        is_plain = len(sentence) <= _LONGEST and not _REVEALING.search(sentence)
        is_fair = sum(other.learner == each.learner for other in chosen) < 3
        if each.is_shared and is_plain and is_fair:
            chosen.append(each)
    return tuple(chosen[:MOST_ON_PAPER])


def example_of(row: Any) -> Example | None:
    """The sentence around a comment as `db.repositories.cockpit.error_examples` gives it; None if its words moved."""
    comment = row.comment
    start, end = comment.get("start"), comment.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and row.content[start:end] == comment.get("quote")):
        return None
    around = next(((low, high) for low, high in sentence_spans(row.content) if low <= start < high), (start, end))
    low, high = min(around[0], start), max(around[1], end)
    suggestions = comment.get("suggestions") or [""]
    return Example(
        before=" ".join(row.content[low:start].split()) + (" " if row.content[low:start].strip() else ""),
        quote=" ".join(row.content[start:end].split()),
        after=_joined(row.content[end:high]),
        suggestion=str(suggestions[0]),
        message=str(comment.get("message", "")),
        submission_id=row.submission_id,
        learner=row.display_name,
        is_shared=row.shares_sentences,
    )


def _joined(text: str) -> str:
    words = " ".join(text.split())
    return f" {words}" if text[:1].isspace() and words else words
