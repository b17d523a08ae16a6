"""What each band means, in our own words; versioned, because results are kept."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from core.assessment.types import Criterion

CURRENT = "rubric-2"


def meaning(criterion: Criterion, band: Decimal, task_number: int, *, is_letter: bool = False) -> str:
    """One sentence on what this whole band says about this criterion; letters and reports have their own."""
    return str(_rubric()[_section(criterion, task_number, is_letter)][str(int(band))])


def way_up(criterion: Criterion, band: Decimal, task_number: int, *, is_letter: bool = False) -> str:
    """One sentence on what the next whole band asks for; nothing above band 9."""
    steps = _rubric()["way_up"][_section(criterion, task_number, is_letter)]
    return str(steps.get(str(int(band) + 1), ""))


def _section(criterion: Criterion, task_number: int, is_letter: bool) -> str:
    if criterion == Criterion.task_achievement and (task_number == 2 or is_letter):
        return "letter" if is_letter else "task_response"
    return criterion.value


@cache
def _rubric() -> dict[str, Any]:
    path = Path(__file__).with_name(f"{CURRENT}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
