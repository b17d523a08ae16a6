"""A class at a glance: each learner's latest bands, their change, what was written, and how much is left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

# the class's learners now, each followed by own results along idx_submission_user: hundreds of people, not thousands
LEARNERS = """
    select u.id as user_id, u.display_name, u.email, u.target_band_score as target, u.test_date, u.timezone,
           m.created_at as joined_at
    from classroom_membership as m
    join accounts_customuser as u on u.id = m.user_id and u.erased_at is null
    where m.cohort_id = :cohort_id and m.kind = 'learner' and m.left_at is null and m.consented_at is not null
"""


# a result that the tutor's filters let through
_COUNTED = """
    (cast(:task_number as int) is null or r.task_number = :task_number)
    and (cast(:after as timestamptz) is null or r.submitted_at >= :after)
    and (cast(:assignment_id as bigint) is null or exists (
        select from classroom_assignment as a
        join practice_submission as s on s.id = r.submission_id
        left join practice_sitting as p on p.code = s.session_id
        where a.id = :assignment_id and a.cohort_id = :cohort_id
          and (a.kind = 'task' and a.task_id = r.task_id and r.submitted_at >= a.opens_at
               or a.kind = 'mock_test' and p.started_at >= a.opens_at and p.task_id is null)
          and (not a.is_exam or p.mode = 'exam' and p.started_at >= a.opens_at)
    ))
"""


def _of_class(sql: str) -> TextClause:
    return text(sql.replace("(:learners)", f"({LEARNERS})").replace("(:counted)", f"({_COUNTED})"))


def heat_map(
    session: Session,
    *,
    cohort_id: int,
    since: datetime,
    task_number: int | None,
    after: datetime | None,
    assignment_id: int | None,
) -> Sequence[Any]:
    """A row a learner: bands of the newest result, of the one before, range of the overall band, essays since then.

    The last three leave out results of another task number, handed in earlier, or not for that set work.
    """
    return session.execute(
        _of_class(
            """
            with learners as (:learners)
            select
                l.user_id, l.display_name, l.email, l.target, l.test_date,
                newest.submission_id, newest.submitted_at,
                newest.task, newest.coherence, newest.lexis, newest.grammar, newest.overall,
                before.task as task_before, before.coherence as coherence_before, before.lexis as lexis_before,
                before.grammar as grammar_before, before.overall as overall_before,
                spread.lowest, spread.highest, spread.results,
                active.essays, active.last_active_at
            from learners as l
            left join lateral (
                select r.submission_id, r.submitted_at, r.task_achievement as task, r.coherence_cohesion as coherence,
                       r.lexical_resource as lexis, r.grammar_accuracy as grammar, r.overall
                from analytics.essay_results as r
                where r.user_id = l.user_id and (:counted)
                order by r.started_at desc limit 1
            ) as newest on true
            left join lateral (
                select r.task_achievement as task, r.coherence_cohesion as coherence,
                       r.lexical_resource as lexis, r.grammar_accuracy as grammar, r.overall
                from analytics.essay_results as r
                where r.user_id = l.user_id and r.submission_id <> newest.submission_id and (:counted)
                order by r.started_at desc limit 1
            ) as before on true
            left join lateral (
                select min(each.overall) as lowest, max(each.overall) as highest, count(*) as results
                from (
                    select r.overall
                    from analytics.essay_results as r
                    where r.user_id = l.user_id and (:counted)
                    order by r.started_at desc limit 4
                ) as each
            ) as spread on true
            left join lateral (
                select count(*) filter (where s.submitted_at >= :since) as essays, max(s.submitted_at) as last_active_at
                from (
                    select s.submitted_at from practice_submission as s
                    where s.user_id = l.user_id and s.submitted_at is not null
                    order by s.started_at desc limit 30
                ) as s
            ) as active on true
            order by l.display_name, l.user_id
            """
        ),
        {
            "cohort_id": cohort_id,
            "since": since,
            "task_number": task_number,
            "after": after,
            "assignment_id": assignment_id,
        },
    ).all()


def errors(
    session: Session,
    *,
    cohort_id: int,
    task_number: int | None,
    after: datetime | None,
    assignment_id: int | None,
    limit: int,
) -> Sequence[Any]:
    """Kinds of inline comments in the class: how many, per 100 words, in how many people's essays."""
    return session.execute(
        _of_class(
            """
            with learners as (:learners),
            essays as (
                select r.user_id, r.word_count, a.id as assessment_id
                from learners as l
                join analytics.essay_results as r on r.user_id = l.user_id and (:counted)
                join assessment_assessment as a on a.submission_id = r.submission_id
            ),
            found as (
                select e.user_id, c ->> 'type' as kind
                from essays as e
                join assessment_feedback as f on f.assessment_id = e.assessment_id
                cross join lateral jsonb_array_elements(coalesce(f.inline_comments, '[]')) as c
            )
            select kind, count(*) as times, count(distinct user_id) as people,
                   100.0 * count(*) / nullif((select sum(word_count) from essays), 0) as per_100_words
            from found where kind is not null
            group by kind order by times desc, kind limit :limit
            """
        ),
        {
            "cohort_id": cohort_id,
            "task_number": task_number,
            "after": after,
            "assignment_id": assignment_id,
            "limit": limit,
        },
    ).all()


