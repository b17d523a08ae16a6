"""Importing a file of tasks: every fault with its row and field first, then all of it or nothing."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.content.errors import ImportRefused
from core.content.lab import editing, sheets, zips
from core.content.lab.raw import RawEntry
from core.content.lab.types import ImportCheck, ImportFault
from core.content.task_entries import seed_of
from core.content.types import TaskSeed
from db.repositories import content_lab, task_search

MAX_BYTES = 5_000_000
READERS = {".zip": zips.read, ".csv": sheets.read_csv, ".xlsx": sheets.read_xlsx}
TYPES = tuple(sorted(ending.removeprefix(".") for ending in READERS))


def check(session: Session, actor: Actor, *, name: str, data: bytes) -> ImportCheck:
    """What the file would do and everything that is wrong in it; nothing is written.

    Raises:
        NotAllowed: The actor is no administrator.
        ImportRefused: The file is too large or no zip, CSV or Excel file at all, or its columns are not ours.
    """
    actor.require(Role.admin)
    if len(data) > MAX_BYTES:
        raise ImportRefused(f"This file has {len(data) / 1e6:.1f} MB. At most {MAX_BYTES / 1e6:.0f} MB are read.")
    read = READERS.get(PurePosixPath(name).suffix.lower())
    if read is None:
        raise ImportRefused("Please choose a zip of TOML files, a CSV file or an Excel file (.xlsx).")
    entries = list(read(data))
    if not entries:
        raise ImportRefused("There is no task in this file.")
    seeds: list[TaskSeed] = []
    faults: list[ImportFault] = []
    topics = content_lab.topic_ids(session)
    for raw in entries:
        found = list(_faults(raw, topics))
        faults.extend(found)
        if not found and raw.entry is not None:
            seeds.append(seed_of(raw.entry))
    faults.extend(_twice(entries))
    known = content_lab.codes(session)
    return ImportCheck(
        seeds=tuple(seeds),
        faults=tuple(faults),
        alike=editing.alike(session, seeds),
        new_codes=tuple(seed.code for seed in seeds if seed.code not in known),
        known_codes=tuple(seed.code for seed in seeds if seed.code in known),
    )


def load(session: Session, actor: Actor, *, name: str, data: bytes) -> ImportCheck:
    """Check the file again and write all of its tasks; what it did. Logged with every code.

    A task with `reviewed_on` is offered at once, another one waits until somebody puts it on.

    Raises:
        NotAllowed: The actor is no administrator.
        ImportRefused: It has a fault, or cannot be read: nothing is written.
    """
    checked = check(session, actor, name=name, data=data)
    if checked.faults:
        raise ImportRefused(f"Nothing was loaded: the file has {len(checked.faults)} faults.")
    for seed in checked.seeds:
        editing.write(session, seed)
    task_search.remember_words(session)
    audit_log.record(
        session,
        actor,
        action="task_bank.imported",
        entity="task_bank",
        entity_id=len(checked.seeds),
        detail={"new": list(checked.new_codes), "replaced": list(checked.known_codes)},
    )
    return checked


def _faults(raw: RawEntry, topics: Collection[str]) -> Iterator[ImportFault]:
    yield from raw.faults
    if raw.entry is None or raw.faults:
        return
    for fault in editing.faults_of_edit(raw.entry, topics=topics):
        yield ImportFault(row=raw.row, field=raw.field_of(fault.field), sentence=fault.sentence)


def _twice(entries: Iterable[RawEntry]) -> Iterator[ImportFault]:
    first: dict[str, str] = {}
    for raw in entries:
        code = raw.entry.get("code") if raw.entry is not None else None
        if not isinstance(code, str):
            continue
        if code in first:
            yield ImportFault(row=raw.row, field="code", sentence=f"{code} stands in {first[code]} already")
        else:
            first[code] = raw.row
