"""Rows of set work and of who has handed it in."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, select, text
from sqlalchemy.orm import Session

from db.models.classroom import Assignment, MemberKind, Membership

# whom a piece of set work is for: the class's learners now, or those of them who are named
FOR_WHOM = """
    m.kind = 'learner' and m.left_at is null and m.consented_at is not null
    and (not a.is_for_some or exists (
        select from classroom_assignmentlearner as l where l.assignment_id = a.id and l.user_id = m.user_id
    ))
"""
# the first hand-in after the work was opened: an essay on the task, a mock test that was ended, or the
# last exercise of a set
_FIRST = """
    select h.id, h.submitted_at, h.band, h.sitting_code
    from (
        select s.id, s.submitted_at, r.overall_band_score as band, null as sitting_code
        from practice_submission as s
        left join assessment_assessment as r on r.submission_id = s.id
        where a.kind = 'task' and s.user_id = m.user_id and s.task_id = a.task_id and s.submitted_at >= a.opens_at
          and (not a.is_exam or exists (
              select from practice_sitting as p
              where p.code = s.session_id and p.mode = 'exam' and p.started_at >= a.opens_at
          ))
        union all
        select null, p.closed_at, null, p.code
        from practice_sitting as p
        where a.kind = 'mock_test' and p.user_id = m.user_id and p.started_at >= a.opens_at and p.closed_at is not null
          and p.task_id is null and (not a.is_exam or p.mode = 'exam')
        union all
        select null, max(done.at), null, null
        from classroom_setdrill as l
        join progress_errordrill as e on e.id = l.drill_id and e.user_id = m.user_id
        left join lateral (
            select min(w.created_at) as at from progress_drillanswer as w
            where w.drill_id = e.id and w.created_at >= l.created_at
        ) as done on true
        where a.kind = 'drill_set' and l.assignment_id = a.id
        having count(*) = count(done.at) and count(*) > 0
    ) as h
    order by h.submitted_at limit 1
"""
_TITLE = """
    coalesce(
        t.title || case when a.is_exam then ' (in ' || t.time_limit_minutes || ' minutes, as in the test)' else '' end,
        'Exercises: ' || replace(a.error_type, '_', ' '),
        'Mock test: both tasks in 60 minutes' || case when a.is_exam then ', exactly like the test' else '' end
    )
"""


def _sql(sql: str) -> TextClause:
    return text(sql.replace("(:for)", f"({FOR_WHOM})").replace("(:first)", f"({_FIRST})").replace("(:title)", _TITLE))


def for_update(session: Session, *, assignment_id: int) -> Assignment | None:
    """One piece of set work, locked."""
    return session.scalar(select(Assignment).where(Assignment.id == assignment_id).with_for_update())


def learners_among(session: Session, *, cohort_id: int, user_ids: Collection[int]) -> list[int]:
    """Those of the people who learn in the class now."""
    return list(
        session.scalars(
            select(Membership.user_id).where(
                Membership.cohort_id == cohort_id,
                Membership.kind == MemberKind.learner,
                Membership.left_at.is_(None),
                Membership.user_id.in_(list(user_ids)),
            )
        )
    )


def list_of_cohort(session: Session, *, cohort_id: int) -> Sequence[Any]:
    """The class's set work, newest due first, with how many have handed it in."""
    return session.execute(
        _sql(
            """
            select a.id, a.kind, a.task_id, (:title) as title, a.note, a.opens_at, a.due_at,
                   count(m.id) as learners, count(first.submitted_at) as handed_in,
                   a.release, a.is_exam, a.drafts_allowed
            from classroom_assignment as a
            left join practice_practicetask as t on t.id = a.task_id
            left join classroom_membership as m on m.cohort_id = a.cohort_id and (:for)
            left join lateral (:first) as first on m.id is not null
            where a.cohort_id = :cohort_id and a.withdrawn_at is null
            group by a.id, t.id
            order by a.due_at desc, a.id desc
            """
        ),
        {"cohort_id": cohort_id},
    ).all()


def board(session: Session, *, assignment_id: int) -> Sequence[Any]:
    """A row a learner whom it is for: the first hand-in after the work was opened, its band, and what came after it."""
    return session.execute(
        _sql(
            """
            select u.id as user_id, u.display_name, u.email, first.id as submission_id, first.submitted_at,
                   first.submitted_at > a.due_at as is_late, first.band, begun.words as words_begun,
                   all_in.versions, all_in.last_band
            from classroom_assignment as a
            join classroom_membership as m on m.cohort_id = a.cohort_id and (:for)
            join accounts_customuser as u on u.id = m.user_id and u.erased_at is null
            left join lateral (:first) as first on true
            left join lateral (
                select max(s.word_count) as words from practice_submission as s
                where s.user_id = u.id and s.task_id = a.task_id and s.status = 'draft'
                  and (not a.is_exam or not s.is_practice_mode)
            ) as begun on true
            left join lateral (
                select count(*) as versions,
                       (array_agg(r.overall_band_score order by s.submitted_at desc))[1] as last_band
                from practice_submission as s
                left join assessment_assessment as r on r.submission_id = s.id
                where s.user_id = u.id and s.task_id = a.task_id and s.submitted_at >= first.submitted_at
                  and (not a.is_exam or not s.is_practice_mode)
            ) as all_in on true
            where a.id = :assignment_id
            order by first.submitted_at is not null, u.display_name, u.id
            """
        ),
        {"assignment_id": assignment_id},
    ).all()


