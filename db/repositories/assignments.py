"""Rows of set work and of who has handed it in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.classroom import Assignment


def for_update(session: Session, *, assignment_id: int) -> Assignment | None:
    """One piece of set work, locked."""
    return session.scalar(select(Assignment).where(Assignment.id == assignment_id).with_for_update())


def list_of_cohort(session: Session, *, cohort_id: int) -> Sequence[Any]:
    """The class's set work, newest due first, with how many have handed it in."""
    return session.execute(
        text(
            """
            select a.id, a.task_id, t.title, t.task_number, a.note, a.opens_at, a.due_at,
                (
                    select count(*) from classroom_membership as m
                    where m.cohort_id = a.cohort_id and m.kind = 'learner' and m.left_at is null
                ) as learners,
                (
                    select count(distinct s.user_id) from practice_submission as s
                    join classroom_membership as m on m.cohort_id = a.cohort_id and m.user_id = s.user_id
                        and m.kind = 'learner' and m.left_at is null
                    where s.task_id = a.task_id and s.submitted_at >= a.opens_at
                ) as handed_in
            from classroom_assignment as a join practice_practicetask as t on t.id = a.task_id
            where a.cohort_id = :cohort_id and a.withdrawn_at is null
            order by a.due_at desc, a.id desc
            """
        ),
        {"cohort_id": cohort_id},
    ).all()


def board(session: Session, *, assignment_id: int) -> Sequence[Any]:
    """A row a learner of the class: the first hand-in after the work was opened, and its band."""
    return session.execute(
        text(
            """
            select u.id as user_id, u.display_name, u.email, first.id as submission_id, first.submitted_at,
                   first.submitted_at > a.due_at as is_late, first.band, begun.words as words_begun
            from classroom_assignment as a
            join classroom_membership as m on m.cohort_id = a.cohort_id and m.kind = 'learner' and m.left_at is null
                and m.consented_at is not null
            join accounts_customuser as u on u.id = m.user_id and u.erased_at is null
            left join lateral (
                select s.id, s.submitted_at, r.overall_band_score as band
                from practice_submission as s
                left join assessment_assessment as r on r.submission_id = s.id
                where s.user_id = u.id and s.task_id = a.task_id and s.submitted_at >= a.opens_at
                order by s.submitted_at limit 1
            ) as first on true
            left join lateral (
                select max(s.word_count) as words from practice_submission as s
                where s.user_id = u.id and s.task_id = a.task_id and s.status = 'draft'
            ) as begun on true
            where a.id = :assignment_id
            order by first.submitted_at is not null, u.display_name, u.id
            """
        ),
        {"assignment_id": assignment_id},
    ).all()


def list_for_learner(session: Session, *, user_id: int, now: datetime) -> Sequence[Any]:
    """Work that is open for somebody and not handed in, the nearest first; overdue work for two weeks."""
    return session.execute(
        text(
            """
            select a.id, a.task_id, t.title, t.task_number, a.note, a.due_at, c.name as class_name
            from classroom_membership as m
            join classroom_cohort as c on c.id = m.cohort_id and c.archived_at is null
            join classroom_assignment as a on a.cohort_id = c.id and a.withdrawn_at is null
            join practice_practicetask as t on t.id = a.task_id
            where m.user_id = :user_id and m.kind = 'learner' and m.left_at is null
              and a.opens_at <= :now and a.due_at > :now - interval '14 days'
              and not exists (
                  select from practice_submission as s
                  where s.user_id = m.user_id and s.task_id = a.task_id and s.submitted_at >= a.opens_at
              )
            order by a.due_at, a.id
            """
        ),
        {"user_id": user_id, "now": now},
    ).all()
