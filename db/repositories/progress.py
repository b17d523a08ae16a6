"""Rows behind a person's progress."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, column, func, select, table, text
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.assessment import Assessment, AssessmentStatus
from db.models.content import PracticeTask
from db.models.practice import Submission, SubmissionStatus
from db.repositories.held_results import is_held

# Day by day, so that it costs the same however much was written on one. A day is found by its edges, which an index
# knows, give or take two hours, and made sure of by the clock of the zone: where clocks change, edges are not sharp.
# Plans have no index by day: they are looked for in the thousand essays begun last, those of the 90 days before too.
_PRACTICE_DAYS = text(
    """
    with planned as materialized (
        select distinct (practice_plan.created_at at time zone :timezone)::date as day
        from (
            select id from practice_submission
            where
                user_id = :user_id
                and started_at >= (cast(:first as date) - 90)::timestamp at time zone :timezone
            order by started_at desc
            limit 1000
        ) as begun
        join practice_plan on practice_plan.submission_id = begun.id
        where practice_plan.notes ~ '[^[:space:]]'
    ),
    days as materialized (
        select
            moment::date as day,
            (moment at time zone :timezone) - interval '2 hours' as opens_at,
            ((moment + interval '1 day') at time zone :timezone) + interval '2 hours' as closes_at
        from generate_series(cast(:first as timestamp), cast(:last as timestamp), interval '1 day') as moment
    )
    select days.day
    from days
    where
        exists (
            select 1 from practice_submission
            where
                user_id = :user_id
                and submitted_at >= days.opens_at
                and submitted_at < days.closes_at
                and (submitted_at at time zone :timezone)::date = days.day
        )
        or exists (
            select 1 from progress_drill
            where
                user_id = :user_id
                and done_at >= days.opens_at
                and done_at < days.closes_at
                and (done_at at time zone :timezone)::date = days.day
        )
        or exists (
            select 1 from progress_drillanswer
            where
                user_id = :user_id
                and created_at >= days.opens_at
                and created_at < days.closes_at
                and (created_at at time zone :timezone)::date = days.day
        )
        or days.day in (select planned.day from planned)
    order by days.day
    """
)

RESULTS = table(
    "essay_results",
    *(
        column(name)
        for name in (
            "submission_id", "user_id", "title", "task_number", "submitted_at", "parent_submission_id", "word_count",
            "overall", "low", "high", "task_achievement", "coherence_cohesion", "lexical_resource", "grammar_accuracy",
            "is_provisional", "engine",
        )
    ),
    schema="analytics",
)  # fmt: skip

_VERSION = text(
    """
    with newest as materialized (
        select id, status, submitted_at from practice_submission
        where user_id = :user_id and submitted_at is not null
        order by submitted_at desc limit 30
    ),
    begun as materialized (
        select id from practice_submission where user_id = :user_id order by started_at desc limit 30
    )
    select md5(concat_ws(
        '|',
        (
            select string_agg(concat_ws(',', newest.id, newest.status, found.updated_at), ';' order by newest.id)
            from newest left join assessment_assessment as found on found.submission_id = newest.id
        ),
        (
            select string_agg(concat_ws(',', votes.id, votes.updated_at), ';' order by votes.id)
            from newest
            join assessment_commentvote as votes on votes.submission_id = newest.id and votes.user_id = :user_id
        ),
        (
            select string_agg(concat_ws(',', plans.id, plans.updated_at), ';' order by plans.id)
            from begun join practice_plan as plans on plans.submission_id = begun.id
        ),
        (
            select string_agg(held.submission_id::text, ',' order by held.submission_id)
            from newest
            join classroom_heldresult as held on held.submission_id = newest.id and held.released_at is null
        ),
        (select concat_ws(',', max(done_at)) from progress_drill where user_id = :user_id and done_at is not null),
        (select concat_ws(',', max(created_at)) from progress_drillanswer where user_id = :user_id)
    ))
    """
)


def first_attempt_bands(
    session: Session, *, user_id: int, task_number: int, before_submission_id: int, before: datetime, limit: int
) -> list[Decimal]:
    """Bands of the last `limit` earlier first attempts of one task number, oldest first."""
    bands = session.scalars(
        select(Assessment.overall_band_score)
        .join(Submission, Submission.id == Assessment.submission_id)
        .join(PracticeTask, PracticeTask.id == Submission.task_id)
        .where(
            Submission.user_id == user_id,
            Submission.parent_submission_id.is_(None),
            Submission.id != before_submission_id,
            Submission.submitted_at <= before,
            PracticeTask.task_number == task_number,
            Assessment.status == AssessmentStatus.completed,
        )
        .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        .limit(limit)
    ).all()
    return [band for band in reversed(bands) if band is not None]


def band_of(session: Session, *, submission_id: int) -> Decimal | None:
    """The band of one essay."""
    return session.scalar(select(Assessment.overall_band_score).where(Assessment.submission_id == submission_id))


def practice_days(session: Session, *, user_id: int, timezone: str, first: date, last: date) -> list[date]:
    """The local dates from `first` to `last` with something handed in, a drill done or a plan noted."""
    rows = session.execute(_PRACTICE_DAYS, {"user_id": user_id, "timezone": timezone, "first": first, "last": last})
    return [row.day for row in rows]


def version(session: Session, *, user_id: int) -> str:
    """A text that changes with everything the progress page shows: what is kept under it is never stale.

    It looks at the newest 30 essays only, so it costs the same for everybody; nothing older changes by itself.
    """
    return session.scalar(_VERSION, {"user_id": user_id}) or ""


def timezone_of(session: Session, *, user_id: int) -> str:
    """The person's time zone."""
    return session.scalar(select(User.timezone).where(User.id == user_id)) or "UTC"


def count_assessed(session: Session, *, user_id: int) -> int:
    """How many essays of this person are assessed."""
    return (
        session.scalar(
            select(func.count()).where(Submission.user_id == user_id, Submission.status == SubmissionStatus.assessed)
        )
        or 0
    )


def kept_tasks(session: Session, *, user_id: int) -> Sequence[int]:
    """Task numbers of the essays whose result is kept from this person."""
    return session.scalars(
        select(PracticeTask.task_number)
        .join(Submission, Submission.task_id == PracticeTask.id)
        .where(Submission.user_id == user_id, Submission.submitted_at.is_not(None), is_held(Submission.id))
        .distinct()
    ).all()


def attempts(
    session: Session, *, user_id: int, limit: int | None, firsts_of_task: int | None = None
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The newest `limit` essays with a result (None: all), by the view; or first attempts of one task alone."""
    query = (
        select(RESULTS)
        .where(RESULTS.c.user_id == user_id, ~is_held(RESULTS.c.submission_id))
        .order_by(RESULTS.c.submitted_at.desc(), RESULTS.c.submission_id.desc())
        .limit(limit)
    )
    if firsts_of_task is not None:
        query = query.where(RESULTS.c.task_number == firsts_of_task, RESULTS.c.parent_submission_id.is_(None))
    return session.execute(query).all()
