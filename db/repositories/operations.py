"""Rows behind the admin's screens: counts of a stretch of time, jobs, mails, the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session, aliased

from db.models.accounts import User
from db.models.assessment import Assessment, AssessmentStatus
from db.models.billing import Payment, PaymentStatus
from db.models.platform import AuditLogEntry, OutboxMail, OutboxStatus
from db.models.practice import Submission, SubmissionStatus


def _within(moment: ColumnElement[Any], since: datetime, until: datetime) -> ColumnElement[bool]:
    return (moment >= since) & (moment < until)


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(*conditions)) or 0


def count_sign_ups(session: Session, *, since: datetime, until: datetime) -> int:
    """Accounts opened within [since, until)."""
    return _count(session, _within(User.date_joined.expression, since, until))


def count_first_essays(session: Session, *, since: datetime, until: datetime) -> int:
    """People who handed in their first essay within [since, until)."""
    earlier = aliased(Submission)
    is_first = ~(
        select(earlier.id)
        .where(
            earlier.user_id == Submission.user_id,
            (earlier.submitted_at < Submission.submitted_at)
            | ((earlier.submitted_at == Submission.submitted_at) & (earlier.id < Submission.id)),
        )
        .exists()
    )
    return _count(session, _within(Submission.submitted_at.expression, since, until), is_first)


def count_assessed(session: Session, *, since: datetime, until: datetime) -> int:
    """Essays handed in within [since, until) that have a result."""
    return _handed_in(session, SubmissionStatus.assessed, since, until)


def count_failed(session: Session, *, since: datetime, until: datetime) -> int:
    """Essays handed in within [since, until) that got no result."""
    return _handed_in(session, SubmissionStatus.failed, since, until)


def _handed_in(session: Session, status: SubmissionStatus, since: datetime, until: datetime) -> int:
    return _count(session, Submission.status == status, _within(Submission.submitted_at.expression, since, until))


def median_wait_seconds(session: Session, *, since: datetime, until: datetime, sample_domain: str) -> float | None:
    """The median time from hand-in to result of people's essays sent within [since, until); None without any.

    Accounts under `sample_domain` are not people. An essay that was sent again counts from its last sending.
    """
    median = session.scalar(
        text(
            """
            select percentile_cont(0.5) within group (order by extract(epoch from done.at - sent.at))
            from assessment_assessment as a
            join practice_submission as s on s.id = a.submission_id
            join accounts_customuser as u on u.id = s.user_id
            join lateral (
                select max(h.created_at) as at from state_history as h
                where h.entity = 'assessment_assessment' and h.entity_id = cast(a.id as text) and h.new = 'completed'
            ) as done on done.at is not null
            join lateral (
                select coalesce(max(h.created_at), a.created_at) as at from state_history as h
                where h.entity = 'assessment_assessment' and h.entity_id = cast(a.id as text)
                  and h.new = 'pending' and h.old = 'failed'
            ) as sent on true
            where a.status = 'completed' and s.submitted_at >= :since and s.submitted_at < :until
              and u.email not like :samples
            """
        ),
        {"since": since, "until": until, "samples": f"%@{sample_domain}"},
    )
    return None if median is None else float(median)


def count_failed_payments(session: Session, *, since: datetime) -> int:
    """Payments that failed, begun since then."""
    return _count(session, Payment.status == PaymentStatus.failed, Payment.created_at >= since)


def count_reviews_before(session: Session, *, before: datetime) -> int:
    """Assessments that have waited for a person's review since before then."""
    return _count(session, Assessment.status == AssessmentStatus.manual_review, Assessment.updated_at < before)


def count_failed_essays(session: Session, *, since: datetime) -> int:
    """Essays handed in since then that got no result."""
    return _count(session, Submission.status == SubmissionStatus.failed, Submission.submitted_at >= since)


def count_jobs(session: Session) -> dict[str, int]:
    """Jobs by status."""
    rows = session.execute(text("select status, count(*) from procrastinate_jobs group by status"))
    return {str(status): int(count) for status, count in rows}


def list_jobs(session: Session, *, status: str, limit: int) -> Sequence[Mapping[str, Any]]:
    """Jobs in one status, the newest first, with the moment of their last event."""
    rows = session.execute(
        text(
            """
            select j.id, j.task_name, j.status, j.attempts, j.priority, j.args, j.scheduled_at, e.at as changed_at
            from procrastinate_jobs as j
            left join lateral (
                select max(at) as at from procrastinate_events where job_id = j.id
            ) as e on true
            where j.status = cast(:status as procrastinate_job_status)
            order by j.id desc
            limit :limit
            """
        ),
        {"status": status, "limit": limit},
    )
    return [row._mapping for row in rows]  # type: ignore[misc]


def failed_job_for_update(session: Session, *, job_id: int) -> Mapping[str, Any] | None:
    """The failed job, locked; None if there is none by this number."""
    row = session.execute(
        text("select task_name, args from procrastinate_jobs where id = :id and status = 'failed' for update"),
        {"id": job_id},
    ).one_or_none()
    return None if row is None else row._mapping  # type: ignore[return-value]


def remove_failed_job(session: Session, *, job_id: int) -> None:
    """Take a failed job out of the list."""
    session.execute(text("delete from procrastinate_jobs where id = :id and status = 'failed'"), {"id": job_id})


def count_mails(session: Session) -> dict[str, int]:
    """Mails by status."""
    rows = session.execute(select(OutboxMail.status, func.count()).group_by(OutboxMail.status))
    return {status.value: count for status, count in rows}


def list_mails(session: Session, *, status: OutboxStatus, limit: int) -> Sequence[OutboxMail]:
    """Mails in one status, the newest first."""
    return session.scalars(
        select(OutboxMail).where(OutboxMail.status == status).order_by(OutboxMail.id.desc()).limit(limit)
    ).all()


def mail_for_update(session: Session, *, outbox_id: int) -> OutboxMail | None:
    """The mail, locked."""
    return session.scalar(
        select(OutboxMail).where(OutboxMail.id == outbox_id).with_for_update().execution_options(populate_existing=True)
    )


def logged_since(session: Session, *, actor_id: int, action: str, entity_id: str, since: datetime) -> bool:
    """Whether this person did this to this thing since then."""
    return (
        session.scalar(
            select(AuditLogEntry.id)
            .where(
                AuditLogEntry.actor_id == actor_id,
                AuditLogEntry.action == action,
                AuditLogEntry.entity_id == entity_id,
                AuditLogEntry.created_at >= since,
            )
            .limit(1)
        )
        is not None
    )
