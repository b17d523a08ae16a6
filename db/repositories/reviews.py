"""Rows of results that a person looks at."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.classroom import Review, ReviewState

# a tutor sees essays of learners of own open classes, appeals first, then what the engine was not sure of
_MINE = """
    exists (
        select from classroom_membership as t
        join classroom_membership as l on l.cohort_id = t.cohort_id
        join classroom_cohort as c on c.id = t.cohort_id and c.archived_at is null
        where t.user_id = :tutor_id and t.kind = 'tutor' and t.left_at is null
          and l.user_id = s.user_id and l.kind = 'learner' and l.left_at is null and l.consented_at is not null
    )
"""
# of a class's essays of two weeks the share that its tutors asked for, the same ones whoever looks and when
_SAMPLE = """
    (a.status = 'completed' and a.updated_at > now() - interval '14 days'
     and abs(hashint8(s.id)) % 100 < coalesce((
         select max(c.sample_percent) from classroom_membership as t
         join classroom_membership as l on l.cohort_id = t.cohort_id and l.kind = 'learner' and l.left_at is null
         join classroom_cohort as c on c.id = t.cohort_id and c.archived_at is null
         where t.user_id = :tutor_id and t.kind = 'tutor' and t.left_at is null and l.user_id = s.user_id
     ), 0)
     and not exists (select from classroom_review as done where done.submission_id = s.id and done.state = 'done'))
"""


def waiting_for(session: Session, *, tutor_id: int) -> Sequence[Any]:
    """What waits for this tutor: appeals, then results that are provisional because a person should look."""
    return session.execute(
        text(
            """
            select s.id as submission_id, u.display_name, t.title, t.task_number, s.word_count, a.overall_band_score,
                   r.kind, r.words, r.id is null and not a.is_provisional and a.status = 'completed' as is_sample,
                   coalesce(r.created_at, a.updated_at) as since
            from practice_submission as s
            join assessment_assessment as a on a.submission_id = s.id and a.overall_band_score is not null
            join practice_practicetask as t on t.id = s.task_id
            join accounts_customuser as u on u.id = s.user_id and u.erased_at is null
            left join classroom_review as r on r.submission_id = s.id and r.state = 'waiting'
            where (r.id is not null or :is_sample or a.status = 'manual_review' or a.is_provisional and not exists (
                       select from classroom_review as done where done.submission_id = s.id and done.state = 'done'
                   ) and a.updated_at > now() - interval '14 days')
              and :is_mine
            order by r.kind = 'appeal' desc nulls last, :is_sample, coalesce(r.created_at, a.updated_at), s.id
            limit 100
            """.replace(":is_sample", _SAMPLE).replace(":is_mine", _MINE)
        ),
        {"tutor_id": tutor_id},
    ).all()


def waiting_for_update(session: Session, *, submission_id: int) -> Review | None:
    """The open request about an essay, locked."""
    return session.scalar(
        select(Review)
        .where(Review.submission_id == submission_id, Review.state == ReviewState.waiting)
        .with_for_update()
    )


def any_of(session: Session, *, submission_id: int) -> Review | None:
    """The newest request or look at an essay."""
    return session.scalar(
        select(Review).where(Review.submission_id == submission_id).order_by(Review.id.desc()).limit(1)
    )


def find_done(session: Session, *, submission_id: int) -> Any:
    """The newest decided look with the name of who gave it."""
    return session.execute(
        text(
            """
            select r.task_achievement_score, r.coherence_cohesion_score, r.lexical_resource_score,
                   r.grammar_accuracy_score, r.overall_band_score, r.reason, r.is_upheld, r.decided_at, u.display_name
            from classroom_review as r join accounts_customuser as u on u.id = r.reviewer_id
            where r.submission_id = :submission_id and r.state = 'done' order by r.id desc limit 1
            """
        ),
        {"submission_id": submission_id},
    ).one_or_none()
