"""What practice gives to screens and routes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.content.types import Task
from db.models.practice import HANDED_IN, SubmissionStatus

MAX_TIME_SPENT_SECONDS = 7_200  # check_time_spent of the schema

__all__ = [
    "HANDED_IN",
    "MAX_TIME_SPENT_SECONDS",
    "Draft",
    "EssayCard",
    "SavedDraft",
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
    """An essay at the desk, with its task; a redraft names the essay that it improves."""

    submission_id: int
    task: Task
    text: str
    word_count: int
    revision: int
    time_spent_seconds: int
    status: SubmissionStatus
    started_at: datetime
    parent_submission_id: int | None = None


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
