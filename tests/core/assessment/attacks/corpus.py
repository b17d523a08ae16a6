"""Texts that try to get a higher band than they deserve, each with the highest one it may get; and clean essays."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.assessment.types import MINIMUM_WORDS, TaskFacts
from core.content import seed_files

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class CleanEssay:
    """An honest essay; `intended_band` is what we meant to show, never a mark by an examiner."""

    name: str
    task: TaskFacts
    text: str
    intended_band: float


@dataclass(frozen=True)
class Attack:
    """`highest` is the highest task band allowed; the names point to clean essays.

    `never_above` bounds it by the band of that essay, `within_half_of` keeps it within half a band of it.
    """

    name: str
    kind: str
    task: TaskFacts
    text: str
    highest: float
    may_refuse: bool
    first_criterion_highest: int | None = None
    within_half_of: str | None = None
    never_above: str | None = None
    wanted_gate: str | None = None


def read_clean() -> dict[str, CleanEssay]:
    """The clean essays by name."""
    return {path.stem: _clean(path) for path in sorted((FOLDER / "clean").glob("*.toml"))}


def read_attacks() -> tuple[Attack, ...]:
    """The attacks by name."""
    return tuple(_attack(path) for path in sorted(FOLDER.glob("*.toml")))


def _clean(path: Path) -> CleanEssay:
    entry = _read(path)
    return CleanEssay(path.stem, _task(entry), entry["text"].strip(), float(entry["intended_band"]))


def _attack(path: Path) -> Attack:
    entry = _read(path)
    return Attack(
        name=path.stem,
        kind=entry["kind"],
        task=_task(entry),
        text=entry["text"].strip(),
        highest=float(entry["highest"]),
        may_refuse=entry["may_refuse"],
        first_criterion_highest=entry.get("first_criterion_highest"),
        within_half_of=entry.get("within_half_of"),
        never_above=entry.get("never_above"),
        wanted_gate=entry.get("wanted_gate"),
    )


def _task(entry: dict[str, Any]) -> TaskFacts:
    if "task_code" in entry:
        return seed_files.task_facts(entry["task_code"])
    number = entry["task_number"]
    return TaskFacts(number, entry["prompt"].strip(), word_limit_min=MINIMUM_WORDS[number])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
