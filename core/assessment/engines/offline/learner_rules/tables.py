"""The tables beside the rules, each read once: word lists, frames, and the words that a learner reads."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from core.assessment.engines.offline.learner_rules.finding import Finding

_FOLDER = Path(__file__).with_name("tables")


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list; lines that start with # are remarks."""
    return frozenset(word for line in lines_of(name) for word in line.split())


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The lines of a text table without remarks and empty ones."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


@cache
def toml_table(name: str) -> dict[str, Any]:
    """A TOML table."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pairs_of(name: str) -> dict[str, str]:
    """Lines "left: right" as a mapping."""
    parted = (line.partition(":") for line in lines_of(name))
    return {left.strip(): right.strip() for left, _, right in parted}


@cache
def strictly_countable() -> frozenset[str]:
    """Nouns that never stand alone in the singular."""
    return words_of("countable") - words_of("loosely_countable")


def fault(rule: str, start: int, end: int, *suggestions: str | None, **fields: str) -> Finding:
    """A finding whose words stand in rule_words.toml under the name of its rule, with `fields` put in."""
    words = toml_table("rule_words")[rule]
    return Finding(
        start,
        end,
        words["type"],
        rule,
        words["message"].format(**fields),
        tuple(suggestion for suggestion in suggestions if suggestion),
        words.get("why", "").format(**fields),
        words.get("how", "").format(**fields),
    )
