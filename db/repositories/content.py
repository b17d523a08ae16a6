"""Reading the task bank."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, literal_column, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from db.models.billing import SubscriptionPlan
from db.models.content import Difficulty, ModuleType, PracticeTask, TaskVisibility, Topic
from db.models.practice import HANDED_IN, Submission

# the index is on exactly this expression: any other spelling is read row by row
SEARCHED = "to_tsvector('english', practice_practicetask.title || ' ' || practice_practicetask.prompt)"


def topics(session: Session) -> Sequence[Topic]:
    """Every topic, by slug."""
    return session.scalars(select(Topic).order_by(Topic.slug)).all()


def topics_on_offer(session: Session, *, module_type: ModuleType | None) -> Sequence[tuple[Topic, int]]:
    """Active topics by name, each with its number of public tasks on offer."""
    on_offer = _on_offer()
    if module_type is not None:
        on_offer = and_(on_offer, PracticeTask.module_type == module_type)
    rows = session.execute(
        select(Topic, func.count(PracticeTask.id))
        .outerjoin(PracticeTask, and_(PracticeTask.topic_id == Topic.id, on_offer))
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
        select(PracticeTask.task_code, PracticeTask.id).where(PracticeTask.task_code.in_(codes), _on_offer())
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


def next_task_id(session: Session) -> int:
    """An id from the table's own sequence, for a row whose code holds its id."""
    sequence = func.pg_get_serial_sequence("practice_practicetask", "id")
    return int(session.scalars(select(func.nextval(sequence))).one())


def has_written_on(session: Session, *, user_id: int, task_id: int) -> bool:
    """Whether the person has any essay on the task, a draft included."""
    return bool(session.scalar(select(exists().where(Submission.user_id == user_id, Submission.task_id == task_id))))


def holds_a_word(session: Session, *, text: str) -> bool:
    """Whether a search for `text` has anything to look for: "the" alone has not."""
    query = func.websearch_to_tsquery(literal_column("'english'"), text)
    return bool(session.scalar(select(func.numnode(query) > 0)))


def tasks_on_offer(
    session: Session,
    *,
    user_id: int | None,
    module_type: ModuleType | None,
    task_number: int | None,
    topic: str | None,
    difficulty: Difficulty | None,
    text: str,
    only_new: bool,
    limit: int,
    offset: int,
) -> tuple[list[tuple[PracticeTask, bool]], int]:
    """A stretch of the public bank, best match or code first, each with "done before", and the full count.

    `text` is searched in title and prompt by the full-text index, and in the names of topics.
    """
    done = _done_by(user_id)
    conditions: list[ColumnElement[bool]] = [_on_offer()]
    if module_type is not None:
        conditions.append(PracticeTask.module_type == module_type)
    if task_number is not None:
        conditions.append(PracticeTask.task_number == task_number)
    if difficulty is not None:
        conditions.append(PracticeTask.difficulty_level == difficulty)
    if topic is not None:
        conditions.append(PracticeTask.topic_id == select(Topic.id).where(Topic.slug == topic).scalar_subquery())
    if only_new:
        conditions.append(~done)
    order: list[ColumnElement[Any]] = []
    if text:
        query = func.websearch_to_tsquery(literal_column("'english'"), text)
        searched: ColumnElement[object] = literal_column(SEARCHED)
        in_topic = select(Topic.id).where(func.to_tsvector(literal_column("'english'"), Topic.name).op("@@")(query))
        # an array, not a join: PostgreSQL then reads both indexes and joins their bitmaps
        conditions.append(
            or_(searched.op("@@")(query), PracticeTask.topic_id == func.any(func.array(in_topic.scalar_subquery())))
        )
        order.append(func.ts_rank(searched, query).desc())
    found = select(func.count()).select_from(PracticeTask).where(*conditions)
    rows = session.execute(
        select(PracticeTask, done)
        .outerjoin(PracticeTask.topic)
        .options(contains_eager(PracticeTask.topic))
        .where(*conditions)
        .order_by(*order, PracticeTask.task_code)
        .limit(limit)
        .offset(offset)
    )
    return [(task, bool(is_done)) for task, is_done in rows], session.scalars(found).one()


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
    easy_first: bool,
) -> tuple[PracticeTask, bool] | None:
    """The task to write next: not done before others, then the one written longest ago.

    A newcomer gets an easy one first; after that a topic other than the last comes first.
    """
    last_at = (
        select(func.max(Submission.submitted_at))
        .where(Submission.task_id == PracticeTask.id, Submission.user_id == user_id, Submission.status.in_(HANDED_IN))
        .scalar_subquery()
    )
    order: list[ColumnElement[Any]] = [last_at.asc().nulls_first()]
    if easy_first:
        order.append((PracticeTask.difficulty_level == Difficulty.beginner).desc())
    if unlike_topic_id is not None:
        order.append(func.coalesce(PracticeTask.topic_id, 0) == unlike_topic_id)
    row = session.execute(
        select(PracticeTask, last_at.is_not(None))
        .outerjoin(PracticeTask.topic)
        .options(contains_eager(PracticeTask.topic))
        .where(
            _on_offer(),
            PracticeTask.module_type == module_type,
            PracticeTask.task_number == task_number,
            PracticeTask.id.not_in(skip),
        )
        .order_by(*order, PracticeTask.task_code)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], bool(row[1]))


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
        .where(_on_offer(), PracticeTask.module_type == module_type, PracticeTask.task_number == task_number)
        .order_by(*order, PracticeTask.task_code)
        .limit(1)
    )


def _on_offer() -> ColumnElement[bool]:
    return and_(PracticeTask.is_active, PracticeTask.visibility == TaskVisibility.public)


def _done_by(user_id: int | None) -> ColumnElement[bool]:
    if user_id is None:
        return false()
    return exists().where(
        Submission.task_id == PracticeTask.id, Submission.user_id == user_id, Submission.status.in_(HANDED_IN)
    )
