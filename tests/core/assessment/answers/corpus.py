"""Short letters and essays in which each demand of the task is marked as met or not, before any check read them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.assessment.types import ModuleType, TaskFacts
from core.content import seed_files

FOLDER = Path(__file__).resolve().parent

_KINDS = {"bullets": "bullet", "parts": "part"}
_NO_MARKS = frozenset({"name", "task", "prompt", "text"})

Half = Literal["seen", "held_back"]


@dataclass(frozen=True)
class MarkedAnswer:
    """One answer. In `marks` each kind of check has a mark a demand: "+" met, "-" not met, "?" open to debate."""

    name: str
    task: TaskFacts
    text: str
    marks: dict[str, str]


def read_answers(half: Half) -> tuple[MarkedAnswer, ...]:
    """The answers of one half. The checks may be built on `seen` only."""
    found = []
    for path in sorted((FOLDER / half).glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["answers"]:
            found.append(_answer(entry))
    return tuple(found)


def _answer(entry: dict[str, str]) -> MarkedAnswer:
    marks = {_KINDS.get(key, key): value for key, value in entry.items() if key not in _NO_MARKS}
    if "task" in entry:
        task = seed_files.task_facts(entry["task"])
    elif "bullets" in entry:
        task = TaskFacts(1, entry["prompt"].strip(), ModuleType.general, word_limit_min=150)
    else:
        task = TaskFacts(2, entry["prompt"].strip())
    return MarkedAnswer(entry["name"], task, entry["text"].strip() + "\n", marks)
