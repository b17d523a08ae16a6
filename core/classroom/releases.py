"""When the writers of set work see their results: at once, after a tutor has looked, or the comments first.

A result that is kept is shown at the latest two weeks after the hand-in, and at once when the work is taken back, the
class is put away or the learner leaves it: nobody's result is kept for good.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor
from core.assessment import follow_up
from core.classroom import reach
from core.classroom.errors import AssignmentNotFound
from core.clock import utc_now
from db.models.classroom import Assignment
from db.repositories import held_results as rows

KEPT_AT_MOST = timedelta(days=14)


def waiting(session: Session, actor: Actor, *, assignment_id: int) -> frozenset[int]:
    """The learners whose results of this work are kept from them now.

    Raises:
        NotAllowed, AssignmentNotFound: Not work of a class of the actor's.
    """
    _require(session, actor, assignment_id)
    return frozenset(rows.waiting(session, assignment_id=assignment_id))


def release(session: Session, actor: Actor, *, assignment_id: int, user_id: int | None = None) -> int:
    """Show the results of a piece of work to its writers, or to one of them; how many essays were shown.

    Raises:
        NotAllowed, AssignmentNotFound: Not work of a class of the actor's.
    """
    _require(session, actor, assignment_id)
    shown = _show(session, rows.release(session, now=utc_now(), assignment_id=assignment_id, user_id=user_id))
    audit_log.record(
        session,
        actor,
        action="results.released",
        entity="classroom_assignment",
        entity_id=assignment_id,
        detail={"essays": shown} | ({} if user_id is None else {"learner": user_id}),
    )
    return shown


def release_essay(session: Session, *, submission_id: int, user_id: int) -> None:
    """A tutor has marked this essay, of whichever class: the writer sees all of the work that it belongs to."""
    found = rows.of_submission(session, submission_id=submission_id)
    if found is not None:
        _show(session, rows.release(session, now=utc_now(), assignment_id=found, user_id=user_id))


def release_class(session: Session, *, cohort_id: int, user_id: int | None = None) -> None:
    """Nobody will look any more: the class is put away, or this learner is out of it."""
    _show(session, rows.release(session, now=utc_now(), cohort_id=cohort_id, user_id=user_id))


def release_work(session: Session, *, assignment_id: int) -> None:
    """The work is taken back: what it kept is shown."""
    _show(session, rows.release(session, now=utc_now(), assignment_id=assignment_id))


def release_overdue(session: Session) -> int:
    """Show what was kept for two weeks; how many essays."""
    now = utc_now()
    return _show(session, rows.release(session, now=now, held_before=now - KEPT_AT_MOST))


def is_kept(session: Session, *, submission_id: int) -> bool:
    """Whether the bands of this essay are kept from its writer."""
    return rows.shown(session, submission_id=submission_id) is not None


def _show(session: Session, submission_ids: Sequence[int]) -> int:
    for submission_id in submission_ids:
        follow_up.after_release(session, submission_id=submission_id)
    return len(submission_ids)


def _require(session: Session, actor: Actor, assignment_id: int) -> None:
    found = session.get(Assignment, assignment_id)
    if found is None or found.withdrawn_at is not None:
        raise AssignmentNotFound
    reach.require_cohort(session, actor, cohort_id=found.cohort_id)
