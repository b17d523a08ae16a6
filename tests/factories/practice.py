"""Essays."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.content import PracticeTask
from db.models.practice import Submission, SubmissionStatus
from tests.factories.accounts import make_user
from tests.factories.content import make_task

ESSAY = (
    "Many students like to study with friends because a group keeps them going. "
    "In my view, working alone is better before a test, although a group helps at the start. "
    "For example, my brother learnt to drive with a friend, but he read the rules by himself. "
)
STARTED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def make_submission(
    session: Session, user: User | None = None, task: PracticeTask | None = None, **overrides: Any
) -> Submission:
    """A draft begun at `STARTED_AT`; with another `status` it was handed in 35 minutes later, its text sealed."""
    status = SubmissionStatus(overrides.get("status", SubmissionStatus.draft))
    content = overrides.get("content", ESSAY)
    values: dict[str, Any] = {
        "user_id": overrides["user_id"] if "user_id" in overrides else (user or make_user(session)).id,
        "task_id": overrides["task_id"] if "task_id" in overrides else (task or make_task(session)).id,
        "content": content,
        "word_count": len(content.split()),
        "status": status,
        "started_at": STARTED_AT,
    }
    if status not in (SubmissionStatus.draft, SubmissionStatus.abandoned):
        started_at = overrides.get("started_at", STARTED_AT)
        values |= {
            "submitted_at": started_at + timedelta(minutes=35),
            "time_spent_seconds": 35 * 60,
            "content_sha256": sha256(content.encode()).hexdigest(),
        }
    submission = Submission(**values | overrides)
    session.add(submission)
    session.flush()
    return submission
