"""Feedback credits: reserved at hand-in, consumed with the result, released when there is none.

Lock order everywhere: submission, assessment, subscription, period, ledger.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing.errors import FeedbackQuotaExhausted, MockTestNeedsCredits, NoPlan
from core.billing.periods import add_months, month_start
from core.billing.types import Balance
from core.clock import utc_now
from db.models.billing import SubscriptionStatus, UsagePeriod, UsageState, UsageTracking, UsageType, UserSubscription
from db.repositories import billing

GRACE = timedelta(days=3)
_MOMENT = timedelta(microseconds=1)


def reserve(session: Session, *, user_id: int, assessment_id: int) -> None:
    """Hold one credit for a live assessment; a plan's own credits go before bonus credits.

    Raises:
        FeedbackQuotaExhausted: The period has no credit left.
        NoPlan: No plan of this person may spend now.
    """
    period = period_to_spend(session, user_id=user_id)
    _take(session, user_id=user_id, period=period, assessment_id=assessment_id)


def reserve_for_sitting(session: Session, *, user_id: int, sitting_id: int, credits: int) -> None:
    """Hold so many credits for a sitting that begins, one for each essay, or none at all.

    Raises:
        MockTestNeedsCredits: The period has fewer left than a mock test needs.
        FeedbackQuotaExhausted: It has none left for one task.
        NoPlan: No plan of this person may spend now.
    """
    period = period_to_spend(session, user_id=user_id)
    left = period.feedback_limit + period.bonus_limit - _used(period)
    if credits > 1 and left < credits:  # the subscription is locked: nobody else can take or give back meanwhile
        renews_on = period.period_end.astimezone(UTC).date()
        raise MockTestNeedsCredits(needed=credits, left=left, renews_on=renews_on)
    for _ in range(credits):
        _take(session, user_id=user_id, period=period, sitting_id=sitting_id)


def attach_hold(session: Session, *, sitting_id: int, assessment_id: int) -> bool:
    """Let one hold of a sitting be the hold of an assessment; False when it holds none any more."""
    return billing.attach_hold(session, sitting_id=sitting_id, assessment_id=assessment_id)


def release_sitting(session: Session, *, sitting_id: int) -> int:
    """Give back every hold of a sitting that belongs to no assessment; how many there were."""
    return billing.release_sitting(session, sitting_id=sitting_id)


def consume(session: Session, *, assessment_id: int) -> None:
    """Turn the hold of a completed assessment into a charge."""
    _settle(session, assessment_id=assessment_id, state=UsageState.consumed)


def release(session: Session, *, assessment_id: int) -> None:
    """Give the hold of an assessment back, if there is one."""
    _settle(session, assessment_id=assessment_id, state=UsageState.released)


def balance(session: Session, actor: Actor) -> Balance | None:
    """What is left in the current period; None without a plan that may spend.

    An unopened month of the free plan shows its full limit.
    """
    return balance_of(session, user_id=actor.user_id, timezone=actor.timezone)


def balance_of(session: Session, *, user_id: int, timezone: str) -> Balance | None:
    """As `balance`, of anybody, for whoever has checked that it may be seen; the day in `timezone`."""
    now = utc_now()
    subscription = billing.find_entitled_subscription(session, user_id=user_id)
    if subscription is None or not _may_spend(subscription, now):
        return None
    period = billing.find_period(session, subscription_id=subscription.id, at=now)
    if period is None and subscription.status == SubscriptionStatus.past_due:
        period = billing.find_period(session, subscription_id=subscription.id, at=subscription.end_date - _MOMENT)
    if period is not None:
        limit, used, ends_at = period.feedback_limit + period.bonus_limit, _used(period), period.period_end
    else:
        limit, used, ends_at = subscription.plan.test_feedback_count, 0, add_months(month_start(now), 1)
    renews = subscription.auto_renew or ends_at < subscription.end_date
    return Balance(
        left=limit - used,
        limit=limit,
        plan_name=subscription.plan.name,
        renews_on=ends_at.astimezone(ZoneInfo(timezone)).date() if renews else None,
        ends_on=ends_at.astimezone(ZoneInfo(timezone)).date(),
    )


def sentence(session: Session, actor: Actor) -> str:
    """The one sentence about credits: "31 of 40 feedbacks left, renews 3 June"."""
    return said(balance(session, actor))


def said(found: Balance | None) -> str:
    """A balance as that sentence; without one, why there is none."""
    return found.sentence() if found else NoPlan.sentence


def period_to_spend(session: Session, *, user_id: int) -> UsagePeriod:
    """The open period of the person's plan, opened if it is a free one; the subscription is locked on the way.

    Raises:
        NoPlan: No plan of this person may spend now.
    """
    now = utc_now()
    subscription = billing.entitled_subscription_for_update(session, user_id=user_id)
    if subscription is None or not _may_spend(subscription, now):
        raise NoPlan
    period = billing.find_period(session, subscription_id=subscription.id, at=now)
    if period is None and subscription.plan.price_usd == 0:
        period = _open_free_period(session, subscription, now)
    if period is None and subscription.status == SubscriptionStatus.past_due:  # in grace: what is left of the last
        period = billing.find_period(session, subscription_id=subscription.id, at=subscription.end_date - _MOMENT)
    if period is None:
        raise NoPlan
    return period


def _take(
    session: Session,
    *,
    user_id: int,
    period: UsagePeriod,
    assessment_id: int | None = None,
    sitting_id: int | None = None,
) -> None:
    taken = billing.take_credit(session, period_id=period.id)
    if taken is None:
        raise FeedbackQuotaExhausted(period.period_end.astimezone(UTC).date())
    is_bonus = taken > period.feedback_limit
    session.add(
        UsageTracking(
            user_id=user_id,
            subscription_id=period.subscription_id,
            period_id=period.id,
            assessment_id=assessment_id,
            sitting_id=sitting_id,
            usage_type=UsageType.bonus_feedback if is_bonus else UsageType.test_feedback,
            cost_count=1,
            state=UsageState.reserved,
        )
    )
    session.flush()


def _used(period: UsagePeriod) -> int:
    return period.reserved + period.consumed


def _may_spend(subscription: UserSubscription, now: datetime) -> bool:
    if subscription.status in (SubscriptionStatus.active, SubscriptionStatus.cancelled):
        return now < subscription.end_date
    return subscription.status == SubscriptionStatus.past_due and now < subscription.end_date + GRACE


def _open_free_period(session: Session, subscription: UserSubscription, now: datetime) -> UsagePeriod:
    start = month_start(now)
    period = UsagePeriod(
        subscription_id=subscription.id,
        period_start=start,
        period_end=add_months(start, 1),
        feedback_limit=subscription.plan.test_feedback_count,
        bonus_limit=0,
        reserved=0,
        consumed=0,
    )
    session.add(period)
    session.flush()
    return period


def _settle(session: Session, *, assessment_id: int, state: UsageState) -> None:
    period_id = billing.find_hold_period(session, assessment_id=assessment_id)
    if period_id is None:
        return
    billing.settle_hold(session, period_id=period_id, assessment_id=assessment_id, state=state)
