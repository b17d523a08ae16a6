"""Results that set work keeps from their writers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, text, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.classroom import Assignment, HeldResult, Shows
from db.models.practice import Submission
from db.repositories.assignments import FOR_WHOM

# open work on this task (or a mock test) whose result is kept, for somebody to whom it was not shown yet
_HOLDING = text(
    f"""
    select a.id, a.release
    from classroom_assignment as a
    join classroom_cohort as c on c.id = a.cohort_id and c.archived_at is null
    join classroom_membership as m on m.cohort_id = a.cohort_id and m.user_id = :user_id and ({FOR_WHOM})
    where a.withdrawn_at is null and a.release <> 'at_once' and a.opens_at <= :started_by
      and (a.kind = 'task' and a.task_id = :task_id or a.kind = 'mock_test' and :is_mock_test)
      and (not a.is_exam or :is_exam or exists (
          select from classroom_heldresult as h
          join practice_submission as s on s.id = h.submission_id
          where h.assignment_id = a.id and s.user_id = m.user_id and h.released_at is null
      ))
      and not exists (
          select from classroom_heldresult as h
          join practice_submission as s on s.id = h.submission_id
          where h.assignment_id = a.id and s.user_id = m.user_id and h.released_at is not null
      )
    order by a.release = 'comments', a.id
    limit 1
    """  # noqa: S608 (our own text)
)


def is_held(submission_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the bands of this essay are kept from its writer."""
    return exists().where(HeldResult.submission_id == submission_id, HeldResult.released_at.is_(None))


def shown(session: Session, *, submission_id: int) -> Shows | None:
    """What its writer sees of a result that is held; None where nothing is kept."""
    return session.scalar(
        select(HeldResult.shows).where(HeldResult.submission_id == submission_id, HeldResult.released_at.is_(None))
    )


def hold(
    session: Session,
    *,
    submission_id: int,
    user_id: int,
    task_id: int,
    started_by: datetime,
    is_mock_test: bool = False,
    is_exam: bool = False,
) -> None:
    """Keep the result if open work says so; the strictest rule counts, and a second call changes nothing.

    `is_exam`: written in exam conditions, so that work that asks for them counts it.
    """
    row = session.execute(
        _HOLDING,
        {
            "user_id": user_id,
            "task_id": task_id,
            "is_mock_test": is_mock_test,
            "is_exam": is_exam,
            "started_by": started_by,
        },
    ).first()
    if row is None or session.scalar(select(exists().where(HeldResult.submission_id == submission_id))):
        return
    shows = Shows.comments if row.release == "comments" else Shows.nothing
    session.add(HeldResult(submission_id=submission_id, assignment_id=row.id, shows=shows))
    session.flush()


def release(
    session: Session,
    *,
    now: datetime,
    assignment_id: int | None = None,
    cohort_id: int | None = None,
    user_id: int | None = None,
    held_before: datetime | None = None,
) -> list[int]:
    """Show the held results of some work, class, person or age, whichever are given; the essays they belong to."""
    condition: list[ColumnElement[bool]] = [HeldResult.released_at.is_(None)]
    if assignment_id is not None:
        condition.append(HeldResult.assignment_id == assignment_id)
    if cohort_id is not None:
        condition.append(HeldResult.assignment_id.in_(select(Assignment.id).where(Assignment.cohort_id == cohort_id)))
    if user_id is not None:
        condition.append(HeldResult.submission_id.in_(select(Submission.id).where(Submission.user_id == user_id)))
    if held_before is not None:
        condition.append(HeldResult.created_at < held_before)
    return list(
        session.scalars(
            update(HeldResult).where(*condition).values(released_at=now).returning(HeldResult.submission_id)
        )
    )


def of_submission(session: Session, *, submission_id: int) -> int | None:
    """The set work by which the result of an essay is held now."""
    return session.scalar(
        select(HeldResult.assignment_id).where(
            HeldResult.submission_id == submission_id, HeldResult.released_at.is_(None)
        )
    )


def waiting(session: Session, *, assignment_id: int) -> Sequence[int]:
    """Who waits for the result of this work: the essays' writers."""
    return session.scalars(
        select(Submission.user_id)
        .join(HeldResult, HeldResult.submission_id == Submission.id)
        .where(HeldResult.assignment_id == assignment_id, HeldResult.released_at.is_(None))
        .distinct()
    ).all()