def list_for_learner(session: Session, *, user_id: int, now: datetime) -> Sequence[Any]:
    """Work that is open for somebody and not handed in, the nearest first; overdue work for two weeks."""
    return session.execute(
        _sql(
            """
            select a.id, a.kind, a.task_id, (:title) as title, a.note, a.due_at, c.name as class_name, a.is_exam
            from classroom_membership as m
            join classroom_cohort as c on c.id = m.cohort_id and c.archived_at is null
            join classroom_assignment as a on a.cohort_id = c.id and a.withdrawn_at is null and (:for)
            left join practice_practicetask as t on t.id = a.task_id
            left join lateral (:first) as first on true
            where m.user_id = :user_id and a.opens_at <= :now and a.due_at > :now - interval '14 days'
              and first.submitted_at is null
            order by a.due_at, a.id
            """
        ),
        {"user_id": user_id, "now": now},
    ).all()


def find_set_for(session: Session, *, user_id: int, assignment_id: int, now: datetime) -> Any | None:
    """Exercises that are open for somebody, also when they are overdue or done; None if there are none."""
    return session.execute(
        _sql(
            """
            select a.id, a.cohort_id, a.error_type, (:title) as title, a.due_at, c.name as class_name
            from classroom_assignment as a
            join classroom_cohort as c on c.id = a.cohort_id and c.archived_at is null
            join classroom_membership as m on m.cohort_id = a.cohort_id and m.user_id = :user_id and (:for)
            left join practice_practicetask as t on t.id = a.task_id
            where a.id = :assignment_id and a.kind = 'drill_set' and a.withdrawn_at is null and a.opens_at <= :now
            """
        ),
        {"user_id": user_id, "assignment_id": assignment_id, "now": now},
    ).first()


def is_set_for(session: Session, *, user_id: int, task_id: int) -> bool:
    """Whether a class of somebody's has this task set, from its opening on, also when it is overdue."""
    found = session.scalar(
        _sql(
            """
            select true
            from classroom_assignment as a
            join classroom_cohort as c on c.id = a.cohort_id and c.archived_at is null
            join classroom_membership as m on m.cohort_id = a.cohort_id and m.user_id = :user_id and (:for)
            where a.task_id = :task_id and a.withdrawn_at is null and a.opens_at <= now()
            limit 1
            """
        ),
        {"user_id": user_id, "task_id": task_id},
    )
    return bool(found)


def owes_exam(session: Session, *, user_id: int, task_id: int, now: datetime) -> bool:
    """Whether open work asks somebody to write this task under the clock, and they have not yet."""
    found = session.scalar(
        _sql(
            """
            select true
            from classroom_membership as m
            join classroom_cohort as c on c.id = m.cohort_id and c.archived_at is null
            join classroom_assignment as a on a.cohort_id = c.id and a.withdrawn_at is null and (:for)
            left join lateral (:first) as first on true
            where m.user_id = :user_id and a.task_id = :task_id and a.is_exam and a.opens_at <= :now
              and first.submitted_at is null
            limit 1
            """
        ),
        {"user_id": user_id, "task_id": task_id, "now": now},
    )
    return bool(found)


def due_soon(session: Session, *, now: datetime, until: datetime, limit: int) -> Sequence[Any]:
    """Work due within (now, until] that nobody was reminded of, locked; who else works on it is left alone."""
    return session.execute(
        _sql(
            """
            select a.id, (:title) as title, a.due_at, c.name as class_name
            from classroom_assignment as a
            join classroom_cohort as c on c.id = a.cohort_id and c.archived_at is null
            left join practice_practicetask as t on t.id = a.task_id
            where a.withdrawn_at is null and a.reminded_at is null and a.opens_at <= :now
              and a.due_at > :now and a.due_at <= :until
            order by a.due_at limit :limit
            for update of a skip locked
            """
        ),
        {"now": now, "until": until, "limit": limit},
    ).all()


def who_owes(session: Session, *, assignment_id: int) -> Sequence[Any]:
    """Those who want mails and have not handed it in."""
    return session.execute(
        _sql(
            """
            select u.id as user_id, u.email, u.timezone
            from classroom_assignment as a
            join classroom_membership as m on m.cohort_id = a.cohort_id and (:for)
            join accounts_customuser as u on u.id = m.user_id and u.erased_at is null and u.is_active
            left join accounts_userpreferences as p on p.user_id = u.id
            left join lateral (:first) as first on true
            where a.id = :assignment_id and first.submitted_at is null and coalesce(p.email_notifications, true)
            order by u.id
            """
        ),
        {"assignment_id": assignment_id},
    ).all()
