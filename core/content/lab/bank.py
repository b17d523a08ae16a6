"""The whole bank as an administrator sees it: list, coverage, one task, and taking a task off or putting it on."""

from collections import Counter

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.clock import utc_now
from core.content.errors import TaskNotFound
from core.content.lab.types import BankTask, Matrix, StoredTask
from core.content.likeness import family_of, kind_of
from core.content.types import Difficulty, ModuleType, TaskSeed
from db.models.content import PracticeTask
from db.repositories import content_lab


def list_bank(session: Session, actor: Actor) -> tuple[BankTask, ...]:
    """Every task of the public bank, on offer or not, by code.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return tuple(
        BankTask(
            task_id=row.id,
            code=row.task_code,
            title=row.title,
            module_type=ModuleType(row.module_type),
            task_number=row.task_number,
            kind=kind_of(seed_of_row(row)),
            topic=row.topic.slug if row.topic else "",
            difficulty=Difficulty(row.difficulty_level or Difficulty.intermediate),
            is_active=row.is_active,
            reviewed_on=row.reviewed_on,
            edited_at=row.edited_at,
        )
        for row in content_lab.bank(session)
    )


def version(session: Session, actor: Actor) -> str:
    """Changes with every task of the bank: what is made of the bank may be kept under it.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return content_lab.version(session)


def matrix(session: Session, actor: Actor) -> Matrix:
    """How many tasks on offer there are by module and task, topic, kind and difficulty; topics without any too.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    rows = [row for row in content_lab.bank(session) if row.is_active]
    seeds = [seed_of_row(row) for row in rows]
    cells = Counter(
        (
            family_of(seed) if seed.task_number == 1 else f"{'AC' if seed.module_type == 'academic' else 'GT'}_T2",
            seed.topic,
            kind_of(seed),
            str(seed.difficulty),
        )
        for seed in seeds
    )
    return Matrix(cells=dict(cells), topics=tuple(sorted(content_lab.topic_ids(session))))


def get(session: Session, actor: Actor, *, task_id: int) -> StoredTask:
    """One task of the public bank to look at or to edit.

    Raises:
        NotAllowed: The actor is no administrator.
        TaskNotFound: No such task in the bank.
    """
    actor.require(Role.admin)
    found = next((row for row in content_lab.bank(session) if row.id == task_id), None)
    if found is None:
        raise TaskNotFound
    return StoredTask(task_id=found.id, version=found.updated_at, is_active=found.is_active, seed=seed_of_row(found))


def set_active(session: Session, actor: Actor, *, task_id: int, is_active: bool) -> None:
    """Take a task off offer, or put it on: whoever puts it on has read it, so an unread one gets today's date. Logged.

    Essays on it stay, and whoever has written on it still reaches it.

    Raises:
        NotAllowed: The actor is no administrator.
        TaskNotFound: No such task in the bank.
    """
    actor.require(Role.admin)
    row = content_lab.for_update(session, task_id=task_id)
    if row is None:
        raise TaskNotFound
    if row.is_active == is_active:
        return
    row.is_active = is_active
    if is_active and row.reviewed_on is None:
        row.reviewed_on = utc_now().date()
        row.edited_at = utc_now()
    action = "task.activated" if is_active else "task.deactivated"
    audit_log.record(session, actor, action=action, entity="task", entity_id=row.task_code)
    session.flush()


def seed_of_row(row: PracticeTask) -> TaskSeed:
    """A stored task as a file would say it; its topic is loaded."""
    return TaskSeed(
        code=row.task_code,
        title=row.title,
        module_type=ModuleType(row.module_type),
        task_number=row.task_number,
        difficulty=Difficulty(row.difficulty_level or Difficulty.intermediate),
        topic=row.topic.slug if row.topic else "",
        instruction=row.instruction,
        prompt=row.prompt,
        word_limit_min=row.word_limit_min,
        word_limit_max=row.word_limit_max,
        time_limit_minutes=row.time_limit_minutes,
        reviewed_on=row.reviewed_on,
        materials=row.additional_materials or {"type": "essay" if row.task_number == 2 else "letter"},
    )
