"""What a tutor wants to know of a class today: tests that come, bands that moved, what was handed in this week."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.repositories.cockpit import LEARNERS


def tests_between(session: Session, *, cohort_id: int, first: date, last: date) -> Sequence[Any]:
    """Learners whose test is on one of these days, the nearest first, with their newest band."""
    return session.execute(
        text(
            f"""
            select l.user_id, l.display_name, l.test_date, l.target, newest.overall
            from ({LEARNERS}) as l
            left join lateral (
                select r.overall from analytics.essay_results as r
                where r.user_id = l.user_id order by r.started_at desc limit 1
            ) as newest on true
            where l.test_date between :first and :last
            order by l.test_date, l.display_name, l.user_id
            """  # noqa: S608 (our own text)
        ),
        {"cohort_id": cohort_id, "first": first, "last": last},
    ).all()


def last_firsts(session: Session, *, cohort_id: int, since: datetime, count: int) -> Sequence[Any]:
    """A row a learner and task number with so many first attempts, the newest since then: bands, oldest first."""
    return session.execute(
        text(
            f"""
            select l.user_id, l.display_name, tasks.number as task_number,
                   array_agg(found.overall order by found.started_at) as bands,
                   array_agg(distinct found.engine) as engines
            from ({LEARNERS}) as l
            cross join (values (1), (2)) as tasks (number)
            join lateral (
                select r.overall, r.engine, r.started_at, r.submitted_at from analytics.essay_results as r
                where r.user_id = l.user_id and r.task_number = tasks.number and r.parent_submission_id is null
                order by r.started_at desc limit :count
            ) as found on true
            group by l.user_id, l.display_name, tasks.number
            having count(*) = :count and max(found.submitted_at) >= :since
            order by l.display_name, l.user_id, tasks.number
            """  # noqa: S608 (our own text)
        ),
        {"cohort_id": cohort_id, "since": since, "count": count},
    ).all()


def handed_in(session: Session, *, cohort_id: int, since: datetime, limit: int) -> Sequence[Any]:
    """Essays of the class since then, the newest first: who wrote on which task, and the band if there is one."""
    return session.execute(
        text(
            f"""
            select s.id as submission_id, l.display_name, t.title, t.task_number, s.word_count, s.submitted_at,
                   a.overall_band_score as band, s.parent_submission_id is not null as is_redraft
            from ({LEARNERS}) as l
            join practice_submission as s on s.user_id = l.user_id and s.submitted_at >= :since
            join practice_practicetask as t on t.id = s.task_id
            left join assessment_assessment as a on a.submission_id = s.id
            order by s.submitted_at desc, s.id desc limit :limit
            """  # noqa: S608 (our own text)
        ),
        {"cohort_id": cohort_id, "since": since, "limit": limit},
    ).all()
