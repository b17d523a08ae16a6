"""The attack texts, the clean essays they are made from, and the essays whose order is shuffled, as frozen values."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.assessment.types import MINIMUM_WORDS, TaskFacts
from core.content.seed_files import read_toml, task_facts

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Attack:
    """A text that asks for more than it deserves, and the most it may get.

    `highest` is the highest task band shown; with `may_refuse` a refusal passes too. `within_half_of` and `never_above`
    name clean essays: their band limits this one's as well. `wanted_gate` should fire, but is no limit.
    """

    name: str
    kind: str
    task: TaskFacts
    text: str
    highest: Decimal
    may_refuse: bool
    why: str
    first_criterion_highest: Decimal | None = None
    within_half_of: str | None = None
    never_above: str | None = None
    wanted_gate: str | None = None


@dataclass(frozen=True)
class Clean:
    """An honest text of ours with the band it was written for; `part_of` names the essay of which it is a paragraph."""

    name: str
    task: TaskFacts
    text: str
    intended_band: Decimal
    part_of: str | None = None


def read_attacks() -> tuple[Attack, ...]:
    """Every attack, by name."""
    return tuple(_attack(path) for path in sorted(FOLDER.glob("*.toml")))


def read_clean() -> tuple[Clean, ...]:
    """Every clean text that an attack is made from or compared with, by name."""
    return tuple(_clean(path) for path in sorted((FOLDER / "clean").glob("*.toml")))


def read_fresh_attacks() -> tuple[Attack, ...]:
    """Attacks by somebody who had not seen the engine's rules, by name: its rules are never tuned with them."""
    return tuple(_attack(path) for path in sorted((FOLDER / "fresh").glob("*.toml")))


def read_fresh_clean() -> tuple[Clean, ...]:
    """Every clean text that a fresh attack is made from, by name."""
    return tuple(_clean(path) for path in sorted((FOLDER / "fresh" / "clean").glob("*.toml")))


def read_order() -> tuple[Clean, ...]:
    """Clean essays of several paragraphs, to be shuffled by a test; no attack is made from them."""
    return tuple(_clean(path) for path in sorted((FOLDER / "order").glob("*.toml")))


def _attack(path: Path) -> Attack:
    entry = read_toml(path)
    first = entry.pop("first_criterion_highest", None)
    return Attack(
        name=path.stem,
        task=_task(entry),
        text=entry.pop("text").strip(),
        highest=Decimal(str(entry.pop("highest"))),
        first_criterion_highest=None if first is None else Decimal(first),
        **entry,
    )


def _clean(path: Path) -> Clean:
    entry = read_toml(path)
    return Clean(
        name=path.stem,
        task=_task(entry),
        text=entry.pop("text").strip(),
        intended_band=Decimal(str(entry.pop("intended_band"))),
        **entry,
    )


def _task(entry: dict[str, Any]) -> TaskFacts:
    """A task of ours by its code, or a prompt that stands in the file."""
    if "task_code" in entry:
        return task_facts(entry.pop("task_code"))
    number = entry.pop("task_number")
    return TaskFacts(number, entry.pop("prompt"), word_limit_min=MINIMUM_WORDS[number])