def at_risk_facts(session: Session, *, cohort_id: int, now: datetime) -> Sequence[Any]:
    """A row a learner with what the rule of "needs a word" looks at."""
    return session.execute(
        _of_class(
            """
            with learners as (:learners)
            select
                l.user_id, l.display_name, l.email, l.target, l.test_date, l.joined_at,
                last.at as last_handed_in_at,
                unread.essays as unread_results,
                recent.overalls,
                given_up.drafts as drafts_left,
                credit.left_now
            from learners as l
            left join lateral (
                select max(s.submitted_at) as at from practice_submission as s where s.user_id = l.user_id
            ) as last on true
            left join lateral (
                select count(*) as essays from practice_submission as s
                join assessment_assessment as a on a.submission_id = s.id and a.status = 'completed'
                where s.user_id = l.user_id and a.read_at is null and a.updated_at < :now - interval '2 days'
                  and not exists (
                      select from classroom_heldresult as h where h.submission_id = s.id
                        and coalesce(h.released_at > :now - interval '2 days', true)
                  )
            ) as unread on true
            left join lateral (
                select array_agg(each.overall order by each.started_at desc) as overalls
                from (
                    select a.overall_band_score as overall, s.started_at
                    from practice_submission as s
                    join assessment_assessment as a on a.submission_id = s.id and a.overall_band_score is not null
                    where s.user_id = l.user_id and s.parent_submission_id is null
                    order by s.started_at desc limit 6
                ) as each
            ) as recent on true
            left join lateral (
                select count(*) as drafts from practice_submission as s
                where s.user_id = l.user_id and s.status in ('draft', 'abandoned') and s.word_count >= 30
                  and s.updated_at between :now - interval '21 days' and :now - interval '2 days'
            ) as given_up on true
            left join lateral (
                select p.feedback_limit + p.bonus_limit - p.reserved - p.consumed as left_now
                from subscriptions_usersubscription as s
                join subscriptions_usageperiod as p on p.subscription_id = s.id
                where s.user_id = l.user_id and s.status in ('active', 'past_due', 'cancelled')
                  and p.period_start <= :now and p.period_end > :now
                limit 1
            ) as credit on true
            order by l.display_name, l.user_id
            """
        ),
        {"cohort_id": cohort_id, "now": now},
    ).all()


def error_examples(
    session: Session,
    *,
    cohort_id: int,
    kind: str,
    task_number: int | None,
    after: datetime | None,
    assignment_id: int | None,
    limit: int,
) -> Sequence[Any]:
    """Comments of one kind in the class's essays, the newest essays first, with text and consent."""
    return session.execute(
        _of_class(
            """
            with learners as (:learners)
            select r.submission_id, s.content, c as comment, l.display_name, m.shares_sentences
            from learners as l
            join classroom_membership as m on m.cohort_id = :cohort_id and m.user_id = l.user_id
            join analytics.essay_results as r on r.user_id = l.user_id and (:counted)
            join practice_submission as s on s.id = r.submission_id
            join assessment_assessment as a on a.submission_id = r.submission_id
            join assessment_feedback as f on f.assessment_id = a.id
            cross join lateral jsonb_array_elements(coalesce(f.inline_comments, '[]')) as c
            where c ->> 'type' = :kind
            order by r.submitted_at desc, r.submission_id, (c ->> 'start')::int
            limit :limit
            """
        ),
        {
            "cohort_id": cohort_id,
            "kind": kind,
            "task_number": task_number,
            "after": after,
            "assignment_id": assignment_id,
            "limit": limit,
        },
    ).all()
