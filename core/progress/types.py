"""What progress gives to screens."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.assessment.types import Criterion


@dataclass(frozen=True)
class Attempt:
    """One assessed essay on the way: its band, likely range and criteria."""

    submission_id: int
    task_title: str
    task_number: int
    submitted_at: datetime
    band: Decimal
    low: Decimal
    high: Decimal
    criteria: dict[Criterion, Decimal]
    engine: str
    is_redraft: bool


@dataclass(frozen=True)
class Trend:
    """What may be said about the last attempts of one task: `sentence` in plain words."""

    task_number: int
    attempts: tuple[Attempt, ...]
    sentence: str


@dataclass(frozen=True)
class Overview:
    """The progress page: a line per task, practice days, and what a person counts."""

    task_1: Trend
    task_2: Trend
    target_band: Decimal | None
    practice_days: frozenset[date]
    today: date
    streak_days: int
    essays: int
