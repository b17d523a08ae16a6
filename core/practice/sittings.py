"""Writing under a clock that the server owns: a mock test of two essays, or one task."""

import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from core.accounts.preferences import EXTRA_TIME_PERCENTS
from core.actor import Actor
from core.billing import credits
from core.clock import utc_now
from core.config import settings
from core.content import mock_test_tasks, tasks
from core.content.types import Task
from core.practice import closing, drafts, versions
from core.practice.errors import EmailNotConfirmed, SittingNotFound, UnknownExtraTime
from core.practice.types import PastSitting, Sitting, SittingClock, SittingMode
from db.models import practice as rows
from db.repositories import assignments, practice
from db.repositories import sittings as sitting_rows

log = logging.getLogger(__name__)

CREDITS = 2  # of a mock test: one for each essay
MINUTES = 60  # of the Writing test; `exam_minutes` in the settings is another value only for trying it out
CODE_BYTES = 12
MOST_PAST = 10
_CONFIRM_FIRST = (
    "Please confirm your e-mail address first: open the message that we sent you. A mock test hands in two essays."
)


def start(
    session: Session,
    actor: Actor,
    *,
    mode: SittingMode,
    extra_time_percent: int = 0,
    task_ids: Sequence[int] | None = None,
) -> Sitting:
    """Begin a mock test, or go on with what runs under the clock: a person never has two.

    Its two credits are held and both drafts made in the caller's transaction, or nothing is. The clock starts
    now: 60 minutes, 75 with extra time. Without `task_ids` the tasks are ones on which the person has written
    nothing, or those written on longest ago.

    Raises:
        UnknownExtraTime: Neither 0 nor 25.
        EmailNotConfirmed: The address was never confirmed, and a mock test hands in two essays.
        MockTestNeedsCredits: Fewer than two credits are left.
        NoPlan: No plan of this person may spend now.
        TaskNotFound: One of `task_ids` is not open to this person.
        NotAPairOfTasks: They are not one Task 1 and one Task 2 of the same module.
        NoTasksForMockTest: The bank has no such task.
    """
    running = _running(session, actor, extra_time_percent)
    if running is not None:
        return running
    if not actor.is_email_verified:
        raise EmailNotConfirmed(_CONFIRM_FIRST)
    pair = mock_test_tasks.checked(session, actor, task_ids) if task_ids else mock_test_tasks.choose(session, actor)
    made = rows.Sitting(code=f"mock-{secrets.token_hex(CODE_BYTES)}", mode=mode, extra_time_percent=extra_time_percent)
    return _begin(session, actor, made, task_ids=pair, minutes=settings().exam_minutes)


def start_task(session: Session, actor: Actor, *, task_id: int, extra_time_percent: int = 0) -> Sitting:
    """Begin one task exactly like in the test, or go on with what runs under the clock.

    Its credit is held and its draft made in the caller's transaction, or nothing is. The clock starts now: 20 minutes
    for Task 1, 40 for Task 2, a quarter more with extra time. A draft that was begun at the desk stays there.

    Raises:
        UnknownExtraTime: Neither 0 nor 25.
        EmailNotConfirmed: A second essay from an address that was never confirmed.
        TaskNotFound: The task is not open to this person.
        NoMoreVersions: Set work takes no more of this task until its day, and none asks for it under the clock.
        FeedbackQuotaExhausted: No credit is left.
        NoPlan: No plan of this person may spend now.
    """
    running = _running(session, actor, extra_time_percent)
    if running is not None:
        return running
    task = tasks.get_task(session, actor, task_id=task_id)
    if not assignments.owes_exam(session, user_id=actor.user_id, task_id=task_id, now=utc_now()):
        versions.require_open(session, actor, task_id=task_id)
    if not actor.is_email_verified and practice.count_handed_in(session, user_id=actor.user_id):
        raise EmailNotConfirmed
    made = rows.Sitting(
        code=f"task-{secrets.token_hex(CODE_BYTES)}",
        task_id=task_id,
        mode=SittingMode.exam,
        extra_time_percent=extra_time_percent,
    )
    return _begin(session, actor, made, task_ids=(task_id,), minutes=minutes_of(task))


