"""Who is to be reminded this hour, and who gets the week in a mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

_WANTS = """
    accounts_customuser as u
    join accounts_userpreferences as p on p.user_id = u.id and p.email_notifications
    where u.is_active and u.erased_at is null and u.email_verified_at is not null
"""


def due(session: Session, *, now: datetime) -> Sequence[Any]:
    """People whose hour it is where they are, and who have handed nothing in today."""
    return session.execute(
        text(
            f"""
            select u.id as user_id, u.email, u.display_name, u.timezone, u.test_date
            from {_WANTS}
              and p.reminder_hour
                  = extract(hour from cast(:now as timestamptz) at time zone coalesce(u.timezone, 'UTC'))
              and not exists (
                  select from practice_submission as s
                  where s.user_id = u.id and s.submitted_at >= cast(:now as timestamptz) - interval '26 hours'
                    and (s.submitted_at at time zone coalesce(u.timezone, 'UTC'))::date
                        = (cast(:now as timestamptz) at time zone coalesce(u.timezone, 'UTC'))::date
              )
            order by u.id
            """  # noqa: S608 (our own text)
        ),
        {"now": now},
    ).all()


def evening(session: Session, *, now: datetime, hour: int) -> Sequence[Any]:
    """People for whom it is this hour, who handed something in within two weeks."""
    return session.execute(
        text(
            f"""
            select u.id as user_id, u.email, u.timezone
            from {_WANTS}
              and extract(hour from cast(:now as timestamptz) at time zone coalesce(u.timezone, 'UTC')) = :hour
              and exists (
                  select from practice_submission as s
                  where s.user_id = u.id and s.submitted_at >= cast(:now as timestamptz) - interval '14 days'
              )
            order by u.id
            """  # noqa: S608 (our own text)
        ),
        {"now": now, "hour": hour},
    ).all()


def weeks(session: Session, *, now: datetime) -> Sequence[Any]:
    """People for whom it is Monday from 7 to 8 where they are, with their essays and best band of seven days."""
    return session.execute(
        text(
            f"""
            select u.id as user_id, u.email, u.timezone, written.essays, written.best
            from (select u.* from {_WANTS}) as u
            cross join lateral (
                select count(*) as essays, max(a.overall_band_score) as best
                from practice_submission as s
                left join assessment_assessment as a on a.submission_id = s.id and not exists (
                    select from classroom_heldresult as h where h.submission_id = s.id and h.released_at is null
                )
                where s.user_id = u.id and s.submitted_at >= cast(:now as timestamptz) - interval '7 days'
            ) as written
            where extract(isodow from cast(:now as timestamptz) at time zone coalesce(u.timezone, 'UTC')) = 1
              and extract(hour from cast(:now as timestamptz) at time zone coalesce(u.timezone, 'UTC')) = 7
              and written.essays > 0
            order by u.id
            """  # noqa: S608 (our own text)
        ),
        {"now": now},
    ).all()
