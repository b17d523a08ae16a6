"""Rows that sample people stand on."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.billing import SubscriptionPlan
from db.models.content import PracticeTask, TaskVisibility


def find_person(session: Session, *, email: str) -> int | None:
    """The id of the person with this address."""
    return session.scalar(select(User.id).where(func.lower(User.email) == email))


def task_ids(session: Session, *, codes: Collection[str]) -> dict[str, int]:
    """The public tasks that are on offer, by code."""
    found = session.scalars(
        select(PracticeTask).where(
            PracticeTask.task_code.in_(codes), PracticeTask.is_active, PracticeTask.visibility == TaskVisibility.public
        )
    )
    return {task.task_code: task.id for task in found}


def has_plan(session: Session, *, slug: str) -> bool:
    """Whether there is such a plan."""
    return session.scalar(select(SubscriptionPlan.id).where(SubscriptionPlan.slug == slug)) is not None
