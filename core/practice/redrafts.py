"""Improving an essay: a redraft is an essay of its own, linked to the one it improves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from core.actor import Actor
from core.clock import utc_now
from core.practice import versions
from core.practice.errors import NothingToImprove, SubmissionNotFound, UnchangedRedraft
from db.models.classroom import Shows
from db.models.practice import Submission, SubmissionStatus
from db.repositories import held_results, practice

FREE_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Offer:
    """What improving an essay would cost now; `free_until` is set while it costs nothing.

    `closed_until` is set while set work takes no more versions of it: there is nothing to begin before.
    """

    free_until: datetime | None
    open_draft_id: int | None
    closed_until: datetime | None = None

    @property
    def is_free(self) -> bool:
        """Whether the next redraft of this essay costs no credit."""
        return self.free_until is not None


def begin(session: Session, actor: Actor, *, submission_id: int) -> int:
    """The id of the open redraft of an essay of the actor's, begun with its text if there is none.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
        NothingToImprove: It has no result yet, or its tutor has not shown it.
        NoMoreVersions: Set work takes no more of this task until its day.
    """
    practice.lock_user(session, user_id=actor.user_id)
    essay = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if essay is None:
        raise SubmissionNotFound
    if (
        essay.status != SubmissionStatus.assessed
        or held_results.shown(session, submission_id=essay.id) is Shows.nothing
    ):
        raise NothingToImprove
    found = practice.find_open_redraft(session, parent_id=essay.id)
    if found is not None:
        return found
    versions.require_open(session, actor, task_id=essay.task_id)
    redraft = Submission(
        user_id=actor.user_id,
        task_id=essay.task_id,
        parent_submission_id=essay.id,
        content=essay.content,
        word_count=essay.word_count,
        status=SubmissionStatus.draft,
        revision=0,
        started_at=utc_now(),
    )
    session.add(redraft)
    session.flush()
    return redraft.id


def offer(session: Session, actor: Actor, *, submission_id: int) -> Offer:
    """What a redraft of the actor's essay would cost, and the one that is begun already.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
    """
    now = utc_now()
    facts = practice.about_redrafts(session, submission_id=submission_id, user_id=actor.user_id, now=now)
    if facts is None:
        raise SubmissionNotFound
    return Offer(_free_until(facts, at=now), facts.open_draft_id, facts.closed_until)


def require_change(session: Session, redraft: Submission) -> None:
    """Refuse a redraft whose words are those of the essay that it improves.

    Raises:
        UnchangedRedraft: Not a word is different.
    """
    if redraft.parent_submission_id is None:
        return
    earlier = practice.text_of(session, submission_id=redraft.parent_submission_id)
    if earlier is not None and earlier.split() == redraft.content.split():
        raise UnchangedRedraft


def is_free(session: Session, redraft: Submission) -> bool:
    """Whether this redraft costs no credit: the first of a first attempt, handed in within 7 days of its result.

    Sent again after a failure of ours it keeps the day on which it was handed in. The caller has locked the redraft;
    the essay that it improves is locked here, so that of two only one is free.
    """
    if redraft.parent_submission_id is None:
        return False
    parent_id = redraft.parent_submission_id
    if practice.submission_for_update(session, submission_id=parent_id) is None:
        return False
    facts = practice.about_redrafts(
        session, submission_id=parent_id, user_id=redraft.user_id, now=utc_now(), except_id=redraft.id
    )
    return facts is not None and _free_until(facts, at=redraft.submitted_at or utc_now()) is not None


def _free_until(facts: Row[*tuple[Any, ...]], *, at: datetime) -> datetime | None:
    if facts.parent_submission_id is not None or facts.status != SubmissionStatus.assessed or facts.handed_in:
        return None
    until: datetime | None = facts.resulted_at + FREE_DAYS if facts.resulted_at else None
    return until if until and at < until else None