def minutes_of(task: Task) -> float:
    """How long one task takes under the clock, before extra time."""
    return settings().exam_minutes * task.time_limit_minutes / MINUTES


def find_open(session: Session, actor: Actor) -> Sitting | None:
    """What runs under the clock, also for the moment between its last second and its closing."""
    running = sitting_rows.find_open(session, user_id=actor.user_id)
    return None if running is None else _frozen(session, running)


def clock(session: Session, actor: Actor, *, code: str) -> SittingClock:
    """How many seconds are left by the server's clock.

    Raises:
        SittingNotFound: No such sitting belongs to this person.
    """
    found = sitting_rows.find(session, code=code, user_id=actor.user_id)
    if found is None:
        raise SittingNotFound
    return SittingClock(seconds_left=_seconds_left(found), is_open=found.closed_at is None)


def finish(session: Session, actor: Actor, *, code: str) -> None:
    """Hand in what is written now; what is closed already stays as it is.

    Raises:
        SittingNotFound: No such sitting belongs to this person.
    """
    found = sitting_rows.find_for_update(session, code=code, user_id=actor.user_id)
    if found is None:
        raise SittingNotFound
    if found.closed_at is None:
        closing.close(session, found)


def list_past(session: Session, actor: Actor) -> list[PastSitting]:
    """The person's finished mock tests, the newest first, at most ten."""
    found = sitting_rows.closed(session, user_id=actor.user_id, limit=MOST_PAST)
    return [PastSitting(code=row.code, mode=SittingMode(row.mode), started_at=row.started_at) for row in found]


def _running(session: Session, actor: Actor, extra_time_percent: int) -> Sitting | None:
    """What the person writes under the clock now; one whose time is up is closed first."""
    if extra_time_percent not in EXTRA_TIME_PERCENTS:
        raise UnknownExtraTime
    practice.lock_user(session, user_id=actor.user_id)
    running = sitting_rows.find_open(session, user_id=actor.user_id)
    if running is None:
        return None
    if not closing.is_overdue(running):
        return _frozen(session, running)
    closing.close_overdue(session, sitting_id=running.id)
    return None


def _begin(
    session: Session, actor: Actor, sitting: rows.Sitting, *, task_ids: Sequence[int], minutes: float
) -> Sitting:
    """Start the clock of a new sitting: its drafts, and a credit held for each."""
    sitting.user_id = actor.user_id
    sitting.started_at = utc_now()
    sitting.deadline_at = sitting.started_at + timedelta(minutes=minutes) * (100 + sitting.extra_time_percent) / 100
    session.add(sitting)
    session.flush()
    for task_id in task_ids:
        session.add(
            rows.Submission(
                user_id=actor.user_id,
                task_id=task_id,
                content="",
                word_count=0,
                status=rows.SubmissionStatus.draft,
                session_id=sitting.code,
                is_practice_mode=False,
                started_at=sitting.started_at,
                deadline_at=sitting.deadline_at,
            )
        )
    session.flush()
    credits.reserve_for_sitting(session, user_id=actor.user_id, sitting_id=sitting.id, credits=len(task_ids))
    log.info("sitting.started", extra={"sitting_id": sitting.id})
    return _frozen(session, sitting)


def _seconds_left(row: rows.Sitting) -> float:
    return max(0.0, (row.deadline_at - utc_now()).total_seconds())


def _frozen(session: Session, row: rows.Sitting) -> Sitting:
    return Sitting(
        code=row.code,
        mode=SittingMode(row.mode),
        extra_time_percent=row.extra_time_percent,
        started_at=row.started_at,
        deadline_at=row.deadline_at,
        closed_at=row.closed_at,
        seconds_left=_seconds_left(row),
        is_overdue=closing.is_overdue(row),
        parts=tuple(drafts.frozen(essay) for essay in sitting_rows.essays(session, code=row.code)),
        is_mock_test=row.task_id is None,
    )
