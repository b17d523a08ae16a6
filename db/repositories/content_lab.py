"""Rows of the task bank as the content lab needs them: all of it, on offer or not."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from db.models.content import PracticeTask, TaskVisibility, Topic


def bank(session: Session) -> Sequence[PracticeTask]:
    """Every public task with its topic, by code."""
    return session.scalars(
        select(PracticeTask)
        .options(joinedload(PracticeTask.topic))
        .where(PracticeTask.visibility == TaskVisibility.public)
        .order_by(PracticeTask.task_code)
    ).all()


def version(session: Session) -> str:
    """How many public tasks there are and when one was last touched."""
    count, touched = session.execute(
        select(func.count(), func.max(PracticeTask.updated_at)).where(PracticeTask.visibility == TaskVisibility.public)
    ).one()
    return f"{count} {touched}"


def for_update(session: Session, *, task_id: int) -> PracticeTask | None:
    """One public task, locked."""
    return session.scalar(
        select(PracticeTask)
        .where(PracticeTask.id == task_id, PracticeTask.visibility == TaskVisibility.public)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def find_by_code(session: Session, *, code: str) -> PracticeTask | None:
    """The task of this code, whoever may see it."""
    return session.scalar(select(PracticeTask).where(PracticeTask.task_code == code))


def topic_ids(session: Session) -> dict[str, int]:
    """Ids of the topics by slug."""
    return {row.slug: row.id for row in session.execute(select(Topic.slug, Topic.id))}


def codes(session: Session) -> frozenset[str]:
    """The codes of all public tasks."""
    return frozenset(
        session.scalars(select(PracticeTask.task_code).where(PracticeTask.visibility == TaskVisibility.public))
    )
