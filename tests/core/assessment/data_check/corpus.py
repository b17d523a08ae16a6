"""Answers to Academic Task 1 tasks in which every statement that the data contradict is marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from core.content import seed_files

FOLDER = Path(__file__).resolve().parent
TASKS = FOLDER / "tasks"
SECOND_TASKS = FOLDER / "second" / "tasks"
THIRD_TASKS = FOLDER / "third" / "tasks"

Half = Literal["seen", "held_back", "practice", "alarms", "second", "third"]
Claim = Literal["rank", "ratio", "sum"]


class ErrorType(StrEnum):
    """What is false about a statement; README.md has the definitions."""

    figure = "figure"
    unit = "unit"
    year = "year"
    category = "category"
    trend = "trend"
    extreme = "extreme"
    comparison = "comparison"
    order = "order"
    change = "change"


@dataclass(frozen=True)
class MarkedError:
    """One false statement: its words, which stand in the text exactly once, and what the data say.

    `claim` is given in `second` only, where a figure or comparison is a rank, ratio or sum to be worked out.
    """

    quote: str
    type: ErrorType
    truth: str
    claim: Claim | None = None


@dataclass(frozen=True)
class MarkedAnswer:
    """One answer: whatever is not in `errors` is true of `materials`, or nothing that data can check."""

    name: str
    task: str
    materials: Mapping[str, Any]
    level: int
    text: str
    errors: tuple[MarkedError, ...]


def read_answers(half: Half) -> tuple[MarkedAnswer, ...]:
    """The answers of one half by number; `practice`, `second` and `third` came later, as answers that a checker had
    not met; `alarms` are written by who built the check, to see what it calls wrong that is right.

    Raises:
        SeedFileFault: A file is missing or not TOML.
        TaskNotFound: An answer names a task that is neither a seed task nor in the folder of tasks.
    """
    return tuple(_read_answer(path) for path in sorted((FOLDER / half).glob("*.toml"), key=lambda path: int(path.stem)))


def _read_answer(path: Path) -> MarkedAnswer:
    entry = seed_files.read_toml(path)
    return MarkedAnswer(
        name=path.stem,
        task=entry["task"],
        materials=_materials(entry["task"]),
        level=entry["level"],
        text=entry["text"].strip(),
        errors=tuple(
            MarkedError(
                quote=error["quote"], type=ErrorType(error["type"]), truth=error["truth"], claim=error.get("claim")
            )
            for error in entry.get("errors", ())
        ),
    )


def _materials(task: str) -> Mapping[str, Any]:
    for folder in (TASKS, SECOND_TASKS, THIRD_TASKS):
        path = folder / f"{task}.toml"
        if path.is_file():
            materials: Mapping[str, Any] = seed_files.read_toml(path)["materials"]
            return materials
    return seed_files.task_facts(task).materials or {}
