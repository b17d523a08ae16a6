"""Rows of subscriptions as the payment service changes them, of payments, and of the periods that they pay for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, delete, exists, select, text
from sqlalchemy.orm import Session, joinedload

from db.models.accounts import User
from db.models.billing import (
    CreditGrant,
    Payment,
    SubscriptionPlan,
    SubscriptionStatus,
    UsagePeriod,
    UsageTracking,
    UserSubscription,
)
from db.repositories.billing import ENTITLED


def list_plans(session: Session) -> Sequence[SubscriptionPlan]:
    """The plans that are on sale, in their order."""
    return session.scalars(
        select(SubscriptionPlan)
        .where(SubscriptionPlan.is_active)
        .order_by(SubscriptionPlan.sort_order, SubscriptionPlan.id)
    ).all()


def get_plan(session: Session, plan_id: int) -> SubscriptionPlan:
    """The plan of that number."""
    return session.get_one(SubscriptionPlan, plan_id)


def find_owner(session: Session, *, stripe_subscription_id: str) -> int | None:
    """Whose subscription it is."""
    return session.scalar(
        select(UserSubscription.user_id).where(UserSubscription.stripe_subscription_id == stripe_subscription_id)
    )


def lock_subscriptions(session: Session, *, user_id: int) -> Sequence[UserSubscription]:
    """All subscriptions of a person that have not expired, and those bought at the service; locked in their order."""
    return session.scalars(
        select(UserSubscription)
        .where(
            UserSubscription.user_id == user_id,
            (UserSubscription.status != SubscriptionStatus.expired)
            | UserSubscription.stripe_subscription_id.is_not(None),
        )
        .options(joinedload(UserSubscription.plan))
        .order_by(UserSubscription.id)
        .with_for_update(of=UserSubscription)
        .execution_options(populate_existing=True)
    ).all()


def lock_person(session: Session, *, user_id: int) -> User | None:
    """The person, locked: two purchases of one person wait for each other here."""
    return session.scalar(select(User).where(User.id == user_id).with_for_update(key_share=True))


def list_payments(session: Session, *, subscription_id: int) -> Sequence[Payment]:
    """The payments of a subscription, the oldest first."""
    return session.scalars(
        select(Payment).where(Payment.subscription_id == subscription_id).order_by(Payment.created_at, Payment.id)
    ).all()


def payment_for_update(session: Session, *, payment_id: int) -> Payment | None:
    """The payment, locked."""
    return session.scalar(
        select(Payment).where(Payment.id == payment_id).with_for_update().execution_options(populate_existing=True)
    )


def list_paid_periods(session: Session, *, subscription_id: int) -> Sequence[UsagePeriod]:
    """The periods that payments of the subscription opened, locked, the oldest first."""
    return session.scalars(
        select(UsagePeriod)
        .where(UsagePeriod.subscription_id == subscription_id, UsagePeriod.payment_id.is_not(None))
        .order_by(UsagePeriod.period_start)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def is_period_used(session: Session, *, period_id: int) -> bool:
    """Whether a credit was ever held in the period, or given into it."""
    return bool(
        session.scalar(
            select(
                exists().where(UsageTracking.period_id == period_id)
                | exists().where(CreditGrant.period_id == period_id)
            )
        )
    )


def remove_period(session: Session, *, period_id: int) -> None:
    """Take away a period that was never used."""
    session.execute(delete(UsagePeriod).where(UsagePeriod.id == period_id))


def find_stripe_subscription_id(
    session: Session, *, payment_intent_id: str | None, charge_id: str | None, invoice_id: str | None
) -> str | None:
    """The service's subscription that one of our payments belongs to."""
    of_payment = (
        ((Payment.stripe_payment_intent_id == payment_intent_id) & (payment_intent_id is not None))
        | ((Payment.stripe_charge_id == charge_id) & (charge_id is not None))
        | ((Payment.stripe_invoice_id == invoice_id) & (invoice_id is not None))
    )
    return session.scalar(
        select(UserSubscription.stripe_subscription_id)
        .join(Payment, Payment.subscription_id == UserSubscription.id)
        .where(of_payment)
        .limit(1)
    )


def list_due(session: Session, *, now: datetime, unpaid_before: datetime) -> Sequence[Row[int, str | None, bool]]:
    """Subscriptions whose time is over: id, the service's id, and whether they are complimentary."""
    is_over = (UserSubscription.status.in_(ENTITLED)) & (UserSubscription.end_date <= now)
    is_forgotten = (UserSubscription.status == SubscriptionStatus.pending) & (
        UserSubscription.created_at <= unpaid_before
    )
    return session.execute(
        select(UserSubscription.id, UserSubscription.stripe_subscription_id, UserSubscription.complimentary)
        .where(is_over | is_forgotten)
        .order_by(UserSubscription.id)
    ).all()


def list_open_stripe_ids(session: Session) -> Sequence[str]:
    """The service's ids of all subscriptions that have not expired here."""
    found = session.scalars(
        select(UserSubscription.stripe_subscription_id).where(
            UserSubscription.status != SubscriptionStatus.expired, UserSubscription.stripe_subscription_id.is_not(None)
        )
    )
    return [each for each in found if each is not None]


def find_customer_id(session: Session, *, user_id: int) -> str | None:
    """The person's newest customer id at the service."""
    return session.scalar(
        select(UserSubscription.stripe_customer_id)
        .where(UserSubscription.user_id == user_id, UserSubscription.stripe_customer_id.is_not(None))
        .order_by(UserSubscription.id.desc())
        .limit(1)
    )


def subscription_for_update(session: Session, *, subscription_id: int) -> UserSubscription | None:
    """The subscription with its plan, locked."""
    return session.scalar(
        select(UserSubscription)
        .where(UserSubscription.id == subscription_id)
        .options(joinedload(UserSubscription.plan))
        .with_for_update(of=UserSubscription)
        .execution_options(populate_existing=True)
    )


def note_actor(session: Session, actor: str) -> None:
    """Who the history of states shall name, for the rest of the transaction."""
    session.execute(text("select set_config('app.actor', :actor, true)"), {"actor": actor})
