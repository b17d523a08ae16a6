"""Rows of sentences with an error that come back, and of the answers to them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Row, cast, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.classroom import SetDrill
from db.models.practice import Submission
from db.models.progress import DrillAnswer, ErrorDrill


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep drills; one that is there already stays as it is."""
    if rows:
        session.execute(
            insert(ErrorDrill).values(list(rows)).on_conflict_do_nothing(constraint="progress_errordrill_once")
        )


def count_open(session: Session, *, user_id: int) -> int:
    """How many of a person's drills are not done."""
    return session.scalar(select(func.count()).where(ErrorDrill.user_id == user_id, ErrorDrill.done_at.is_(None))) or 0


def count_due(session: Session, *, user_id: int, today: date) -> int:
    """How many are due today or before."""
    return (
        session.scalar(
            select(func.count()).where(
                ErrorDrill.user_id == user_id, ErrorDrill.done_at.is_(None), ErrorDrill.due_on <= today
            )
        )
        or 0
    )


def next_day(session: Session, *, user_id: int) -> date | None:
    """When the next one is due."""
    return session.scalar(
        select(func.min(ErrorDrill.due_on)).where(ErrorDrill.user_id == user_id, ErrorDrill.done_at.is_(None))
    )


def due(session: Session, *, user_id: int, today: date, limit: int) -> Sequence[Row[ErrorDrill, Submission]]:
    """Those that are due, the longest waiting first, with the essay of the sentence."""
    return session.execute(
        select(ErrorDrill, Submission)
        .join(Submission, Submission.id == ErrorDrill.submission_id)
        .where(ErrorDrill.user_id == user_id, ErrorDrill.done_at.is_(None), ErrorDrill.due_on <= today)
        .order_by(ErrorDrill.due_on, ErrorDrill.step.desc(), ErrorDrill.id)
        .limit(limit)
    ).all()


def find_for_update(session: Session, *, drill_id: int, user_id: int) -> Row[ErrorDrill, Submission] | None:
    """One drill of this person, locked."""
    return session.execute(
        select(ErrorDrill, Submission)
        .join(Submission, Submission.id == ErrorDrill.submission_id)
        .where(ErrorDrill.id == drill_id, ErrorDrill.user_id == user_id)
        .with_for_update(of=ErrorDrill)
    ).first()


def of_kind(session: Session, *, user_id: int, error_type: str, limit: int) -> Sequence[Row[ErrorDrill, Submission]]:
    """A person's sentences with this kind of error, not done ones and the newest first."""
    return session.execute(
        select(ErrorDrill, Submission)
        .join(Submission, Submission.id == ErrorDrill.submission_id)
        .where(ErrorDrill.user_id == user_id, ErrorDrill.error_type == error_type)
        .order_by(ErrorDrill.done_at.is_not(None), ErrorDrill.id.desc())
        .limit(limit)
    ).all()


def counts(session: Session, *, user_id: int) -> Sequence[Row[str, int, int]]:
    """For each kind of error: how many drills there are, and how many are done."""
    return session.execute(
        select(ErrorDrill.error_type, func.count(), func.count(ErrorDrill.done_at))
        .where(ErrorDrill.user_id == user_id)
        .group_by(ErrorDrill.error_type)
    ).all()


def newest_results(session: Session, *, user_id: int, limit: int) -> Sequence[Row[Any]]:
    """The newest essays with a result: number, task, text, and engine and comments of the result as stored."""
    return session.execute(
        text(
            "select s.id as submission_id, t.title, s.content, r.engine, r.result -> 'comments' as comments"
            " from practice_submission as s"
            " join practice_practicetask as t on t.id = s.task_id"
            " join assessment_assessment as a on a.submission_id = s.id and a.status = 'completed'"
            " join assessment_result as r on r.submission_id = s.id and r.engine = a.ai_model_version"
            " where s.user_id = :user_id and s.parent_submission_id is null"
            " and not exists (select from classroom_heldresult as h"
            " where h.submission_id = s.id and h.released_at is null and h.shows = 'nothing')"
            " order by s.submitted_at desc, s.id desc limit :limit"
        ),
        {"user_id": user_id, "limit": limit},
    ).all()


def drop(session: Session, *, user_id: int, submission_id: int, quote_start: int, error_type: str) -> None:
    """Take out the drill of one comment."""
    session.execute(
        delete(ErrorDrill).where(
            ErrorDrill.user_id == user_id,
            ErrorDrill.submission_id == submission_id,
            ErrorDrill.quote_start == quote_start,
            ErrorDrill.error_type == error_type,
        )
    )


def add_answer(
    session: Session, *, drill_id: int, user_id: int, form: str, answer: str, is_right: bool, at: datetime
) -> None:
    """Note an answer."""
    session.execute(
        insert(DrillAnswer).values(
            drill_id=drill_id, user_id=user_id, form=form, answer=answer, is_right=is_right, created_at=at
        )
    )


def answers_on(session: Session, *, user_id: int, timezone: str, day: date) -> int:
    """How many answers a person gave on a day of their time zone."""
    here = cast(func.timezone(timezone, DrillAnswer.created_at), Date)
    return session.scalar(select(func.count()).where(DrillAnswer.user_id == user_id, here == day)) or 0


def add_to_set(session: Session, *, assignment_id: int, drill_ids: Collection[int]) -> None:
    """Put drills into a piece of set work."""
    if drill_ids:
        session.execute(
            insert(SetDrill)
            .values([{"assignment_id": assignment_id, "drill_id": drill_id} for drill_id in drill_ids])
            .on_conflict_do_nothing(constraint="classroom_setdrill_once")
        )


def in_set(session: Session, *, assignment_id: int, user_id: int) -> Sequence[Row[ErrorDrill, Submission, bool]]:
    """A person's drills of a piece of set work, and whether each was answered since it was put there."""
    answered = (
        select(DrillAnswer.id)
        .where(DrillAnswer.drill_id == ErrorDrill.id, DrillAnswer.created_at >= SetDrill.created_at)
        .exists()
    )
    return session.execute(
        select(ErrorDrill, Submission, answered)
        .join(SetDrill, SetDrill.drill_id == ErrorDrill.id)
        .join(Submission, Submission.id == ErrorDrill.submission_id)
        .where(SetDrill.assignment_id == assignment_id, ErrorDrill.user_id == user_id)
        .order_by(ErrorDrill.id)
    ).all()
