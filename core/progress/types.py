"""What progress gives to screens."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.assessment.types import Criterion
from db.models.progress import GoalType

__all__ = ["Attempt", "GoalType", "Overview", "Redraft", "Trend"]


@dataclass(frozen=True)
class Attempt:
    """One assessed essay on the way: its band, likely range and criteria.

    `parent_id` is set for a redraft: the essay it was written from. A provisional band waits for a person to look.
    """

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
    word_count: int = 0
    parent_id: int | None = None
    is_provisional: bool = False


@dataclass(frozen=True)
class Redraft:
    """A redraft beside the essay it was written from."""

    before: Attempt
    after: Attempt


@dataclass(frozen=True)
class Trend:
    """What may be said about the last attempts of one task, each claim in plain words.

    `attempts` holds first attempts and redrafts, oldest first; every sentence is about first attempts alone.
    `goal` and `steadiness` are empty where nothing can be said.
    """

    task_number: int
    attempts: tuple[Attempt, ...]
    sentence: str
    goal: str = ""
    steadiness: str = ""
    consistency: Decimal | None = None

    @property
    def firsts(self) -> tuple[Attempt, ...]:
        """First attempts, oldest first."""
        return tuple(attempt for attempt in self.attempts if not attempt.is_redraft)

    @property
    def redrafts(self) -> tuple[Redraft, ...]:
        """Redrafts whose parent is among the attempts, oldest first."""
        known = {attempt.submission_id: attempt for attempt in self.attempts}
        return tuple(
            Redraft(known[attempt.parent_id], attempt)
            for attempt in self.attempts
            if attempt.is_redraft and attempt.parent_id in known
        )


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
    kept: frozenset[int] = frozenset()
