"""The admin's morning: what waits for a person, and how the last seven days went."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.accounts.fields import SAMPLE_DOMAIN
from core.actor import Actor, Role
from core.clock import utc_now
from core.jobs import queue
from core.operations.types import Count, Need, Place, QueueState, Week
from db.repositories import operations, task_reports

SEVEN_DAYS = timedelta(days=7)
REVIEW_OVERDUE = timedelta(hours=48)


def needs(session: Session, actor: Actor) -> list[Need]:
    """What waits for an administrator, the most urgent first; empty when nothing does.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    since = utc_now() - SEVEN_DAYS
    found = (
        (operations.count_failed_payments(session, since=since), Place.payments, "payment failed", "payments failed"),
        (
            operations.count_reviews_before(session, before=utc_now() - REVIEW_OVERDUE),
            Place.reviews,
            "review is older than 48 hours",
            "reviews are older than 48 hours",
        ),
        (
            operations.count_failed_essays(session, since=since),
            Place.jobs,
            "essay got no result",
            "essays got no result",
        ),
        (operations.count_jobs(session).get("failed", 0), Place.jobs, "job failed", "jobs failed"),
        (
            task_reports.open_count(session),
            Place.reports,
            "reported task waits for an answer",
            "reported tasks wait for an answer",
        ),
        (
            operations.count_mails(session).get("failed", 0),
            Place.mails,
            "mail could not be sent",
            "mails could not be sent",
        ),
    )
    return [Need(count, f"{count} {one if count == 1 else many}", place) for count, place, one, many in found if count]


def week(session: Session, actor: Actor) -> Week:
    """The last 7 days against the 7 before. The wait leaves sample data out, which queues behind people.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return counts(session)


def counts(session: Session) -> Week:
    """The same, for a job."""
    now = utc_now()
    this_week, week_before = (now - SEVEN_DAYS, now), (now - 2 * SEVEN_DAYS, now - SEVEN_DAYS)

    def both(count: Callable[..., int]) -> Count:
        return Count(*(count(session, since=since, until=until) for since, until in (this_week, week_before)))

    def wait(between: tuple[datetime, datetime]) -> float | None:
        return operations.median_wait_seconds(session, since=between[0], until=between[1], sample_domain=SAMPLE_DOMAIN)

    return Week(
        sign_ups=both(operations.count_sign_ups),
        first_essays=both(operations.count_first_essays),
        assessed=both(operations.count_assessed),
        failed=both(operations.count_failed),
        median_wait_seconds=wait(this_week),
        median_wait_seconds_before=wait(week_before),
    )


def queue_state(session: Session, actor: Actor) -> QueueState:
    """Whether a worker lives, and how long the queue is.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    by_status = operations.count_jobs(session)
    people = queue.count_essays(session)
    return QueueState(
        is_worker_alive=queue.worker_is_alive(session),
        people=people,
        samples=queue.count_essays(session, priority=queue.SAMPLE) - people,
        waiting=by_status.get("todo", 0),
        running=by_status.get("doing", 0),
        failed=by_status.get("failed", 0),
    )
