"""Writing a task in the content lab: checked like a file, kept against a later load of the files, logged."""

import json
import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.clock import utc_now
from core.content.errors import EditRefused, TaskNotFound
from core.content.lab.bank import seed_of_row
from core.content.lab.types import Likely
from core.content.likeness import MAX_SHARED, family_of, shared, trigrams
from core.content.task_entries import EntryFault, faults_in, seed_of
from core.content.types import TaskSeed
from db.models.content import PracticeTask
from db.repositories import content_lab, task_search

MAX_MATERIALS_CHARACTERS = 50_000


def read_materials(text: str) -> dict[str, Any]:
    """The materials that an administrator typed, as TOML or JSON.

    Raises:
        EditRefused: Neither; the sentence says where it stops being one.
    """
    if len(text) > MAX_MATERIALS_CHARACTERS:
        raise EditRefused(
            f"The materials have {len(text):,} characters; at most {MAX_MATERIALS_CHARACTERS:,} are read."
        )
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise EditRefused(f"The materials cannot be read: {error or 'they are nested too deeply'}.") from error
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        raise EditRefused('The materials must say their type, such as type = "line".')
    return found


def faults_of_edit(entry: Mapping[str, Any], *, topics: Collection[str]) -> tuple[EntryFault, ...]:
    """Every fault of a task that is being written: those of a file, and a topic that is not there."""
    found = faults_in(entry)
    if not found and entry["topic"] not in topics:
        return (EntryFault("topic", f"there is no topic {entry['topic']!r}"),)
    return found


def alike(session: Session, seeds: Sequence[TaskSeed]) -> tuple[Likely, ...]:
    """Tasks of the bank that share more than half of their trigrams with one of these, the closest first; a warning."""
    known = [(row.task_code, family_of(seed_of_row(row)), trigrams(row.prompt)) for row in content_lab.bank(session)]
    found = []
    for seed in seeds:
        own, family = trigrams(seed.prompt), family_of(seed)
        for code, other_family, others in known:
            share = shared(own, others) if code != seed.code and family == other_family else 0.0
            if share > MAX_SHARED:
                found.append(Likely(code=seed.code, other_code=code, share=share))
    return tuple(sorted(found, key=lambda one: -one.share))


def create(session: Session, actor: Actor, *, entry: Mapping[str, Any]) -> int:
    """A new task of the bank, not on offer until somebody puts it on; its id. Logged.

    Raises:
        NotAllowed: The actor is no administrator.
        EditRefused: The first fault, or the code is taken.
    """
    actor.require(Role.admin)
    seed = _checked(session, entry)
    if content_lab.find_by_code(session, code=seed.code) is not None:
        raise EditRefused(f"There is a task with the code {seed.code} already. Please take the next number.")
    task_id = write(session, seed)
    task_search.remember_words(session)
    audit_log.record(session, actor, action="task.created", entity="task", entity_id=seed.code)
    return task_id


def save(session: Session, actor: Actor, *, task_id: int, version: datetime, entry: Mapping[str, Any]) -> None:
    """Change a task of the bank; its code stays. Logged with the names of the fields that changed.

    Raises:
        NotAllowed: The actor is no administrator.
        TaskNotFound: No such task in the bank.
        EditRefused: The first fault, or somebody has changed the task since it was opened.
    """
    actor.require(Role.admin)
    row = content_lab.for_update(session, task_id=task_id)
    if row is None:
        raise TaskNotFound
    if row.updated_at != version:
        raise EditRefused("Somebody has changed this task since you opened it. Please open it again.")
    seed = _checked(session, {**entry, "code": row.task_code})
    changed = apply(row, seed, topic_id=content_lab.topic_ids(session)[seed.topic])
    if not changed:
        return
    row.edited_at = utc_now()
    session.flush()
    task_search.remember_words(session)
    audit_log.record(
        session, actor, action="task.edited", entity="task", entity_id=row.task_code, detail={"fields": changed}
    )


def write(session: Session, seed: TaskSeed) -> int:
    """Insert a task, or bring the one of its code up to date, as an edit of the lab; its id."""
    topic_id = content_lab.topic_ids(session)[seed.topic]
    found = content_lab.find_by_code(session, code=seed.code)
    row = found or PracticeTask(task_code=seed.code, is_active=seed.reviewed_on is not None)
    apply(row, seed, topic_id=topic_id)
    row.edited_at = utc_now()
    session.add(row)
    session.flush()
    return row.id


def values_of(seed: TaskSeed, *, topic_id: int) -> dict[str, Any]:
    """The columns of a task."""
    return {
        "title": seed.title,
        "module_type": seed.module_type,
        "task_number": seed.task_number,
        "difficulty_level": seed.difficulty,
        "topic_id": topic_id,
        "instruction": seed.instruction,
        "prompt": seed.prompt,
        "additional_materials": dict(seed.materials),
        "word_limit_min": seed.word_limit_min,
        "word_limit_max": seed.word_limit_max,
        "time_limit_minutes": seed.time_limit_minutes,
        "reviewed_on": seed.reviewed_on,
    }


def apply(row: PracticeTask, seed: TaskSeed, *, topic_id: int) -> list[str]:
    """Write the task into its row; the names of the columns that changed. A date of review is never taken away."""
    values = values_of(seed, topic_id=topic_id)
    if seed.reviewed_on is None:
        del values["reviewed_on"]
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _checked(session: Session, entry: Mapping[str, Any]) -> TaskSeed:
    faults = faults_of_edit(entry, topics=content_lab.topic_ids(session))
    if faults:
        raise EditRefused(f"Not saved: {faults[0]}.".replace("..", "."))
    return seed_of(entry)
