"""Money of a stretch of time, and what stands now, for an administrator's morning."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


def figures(session: Session, *, since: datetime, until: datetime) -> Any:
    """One row of sums within [since, until): US dollars, counts, people."""
    return session.execute(
        text(
            """
            select
                coalesce((
                    select sum(p.amount_usd - coalesce(p.tax_usd, 0)) from subscriptions_payment as p
                    where p.created_at >= :since and p.created_at < :until
                      and p.status in ('succeeded', 'partially_refunded', 'refunded', 'disputed')
                ), 0) as came_in_usd,
                coalesce((
                    select sum(p.refund_amount) from subscriptions_payment as p
                    where p.refunded_at >= :since and p.refunded_at < :until
                ), 0) as given_back_usd,
                (
                    select count(*) from subscriptions_payment as p
                    where p.created_at >= :since and p.created_at < :until and p.status = 'failed'
                ) as failed_payments,
                (
                    select count(distinct p.user_id) from subscriptions_payment as p
                    where p.created_at >= :since and p.created_at < :until
                      and p.status in ('succeeded', 'partially_refunded')
                      and not exists (
                          select from subscriptions_payment as earlier
                          where earlier.user_id = p.user_id and earlier.created_at < p.created_at
                            and earlier.status <> 'failed' and earlier.status <> 'cancelled'
                      )
                ) as first_payers,
                (
                    select count(*) from subscriptions_usersubscription as s
                    where s.cancelled_at >= :since and s.cancelled_at < :until
                ) as cancelled,
                coalesce((
                    select sum(c.cost_usd) from platform_enginecost as c
                    where c.state = 'settled' and c.created_at >= :since and c.created_at < :until
                ), 0) as engine_usd,
                (
                    select count(*) from assessment_commentvote as v
                    where v.vote = 'wrong' and v.created_at >= :since and v.created_at < :until
                ) as wrong_comments
            """
        ),
        {"since": since, "until": until},
    ).one()


def reasons(session: Session, *, since: datetime, limit: int) -> Sequence[str]:
    """Why people cancelled since then, in their own words, the newest first."""
    return session.scalars(
        text(
            "select cancellation_reason from subscriptions_usersubscription"
            " where cancelled_at >= :since and cancellation_reason is not null order by cancelled_at desc limit :limit"
        ),
        {"since": since, "limit": limit},
    ).all()


def mrr(session: Session, *, month: datetime) -> Any:
    """Monthly recurring revenue of that month and its movements, as last copied; None before the first customer."""
    return session.execute(
        text(
            "select mrr_usd, new_usd, expansion_usd, contraction_usd, churn_usd, reactivation_usd, customers"
            " from rollup.mrr_by_month where month <= :month order by month desc limit 1"
        ),
        {"month": month},
    ).one_or_none()


def admin_addresses(session: Session) -> Sequence[Any]:
    """Id and address of everybody in the admin group who may sign in."""
    return session.execute(
        text(
            """
            select u.id as user_id, u.email from accounts_customuser as u
            where u.is_active and u.erased_at is null and exists (
                select from accounts_customuser_groups as m join accounts_group as g on g.id = m.group_id
                where m.customuser_id = u.id and g.name = 'admin'
            )
            order by u.id
            """
        )
    ).all()
