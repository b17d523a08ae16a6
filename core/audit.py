"""The audit: rules about all rows together, which no constraint can hold. Sound books break none of them.

A rule is a file of `sql/audit/`, named by its number: its first line says what must be true, its query
gives the rows where it is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

_FOLDER = Path(__file__).resolve().parents[1] / "sql" / "audit"


@dataclass(frozen=True)
class Rule:
    """Something that must always be true."""

    name: str
    what: str
    sql: str


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, and the rows that break it."""

    rule: str
    what: str
    rows: tuple[Mapping[str, Any], ...]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules in the order of their numbers."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("A*.sql")))


def run(session: Session) -> list[Finding]:
    """The rules that are broken, with every row that breaks them; an empty list is sound books."""
    findings = []
    for rule in rules():
        rows = tuple(dict(row) for row in session.execute(text(rule.sql)).mappings())
        if rows:
            findings.append(Finding(rule=rule.name, what=rule.what, rows=rows))
    return findings


def _read(path: Path) -> Rule:
    sql = path.read_text(encoding="utf-8")
    what = sql.partition("\n")[0].removeprefix("--").strip()
    return Rule(name=path.stem, what=what, sql=sql)
