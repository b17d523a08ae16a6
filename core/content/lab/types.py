"""What the content lab hands to its page: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.content.types import Difficulty, ModuleType, TaskSeed

__all__ = ["BankTask", "ImportCheck", "ImportFault", "Likely", "Matrix", "StoredTask"]


@dataclass(frozen=True)
class BankTask:
    """A task of the public bank in the lab's list, on offer or not."""

    task_id: int
    code: str
    title: str
    module_type: ModuleType
    task_number: int
    kind: str
    topic: str
    difficulty: Difficulty
    is_active: bool
    reviewed_on: date | None
    edited_at: datetime | None


@dataclass(frozen=True)
class StoredTask:
    """A task as it may be edited; `version` is handed back with the edit, so that nobody's work is lost."""

    task_id: int
    version: datetime
    is_active: bool
    seed: TaskSeed


@dataclass(frozen=True)
class Likely:
    """A task of the bank whose prompt shares more than half of its trigrams with a new one."""

    code: str
    other_code: str
    share: float


@dataclass(frozen=True)
class ImportFault:
    """What is wrong in a file that is to be imported: which row or file of it, which field, and why."""

    row: str
    field: str
    sentence: str


@dataclass(frozen=True)
class ImportCheck:
    """What a file would do; nothing is written while there is a fault."""

    seeds: tuple[TaskSeed, ...]
    faults: tuple[ImportFault, ...]
    alike: tuple[Likely, ...]
    new_codes: tuple[str, ...]
    known_codes: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """How many tasks on offer there are for each combination; `cells` by (module and task, topic, kind, difficulty)."""

    cells: Mapping[tuple[str, str, str, str], int]
    topics: tuple[str, ...]
