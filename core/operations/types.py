"""What running the platform gives to the admin's screens."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "Check",
    "CommentTypeVotes",
    "Count",
    "Job",
    "Mail",
    "Need",
    "Place",
    "QueueState",
    "Setting",
    "Week",
    "WrongComment",
]


@dataclass(frozen=True)
class Count:
    """How many in the last 7 days, and in the 7 days before."""

    now: int
    before: int


@dataclass(frozen=True)
class Week:
    """Seven days against the seven before. Waits are seconds from hand-in to result; None without a result."""

    sign_ups: Count
    first_essays: Count
    assessed: Count
    failed: Count
    median_wait_seconds: float | None
    median_wait_seconds_before: float | None


class Place(StrEnum):
    """Where an administrator does something about it."""

    payments = "payments"
    reviews = "reviews"
    jobs = "jobs"
    reports = "reports"
    mails = "mails"


@dataclass(frozen=True)
class Need:
    """Something that waits for an administrator: `count` of it, said in one sentence, and where it is dealt with."""

    count: int
    sentence: str
    place: Place


@dataclass(frozen=True)
class QueueState:
    """Whether anybody works, and what waits. `people` are essays of persons, `samples` those of sample data."""

    is_worker_alive: bool
    people: int
    samples: int
    waiting: int
    running: int
    failed: int


@dataclass(frozen=True)
class Job:
    """A job as it stands in the queue; `arguments` are numbers and names, never what people wrote."""

    job_id: int
    task: str
    status: str
    attempts: int
    priority: int
    arguments: str
    scheduled_at: datetime | None
    changed_at: datetime | None


@dataclass(frozen=True)
class Mail:
    """A message of the outbox, without its words."""

    outbox_id: int
    recipient: str
    template: str
    status: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True)
class Setting:
    """A setting and its value; a secret says only whether it is set."""

    name: str
    value: str


@dataclass(frozen=True)
class Check:
    """One point of the doctor's list: ready, or what to do."""

    name: str
    is_ready: bool
    sentence: str


@dataclass(frozen=True)
class CommentTypeVotes:
    """One type of inline comment: how often it was shown, and what `people` different learners said of it."""

    comment_type: str
    shown: int
    helped: int
    wrong: int
    people: int


@dataclass(frozen=True)
class WrongComment:
    """A comment that a learner called wrong: its type and its engine."""

    comment_type: str
    engine: str
    voted_at: datetime
