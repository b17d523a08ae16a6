"""The queue in an administrator's hands: what waits, runs and failed, and starting a failed job again."""

import json
from typing import Any

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.jobs import queue
from core.operations.errors import JobNotFailed
from core.operations.types import Job
from core.practice import submissions
from core.practice.errors import CannotRetry
from db.repositories import operations

STATUSES = ("failed", "doing", "todo")
MOST_SHOWN = 100


def list_jobs(session: Session, actor: Actor, *, status: str) -> list[Job]:
    """The jobs in one status, those that changed last first; at most 100.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return [_job(row) for row in operations.list_jobs(session, status=status, limit=MOST_SHOWN)]


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many jobs are in each status; what succeeded leaves the queue.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    found = operations.count_jobs(session)
    return {status: found.get(status, 0) for status in STATUSES}


def start_again(session: Session, actor: Actor, *, job_id: int) -> None:
    """Put a failed job back into the queue.

    An essay that was given up is sent again with a new credit, because the old one has returned.

    Raises:
        NotAllowed: The actor is no administrator.
        JobNotFailed: It is gone, waits, or runs already.
        FeedbackQuotaExhausted, NoPlan: The learner has no credit left for another try.
    """
    actor.require(Role.admin)
    row = operations.failed_job_for_update(session, job_id=job_id)
    if row is None:
        raise JobNotFailed
    task, arguments = row["task_name"], row["args"]
    is_essay_over = task == "assess_submission" and _essay_sent_again(session, int(arguments["submission_id"]))
    if is_essay_over:
        operations.remove_failed_job(session, job_id=job_id)  # the essay has a new one
    else:
        queue.start_again(session, job_id=job_id)
    audit_log.record(
        session,
        actor,
        action="job.started_again",
        entity="procrastinate_jobs",
        entity_id=job_id,
        detail={"task": task},
    )


def _essay_sent_again(session: Session, submission_id: int) -> bool:
    try:
        submissions.retry_for_owner(session, submission_id=submission_id)
    except CannotRetry:
        return False
    return True


def _job(row: Any) -> Job:
    return Job(
        job_id=row["id"],
        task=row["task_name"],
        status=row["status"],
        attempts=row["attempts"],
        priority=row["priority"],
        arguments=json.dumps(row["args"]),
        scheduled_at=row["scheduled_at"],
        changed_at=row["changed_at"],
    )
