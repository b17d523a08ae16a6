"""A person's essays as a list."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice.types import HANDED_IN, EssayCard, SubmissionStatus
from db.models.content import TaskVisibility
from db.repositories import practice

__all__ = ["DRAFTS", "HANDED_IN", "PAGE", "count_essays", "list_essays"]

DRAFTS = (SubmissionStatus.draft,)
PAGE = 10
MAX_SEARCH_CHARACTERS = 200


def list_essays(
    session: Session,
    actor: Actor,
    *,
    statuses: Sequence[SubmissionStatus],
    page: int = 1,
    task_id: int | None = None,
    search: str = "",
) -> list[EssayCard]:
    """One page of the actor's essays in these states, newest first; at most 10, never their text.

    With `task_id` only those on one task; with `search` those whose task or text has it, without regard to case.
    """
    rows = practice.essay_cards(
        session,
        user_id=actor.user_id,
        statuses=statuses,
        limit=PAGE,
        offset=PAGE * (max(page, 1) - 1),
        task_id=task_id,
        search=_searched(search),
    )
    return [
        EssayCard(
            submission_id=row[0],
            task_title=row[1],
            task_number=row[2],
            is_own_question=row[3] == TaskVisibility.private,
            status=row[4],
            word_count=row[5],
            changed_at=row[6],
            submitted_at=row[7],
            band=row[8],
            parent_submission_id=row[9],
            parent_band=row[10],
        )
        for row in rows
    ]


def count_essays(session: Session, actor: Actor, *, statuses: Sequence[SubmissionStatus], search: str = "") -> int:
    """How many essays of the actor are in these states and hold what is searched."""
    return practice.count_essays(session, user_id=actor.user_id, statuses=statuses, search=_searched(search))


def _searched(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())[:MAX_SEARCH_CHARACTERS]
