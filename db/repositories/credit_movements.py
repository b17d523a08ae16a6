"""Rows of a person's credits in the order of time: months that began, credits given, credits used."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

# Each source gives at most one page, along its own index: a page costs the same at ten rows and at ten thousand.
_PAGE = text(
    """
    with mine as (select id, plan_id from subscriptions_usersubscription where user_id = :user_id),
    used as (
        select 3 as kind, t.id, t.created_at as at, t.cost_count as amount, t.state, t.description as reason,
               t.assessment_id, t.sitting_id, t.usage_type
        from mine
        cross join lateral (
            select * from subscriptions_usagetracking as u
            where u.subscription_id = mine.id and u.created_at <= :at and (u.created_at, 3, u.id) < (:at, :kind, :id)
            order by u.created_at desc, u.id desc limit :limit
        ) as t
        order by at desc, id desc limit :limit
    ),
    given as (
        select 2 as kind, g.id, g.created_at as at, g.amount, 'granted' as state, g.reason,
               null::bigint, null::bigint, 'bonus_feedback'
        from subscriptions_creditgrant as g
        where g.user_id = :user_id and (g.created_at, 2, g.id) < (:at, :kind, :id)
        order by g.created_at desc, g.id desc limit :limit
    ),
    begun as (
        select 1 as kind, p.id, p.period_start as at, p.feedback_limit as amount, 'begun' as state, plans.name,
               null::bigint, null::bigint, 'test_feedback'
        from mine
        join subscriptions_usageperiod as p on p.subscription_id = mine.id
        join subscriptions_subscriptionplan as plans on plans.id = mine.plan_id
        where p.period_start <= :now and (p.period_start, 1, p.id) < (:at, :kind, :id)
        order by p.period_start desc, p.id desc limit :limit
    ),
    page as (
        select * from used union all select * from given union all select * from begun
        order by at desc, kind desc, id desc limit :limit
    )
    select page.kind, page.id, page.at, page.amount, page.state, page.reason, page.usage_type, page.sitting_id,
           s.id as submission_id, tasks.title, a.status as assessment_status, a.billable, a.is_provisional
    from page
    left join assessment_assessment as a on a.id = page.assessment_id
    left join practice_submission as s on s.id = a.submission_id
    left join practice_sitting as sittings on sittings.id = page.sitting_id
    left join practice_practicetask as tasks on tasks.id = coalesce(s.task_id, sittings.task_id)
    order by page.at desc, page.kind desc, page.id desc
    """
)


def page(
    session: Session, *, user_id: int, before: tuple[datetime, int, int], now: datetime, limit: int
) -> Sequence[Row[tuple[object, ...]]]:
    """The newest rows that lie before `before` (moment, kind, number), at most `limit`."""
    at, kind, number = before
    return session.execute(
        _PAGE, {"user_id": user_id, "at": at, "kind": kind, "id": number, "now": now, "limit": limit}
    ).all()
