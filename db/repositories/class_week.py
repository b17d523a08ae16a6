"""A week of a class in four numbers, for those who want it by mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


def tutors_who_want_it(session: Session) -> Sequence[Any]:
    """Number and address of tutors who asked for the mail in any open class of theirs."""
    return session.execute(
        text(
            """
            select distinct u.id as user_id, u.email
            from classroom_membership as m
            join classroom_cohort as c on c.id = m.cohort_id and c.archived_at is null
            join accounts_customuser as u on u.id = m.user_id and u.erased_at is null and u.is_active
            where m.kind = 'tutor' and m.left_at is null and m.weekly_mail
            order by u.id
            """
        )
    ).all()


def classes_of(session: Session, *, tutor_id: int, since: datetime, now: datetime) -> Sequence[Any]:
    """A row a class whose mail the tutor wants: learners, who wrote, essays since then, silent for ten days."""
    return session.execute(
        text(
            """
            select c.name, count(*) as learners, count(*) filter (where wrote.essays > 0) as wrote,
                   coalesce(sum(wrote.essays), 0) as essays,
                   count(*) filter (
                       where greatest(wrote.last_at, l.created_at) < cast(:now as timestamptz) - interval '10 days'
                   ) as silent
            from classroom_membership as t
            join classroom_cohort as c on c.id = t.cohort_id and c.archived_at is null
            join classroom_membership as l on l.cohort_id = c.id and l.kind = 'learner' and l.left_at is null
            cross join lateral (
                select count(*) filter (where s.submitted_at >= :since) as essays, max(s.submitted_at) as last_at
                from practice_submission as s where s.user_id = l.user_id
            ) as wrote
            where t.user_id = :tutor_id and t.kind = 'tutor' and t.left_at is null and t.weekly_mail
            group by c.id order by c.name, c.id
            """
        ),
        {"tutor_id": tutor_id, "since": since, "now": now},
    ).all()
