"""Help before writing: questions for a plan by kind of task, and things to think of by topic; from the seed file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.content.errors import SeedFileFault
from core.content.seed_files import SEEDS, read_toml
from core.content.types import Task

FILE = SEEDS / "preparation.toml"


@dataclass(frozen=True)
class Preparation:
    """What helps to plan an answer; both may be empty for a question of one's own."""

    steps: tuple[str, ...]
    ideas: tuple[str, ...]


def preparation_for(task: Task) -> Preparation:
    """Questions for a plan that fit the task's kind; things to think of for Task 2 only, which asks for ideas."""
    materials = task.materials or {}
    steps, ideas = _read(FILE)
    kind = str(materials.get("essay_type") or materials.get("type") or "")
    return Preparation(steps=steps.get(kind, ()), ideas=ideas.get(task.topic, ()) if task.task_number == 2 else ())


@cache
def _read(path: Path) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    document = read_toml(path)
    steps = {kind: _lines(path, kind, entry.get("steps")) for kind, entry in document["kinds"].items()}
    ideas = {topic["name"]: _lines(path, topic["name"], topic.get("ideas")) for topic in document["topics"]}
    return steps, ideas


def _lines(path: Path, place: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not found or not all(isinstance(line, str) and line.strip() for line in found):
        raise SeedFileFault(path.name, f"{place}: needs a list of lines that are not empty")
    return tuple(found)
