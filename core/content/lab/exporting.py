"""The bank as files: a zip in the folders of db/seeds/tasks, which an import or the repository can take."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import tomli_w
from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.content.lab.bank import seed_of_row
from core.content.task_entries import entry_of
from core.content.types import TaskSeed
from db.repositories import content_lab

FIXED_DATE = (2026, 1, 1, 0, 0, 0)  # the same bank gives the same bytes


def as_toml(value: Mapping[str, Any]) -> str:
    """A task, or its materials, as our files write it."""
    return tomli_w.dumps(value, multiline_strings=True)


def path_of(seed: TaskSeed) -> str:
    """Where the file of a task lies below db/seeds/tasks."""
    return f"{seed.module_type}/task_{seed.task_number}/{seed.code}.toml"


def export(session: Session, actor: Actor) -> bytes:
    """Every task of the public bank, on offer or not, as a zip of TOML files. Logged.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    seeds = [seed_of_row(row) for row in content_lab.bank(session)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for seed in seeds:
            archive.writestr(zipfile.ZipInfo(path_of(seed), FIXED_DATE), as_toml(entry_of(seed)))
    audit_log.record(session, actor, action="task_bank.exported", entity="task_bank", entity_id=len(seeds))
    return buffer.getvalue()
