"""What each band means, in our own words; versioned, because results are kept."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from core.assessment.types import Criterion

CURRENT = "rubric-1"


def meaning(
    criterion: Criterion, band: Decimal, task_number: int, *, is_letter: bool = False, version: str = CURRENT
) -> str:
    """One sentence on what this whole band says about this criterion; letters and reports have their own."""
    section = criterion.value
    if criterion == Criterion.task_achievement and (task_number == 2 or is_letter):
        section = "letter" if is_letter else "task_response"
    return str(_rubric(version)[section][str(int(band))])


@cache
def _rubric(version: str) -> dict[str, Any]:
    path = Path(__file__).with_name(f"{version}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
