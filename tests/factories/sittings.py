"""Mock tests."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice import drafts, sittings
from core.practice.types import Sitting, SittingMode
from db.models import practice as rows
from db.models.billing import UsageState, UsageTracking
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.factories.content import make_task

_numbers = count(1)


def make_pair(session: Session, **overrides: Any) -> tuple[int, int]:
    """A Task 1 and a Task 2."""
    return make_task(session, task_number=1, **overrides).id, make_task(session, **overrides).id


def make_candidate(session: Session, **overrides: Any) -> Actor:
    """A learner with the free plan, and a pair of tasks on offer."""
    make_pair(session)
    return make_learner(session, **overrides)


def begin(session: Session, learner: Actor, *, mode: SittingMode = SittingMode.exam, **options: Any) -> Sitting:
    """A mock test that has just begun."""
    return sittings.start(session, learner, mode=mode, **options)


def write(session: Session, learner: Actor, sitting: Sitting, number: int, text: str) -> int:
    """Save a text over one part, as the editor does; its submission's id."""
    part = sitting.parts[number - 1]
    session.expire_all()
    revision = drafts.get(session, learner, submission_id=part.submission_id).revision
    drafts.save(session, learner, submission_id=part.submission_id, revision=revision, text=text)
    return part.submission_id


def move_deadline(session: Session, code: str, *, seconds_ago: float) -> None:
    """Let the time of a mock test have run out so many seconds ago; before now for a negative number."""
    deadline_at = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    began_at = deadline_at - timedelta(minutes=60)
    session.flush()
    session.query(rows.Sitting).filter_by(code=code).update({"started_at": began_at, "deadline_at": deadline_at})
    session.query(rows.Submission).filter_by(session_id=code).update(
        {"started_at": began_at, "deadline_at": deadline_at}
    )
    session.flush()
    session.expire_all()


def make_sitting(session: Session, user_id: int | None = None, **overrides: Any) -> rows.Sitting:
    """The bare row of a mock test that runs, without essays and holds."""
    started_at = datetime.now(UTC) - timedelta(minutes=5)
    values: dict[str, Any] = {
        "code": f"mock-test-{next(_numbers)}",
        "user_id": user_id or make_user(session).id,
        "mode": SittingMode.exam,
        "started_at": started_at,
        "deadline_at": started_at + timedelta(minutes=60),
    }
    sitting = rows.Sitting(**values | overrides)
    session.add(sitting)
    session.flush()
    return sitting


def held(session: Session, user_id: int) -> int:
    """How many credits a person holds now."""
    return (
        session.scalar(
            select(func.count())
            .select_from(UsageTracking)
            .where(UsageTracking.user_id == user_id, UsageTracking.state == UsageState.reserved)
        )
        or 0
    )
