"""What practice gives to screens and routes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from core.content.types import Task
from db.models.practice import HANDED_IN, SittingMode, SubmissionStatus

MAX_TIME_SPENT_SECONDS = 7_200  # check_time_spent of the schema
LATE_SAVES = timedelta(seconds=30)  # a save that was on its way at the deadline counts so long

__all__ = [
    "HANDED_IN",
    "LATE_SAVES",
    "MAX_TIME_SPENT_SECONDS",
    "Draft",
    "EssayCard",
    "PastSitting",
    "SavedDraft",
    "Sitting",
    "SittingClock",
    "SittingMode",
    "SubmissionStatus",
    "SubmittedEssay",
]


@dataclass(frozen=True)
class SavedDraft:
    """What the editor learns from a save."""

    revision: int
    word_count: int
    saved_at: datetime


@dataclass(frozen=True)
class Draft:
    """An essay at the desk, with its task.

    A redraft names the essay that it improves; `sitting_code` names what it is written in under the clock.
    """

    submission_id: int
    task: Task
    text: str
    word_count: int
    revision: int
    time_spent_seconds: int
    status: SubmissionStatus
    started_at: datetime
    parent_submission_id: int | None = None
    sitting_code: str | None = None


@dataclass(frozen=True)
class Sitting:
    """Writing under a clock: `parts` are Task 1 and Task 2 of a mock test, or one task alone.

    `seconds_left` is the server's clock, 0 when time is up. It `is_overdue` when the last saves are in too, so that
    nothing is left but to close it.
    """

    code: str
    mode: SittingMode
    extra_time_percent: int
    started_at: datetime
    deadline_at: datetime
    closed_at: datetime | None
    seconds_left: float
    is_overdue: bool
    parts: tuple[Draft, ...]
    is_mock_test: bool


@dataclass(frozen=True)
class SittingClock:
    """What the browser's clock asks the server."""

    seconds_left: float
    is_open: bool


@dataclass(frozen=True)
class PastSitting:
    """A line in the list of finished mock tests."""

    code: str
    mode: SittingMode
    started_at: datetime


@dataclass(frozen=True)
class SubmittedEssay:
    """What handing in gives back; `words_short` is how many the minimum is missed by."""

    submission_id: int
    word_count: int
    words_short: int
    submitted_at: datetime


@dataclass(frozen=True)
class EssayCard:
    """A line of My essays. `band` is there once the essay is assessed; `is_own_question` marks a private task.

    A redraft names the essay that it improves, with its band.
    """

    submission_id: int
    task_title: str
    task_number: int
    is_own_question: bool
    status: SubmissionStatus
    word_count: int
    changed_at: datetime
    submitted_at: datetime | None
    band: Decimal | None
    parent_submission_id: int | None = None
    parent_band: Decimal | None = None
