"""Deferring work inside the caller's transaction, and looking at the queue."""

from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.jobs.app import STALLED_AFTER_SECONDS, deferring

DEADLINE = 100  # mock tests close on time, however many essays wait
PERSON = 10  # a person's essay goes before sample data
SAMPLE = 0
AGAIN = -10  # essays that have a result already


def defer(
    session: Session,
    task_name: str,
    *,
    queue: str = "default",
    queueing_lock: str | None = None,
    priority: int = PERSON,
    schedule_in_seconds: int | None = None,
    **arguments: int | str,
) -> None:
    """Put a job into the queue: it exists if and only if the caller's transaction commits.

    With a `queueing_lock` that already waits in the queue nothing is added.
    """
    try:
        with session.begin_nested():  # else a refused duplicate would spoil the caller's transaction
            # asked for inside: the savepoint is made when the connection is first used
            connection = session.connection().connection.driver_connection
            deferring.configure_task(
                task_name,
                queue=queue,
                queueing_lock=queueing_lock,
                priority=priority,
                schedule_in={"seconds": schedule_in_seconds} if schedule_in_seconds else None,
                connection=connection,
            ).defer(**arguments)
    except AlreadyEnqueued:
        return


def start_again(session: Session, *, job_id: int) -> None:
    """Put a failed job back into the queue, for now; one that waits under the same lock makes this one superfluous."""
    again = text("select procrastinate_retry_job_v2(:id, now(), null, null, null)")
    try:
        with session.begin_nested():
            session.execute(again, {"id": job_id})
    except IntegrityError:
        session.execute(text("delete from procrastinate_jobs where id = :id and status = 'failed'"), {"id": job_id})


def worker_is_alive(session: Session) -> bool:
    """Whether some worker has shown itself within the last seconds."""
    return bool(
        session.scalar(
            text(
                "select exists (select from procrastinate_workers"
                " where last_heartbeat > now() - make_interval(secs => :seconds))"
            ),
            {"seconds": STALLED_AFTER_SECONDS},
        )
    )


def count_essays(session: Session, *, priority: int = PERSON) -> int:
    """How many assessments of at least this priority wait or run now."""
    return (
        session.scalar(
            text(
                "select count(*) from procrastinate_jobs"
                " where task_name = 'assess_submission' and status in ('todo', 'doing') and priority >= :priority"
            ),
            {"priority": priority},
        )
        or 0
    )


def waiting_before(session: Session, *, submission_id: int) -> int:
    """How many essays run now or will be taken before this one; 0 for one that does not wait."""
    return (
        session.scalar(
            text(
                """
                select count(*)
                from procrastinate_jobs as mine
                join procrastinate_jobs as other
                    on other.task_name = mine.task_name and other.id <> mine.id and (
                        other.status = 'doing'
                        or other.status = 'todo'
                        and (other.priority > mine.priority or other.priority = mine.priority and other.id < mine.id)
                    )
                where mine.task_name = 'assess_submission' and mine.status = 'todo'
                    and mine.args ->> 'submission_id' = cast(:submission_id as text)
                """
            ),
            {"submission_id": submission_id},
        )
        or 0
    )
