"""Reading the task bank."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from db.models.accounts import UserPreferences
from db.models.billing import SubscriptionPlan
from db.models.content import Difficulty, ModuleType, PracticeTask, TaskVisibility, Topic
from db.models.practice import HANDED_IN, Submission


def topics(session: Session) -> Sequence[Topic]:
    """Every topic, by slug."""
    return session.scalars(select(Topic).order_by(Topic.slug)).all()


def topics_on_offer(session: Session, *, module_type: ModuleType | None) -> Sequence[tuple[Topic, int]]:
    """Active topics by name, each with its number of public tasks on offer."""
    offered = on_offer()
    if module_type is not None:
        offered = and_(offered, PracticeTask.module_type == module_type)
    rows = session.execute(
        select(Topic, func.count(PracticeTask.id))
        .outerjoin(PracticeTask, and_(PracticeTask.topic_id == Topic.id, offered))
        .where(Topic.is_active)
        .group_by(Topic.id)
        .order_by(Topic.name)
    )
    return [(topic, count) for topic, count in rows]


def plans(session: Session) -> Sequence[SubscriptionPlan]:
    """Every plan, by slug."""
    return session.scalars(select(SubscriptionPlan).order_by(SubscriptionPlan.slug)).all()


def public_tasks(session: Session) -> Sequence[PracticeTask]:
    """Every task of the public bank, on offer or not."""
    return session.scalars(select(PracticeTask).where(PracticeTask.visibility == TaskVisibility.public)).all()


def find_task(session: Session, *, task_id: int) -> PracticeTask | None:
    """One task with its topic, whoever may see it."""
    return session.scalars(
        select(PracticeTask).options(joinedload(PracticeTask.topic)).where(PracticeTask.id == task_id)
    ).one_or_none()


def task_ids(session: Session, *, codes: Collection[str]) -> dict[str, int]:
    """The public tasks with these codes that are on offer: their ids by code."""
    rows = session.execute(
        select(PracticeTask.task_code, PracticeTask.id).where(PracticeTask.task_code.in_(codes), on_offer())
    )
    return {row.task_code: row.id for row in rows}


def find_own_question(
    session: Session,
    *,
    owner_id: int,
    module_type: ModuleType,
    task_number: int,
    prompt: str,
    materials: Mapping[str, Any] | None,
) -> int | None:
    """The id of the same question with the same figures if this person pasted it before."""
    column = PracticeTask.additional_materials
    return session.scalar(
        select(PracticeTask.id).where(
            PracticeTask.owner_id == owner_id,
            PracticeTask.visibility == TaskVisibility.private,
            PracticeTask.module_type == module_type,
            PracticeTask.task_number == task_number,
            PracticeTask.prompt == prompt,
            column.is_(None) if materials is None else column == dict(materials),
        )
    )


def own_questions(session: Session, *, owner_id: int, limit: int) -> Sequence[PracticeTask]:
    """What a person pasted, the newest first."""
    return session.scalars(
        select(PracticeTask)
        .options(joinedload(PracticeTask.topic))
        .where(PracticeTask.owner_id == owner_id, PracticeTask.is_active)
        .order_by(PracticeTask.id.desc())
        .limit(limit)
    ).all()


def next_task_id(session: Session) -> int:
    """An id from the table's own sequence, for a row whose code holds its id."""
    sequence = func.pg_get_serial_sequence("practice_practicetask", "id")
    return int(session.scalars(select(func.nextval(sequence))).one())


def has_written_on(session: Session, *, user_id: int, task_id: int) -> bool:
    """Whether the person has any essay on the task, a draft included."""
    return bool(session.scalar(select(exists().where(Submission.user_id == user_id, Submission.task_id == task_id))))


def last_written(session: Session, *, user_id: int) -> tuple[int, int | None] | None:
    """Task number and topic id of the person's last essay handed in on a task of ours."""
    row = session.execute(
        select(PracticeTask.task_number, PracticeTask.topic_id)
        .join(Submission, Submission.task_id == PracticeTask.id)
        .where(
            Submission.user_id == user_id,
            Submission.status.in_(HANDED_IN),
            PracticeTask.visibility == TaskVisibility.public,
        )
        .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def next_in_line(
    session: Session,
    *,
    user_id: int,
    module_type: ModuleType,
    task_number: int,
    skip: Sequence[int],
    unlike_topic_id: int | None,
    level_first: Difficulty | None,
) -> tuple[PracticeTask, bool] | None:
    """The task to write next: not done before others, then the one written longest ago.

    Among new ones those of the level come first, then a topic other than the last.
    """
    # the person's few essays, joined once: a question a task would be asked of the whole bank
    written = (
        select(Submission.task_id, func.max(Submission.submitted_at).label("last_at"))
        .where(Submission.user_id == user_id, Submission.status.in_(HANDED_IN))
        .group_by(Submission.task_id)
        .subquery()
    )
    order: list[ColumnElement[Any]] = [written.c.last_at.asc().nulls_first()]
    if level_first is not None:
        order.append((PracticeTask.difficulty_level == level_first).desc())
    if unlike_topic_id is not None:
        order.append(func.coalesce(PracticeTask.topic_id, 0) == unlike_topic_id)
    row = session.execute(
        select(PracticeTask, written.c.last_at.is_not(None))
        .outerjoin(PracticeTask.topic)
        .outerjoin(written, written.c.task_id == PracticeTask.id)
        .options(contains_eager(PracticeTask.topic))
        .where(
            on_offer(),
            PracticeTask.module_type == module_type,
            PracticeTask.task_number == task_number,
            PracticeTask.id.not_in(skip),
        )
        .order_by(*order, PracticeTask.task_code)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], bool(row[1]))


def chosen_difficulty(session: Session, *, user_id: int) -> Difficulty | None:
    """The level that the person asked for in the preferences; None for "mixed"."""
    chosen = session.scalar(select(UserPreferences.difficulty_preference).where(UserPreferences.user_id == user_id))
    return Difficulty(chosen) if chosen in list(Difficulty) else None


def least_known(
    session: Session, *, user_id: int, module_type: ModuleType, task_number: int, unlike_topic_id: int | None
) -> PracticeTask | None:
    """A task that the person never began, else the one begun longest ago; drafts and what was thrown away count."""
    last_at = (
        select(func.max(Submission.started_at))
        .where(Submission.task_id == PracticeTask.id, Submission.user_id == user_id)
        .scalar_subquery()
    )
    order: list[ColumnElement[Any]] = [last_at.asc().nulls_first()]
    if unlike_topic_id is not None:
        order.append(func.coalesce(PracticeTask.topic_id, 0) == unlike_topic_id)
    return session.scalar(
        select(PracticeTask)
        .where(on_offer(), PracticeTask.module_type == module_type, PracticeTask.task_number == task_number)
        .order_by(*order, PracticeTask.task_code)
        .limit(1)
    )


def on_offer() -> ColumnElement[bool]:
    """What every list of the bank holds: active and public."""
    return and_(PracticeTask.is_active, PracticeTask.visibility == TaskVisibility.public)
