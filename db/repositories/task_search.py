"""Searching the task bank: full text, filters, the words that a misspelt search may have meant, and tasks alike."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, literal_column, or_, select, text
from sqlalchemy.orm import Session, aliased, contains_eager

from db.models.content import Difficulty, ModuleType, PracticeTask, Topic
from db.models.practice import HANDED_IN, Submission
from db.repositories.content import on_offer

ENGLISH = "'english'"
LEAST_SIMILARITY = 0.35  # of trigrams: "enviroment" has 0.6 in common with "environment", "tehcnology" 0.4


def holds_a_word(session: Session, *, text: str) -> bool:
    """Whether a search for `text` has anything to look for: "the" alone has not."""
    query = func.websearch_to_tsquery(literal_column(ENGLISH), text)
    return bool(session.scalar(select(func.numnode(query) > 0)))


def tasks_on_offer(
    session: Session,
    *,
    user_id: int | None,
    module_type: ModuleType | None,
    task_number: int | None,
    topic: str | None,
    difficulty: Difficulty | None,
    kind: str | None,
    text: str,
    only_new: bool,
    limit: int,
    offset: int,
) -> tuple[list[tuple[PracticeTask, bool]], int]:
    """A stretch of the public bank, best match or code first, each with "done before", and the full count.

    `text` is searched in title and prompt, and in the names of topics. The index of the specification says the same of
    title and prompt, but without weights, and where the planner does not take it each row is parsed anew.
    """
    done = _done_by(user_id)
    conditions: list[ColumnElement[bool]] = [on_offer()]
    if module_type is not None:
        conditions.append(PracticeTask.module_type == module_type)
    if task_number is not None:
        conditions.append(PracticeTask.task_number == task_number)
    if difficulty is not None:
        conditions.append(PracticeTask.difficulty_level == difficulty)
    if kind is not None:
        conditions.append(PracticeTask.kind == kind)
    if topic is not None:
        conditions.append(PracticeTask.topic_id == select(Topic.id).where(Topic.slug == topic).scalar_subquery())
    if only_new:
        conditions.append(~done)
    order: list[ColumnElement[Any]] = []
    if text:
        query = func.websearch_to_tsquery(literal_column(ENGLISH), text)
        in_topic = select(Topic.id).where(func.to_tsvector(literal_column(ENGLISH), Topic.name).op("@@")(query))
        # an array, not a join: PostgreSQL then reads both indexes and joins their bitmaps
        conditions.append(
            or_(
                PracticeTask.ranked_words.op("@@")(query),
                PracticeTask.topic_id == func.any(func.array(in_topic.scalar_subquery())),
            )
        )
        order.append(func.ts_rank(PracticeTask.ranked_words, query).desc())
    rows = session.execute(
        select(PracticeTask, done, func.count().over())
        .outerjoin(PracticeTask.topic)
        .options(contains_eager(PracticeTask.topic))
        .where(*conditions)
        .order_by(*order, PracticeTask.task_code)
        .limit(limit)
        .offset(offset)
    ).all()
    if rows or not offset:
        return [(row[0], bool(row[1])) for row in rows], rows[0][2] if rows else 0
    return [], session.scalars(select(func.count()).select_from(PracticeTask).where(*conditions)).one()


def nearest_words(session: Session, *, words: Collection[str]) -> dict[str, str]:
    """For each word that stands in no task the most similar one that does; empty without the extension."""
    has_trigrams = session.scalar(text("select exists (select 1 from pg_extension where extname = 'pg_trgm')"))
    if not has_trigrams or not words:
        return {}
    rows = session.execute(
        text(
            """
            select asked.word as asked, nearest.word as nearest
            from unnest(cast(:words as text[])) as asked (word)
            cross join lateral (
                select known.word
                from content_searchword as known
                where similarity(known.word, asked.word) >= :least
                order by similarity(known.word, asked.word) desc, known.word
                limit 1
            ) as nearest
            where not exists (select 1 from content_searchword as same where same.word = asked.word)
            """
        ),
        {"words": sorted(words), "least": LEAST_SIMILARITY},
    )
    return {row.asked: row.nearest for row in rows}


def remember_words(session: Session) -> None:
    """Bring the words that searches are compared with up to date with the public bank and the topics."""
    session.execute(
        text(
            """
            with texts as (
                select title || ' ' || prompt as words from practice_practicetask where visibility = 'public'
                union all
                select name from practice_topic where is_active
            ),
            found as (
                select distinct lower(part[1]) as word
                from texts, regexp_matches(texts.words, '[A-Za-z]{4,60}', 'g') as part
            ),
            gone as (
                delete from content_searchword where word not in (select word from found)
            )
            insert into content_searchword (word) select word from found on conflict do nothing
            """
        )
    )


def similar_tasks(session: Session, *, user_id: int, task_id: int, limit: int) -> Sequence[tuple[PracticeTask, bool]]:
    """Other tasks of the same module and number: same topic and kind first, what is new to the person before the rest.

    Without a shared topic or kind a task is not similar.
    """
    this = aliased(PracticeTask)
    done = _done_by(user_id)
    same_topic = func.coalesce(PracticeTask.topic_id == this.topic_id, false())
    same_kind = func.coalesce(PracticeTask.kind == this.kind, false())
    rows = session.execute(
        select(PracticeTask, done)
        .join(
            this,
            and_(
                this.id == task_id,
                this.module_type == PracticeTask.module_type,
                this.task_number == PracticeTask.task_number,
                this.id != PracticeTask.id,
            ),
        )
        .outerjoin(PracticeTask.topic)
        .options(contains_eager(PracticeTask.topic))
        .where(on_offer(), or_(same_topic, same_kind))
        .order_by(done, (same_topic & same_kind).desc(), same_topic.desc(), PracticeTask.task_code)
        .limit(limit)
    )
    return [(task, bool(is_done)) for task, is_done in rows]


def kinds_on_offer(session: Session, *, module_type: ModuleType | None, task_number: int) -> Sequence[str]:
    """The kinds of tasks that there are, in alphabetical order."""
    conditions = [on_offer(), PracticeTask.task_number == task_number]
    if module_type is not None:
        conditions.append(PracticeTask.module_type == module_type)
    kinds = session.scalars(select(PracticeTask.kind).where(*conditions).distinct().order_by(PracticeTask.kind))
    return [kind for kind in kinds if kind is not None]


def titles_on_offer(session: Session, *, module_type: ModuleType) -> Sequence[tuple[int, int, str]]:
    """Id, task number and title of every task on offer, by number and title."""
    rows = session.execute(
        select(PracticeTask.id, PracticeTask.task_number, PracticeTask.title)
        .where(on_offer(), PracticeTask.module_type == module_type)
        .order_by(PracticeTask.task_number, PracticeTask.title)
    )
    return [(row.id, row.task_number, row.title) for row in rows]


def _done_by(user_id: int | None) -> ColumnElement[bool]:
    if user_id is None:
        return false()
    return exists().where(
        Submission.task_id == PracticeTask.id, Submission.user_id == user_id, Submission.status.in_(HANDED_IN)
    )
