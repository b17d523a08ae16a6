"""Paid plans that end or renew soon, and what is known of the people who have them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


def ending(session: Session, *, now: datetime, until: datetime, limit: int) -> Sequence[Any]:
    """A row a plan that somebody pays for and that ends within [now, until], the soonest first."""
    return session.execute(
        text(
            """
            with soon as (
                select s.id, s.user_id, s.plan_id, s.status, s.auto_renew, s.end_date, s.start_date
                from subscriptions_usersubscription as s
                join subscriptions_subscriptionplan as plan on plan.id = s.plan_id and plan.price_usd > 0
                where s.end_date >= :now and s.end_date <= :until
                  and s.status in ('active', 'past_due', 'cancelled') and not s.complimentary
                order by s.end_date, s.id
                limit :limit
            )
            select
                soon.id as subscription_id, soon.user_id, u.display_name, u.email, p.name as plan_name, p.price_usd,
                soon.status, soon.auto_renew, soon.end_date, u.test_date, u.target_band_score as target,
                summary.average_score as average, coalesce(last.submitted_at, soon.start_date) as last_active_at,
                period.used, period.credits
            from soon
            join accounts_customuser as u on u.id = soon.user_id
            join subscriptions_subscriptionplan as p on p.id = soon.plan_id
            left join rollup.user_performance_summary as summary on summary.user_id = soon.user_id
            left join lateral (
                select s.submitted_at from practice_submission as s
                where s.user_id = soon.user_id and s.submitted_at is not null
                order by s.submitted_at desc limit 1
            ) as last on true
            left join lateral (
                select up.reserved + up.consumed as used, up.feedback_limit + up.bonus_limit as credits
                from subscriptions_usageperiod as up
                where up.subscription_id = soon.id and up.period_start <= :now and up.period_end > :now
                limit 1
            ) as period on true
            order by soon.end_date, soon.id
            """
        ),
        {"now": now, "until": until, "limit": limit},
    ).all()
