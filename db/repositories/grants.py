"""Rows of credits that are given: on top of a period, or back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.billing import CreditGrant, UsagePeriod, UsageState, UsageTracking, UserSubscription


def add_grant(
    session: Session, *, user_id: int, period_id: int, amount: int, reason: str, granted_by: int | None
) -> int:
    """Raise the limit of a period and say why; the grant's number. The subscription is locked."""
    session.execute(
        update(UsagePeriod)
        .where(UsagePeriod.id == period_id)
        .values(bonus_limit=UsagePeriod.bonus_limit + amount)
        .execution_options(synchronize_session=False)
    )
    grant = CreditGrant(user_id=user_id, period_id=period_id, amount=amount, reason=reason, granted_by=granted_by)
    session.add(grant)
    session.flush()
    return grant.id


def has_given(session: Session, *, user_id: int, amount: int, reason: str, by: int, since: datetime) -> bool:
    """Whether somebody gave just this since then. The subscription is locked."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    CreditGrant.user_id == user_id,
                    CreditGrant.amount == amount,
                    CreditGrant.reason == reason,
                    CreditGrant.granted_by == by,
                    CreditGrant.created_at >= since,
                )
            )
        )
    )


def find_person(session: Session, *, user_id: int) -> User | None:
    """The person, unless the account was erased."""
    return session.scalar(select(User).where(User.id == user_id, User.erased_at.is_(None)))


def find_usage(session: Session, *, usage_id: int) -> UsageTracking | None:
    """A row of the ledger as it stands."""
    return session.scalar(
        select(UsageTracking).where(UsageTracking.id == usage_id).execution_options(populate_existing=True)
    )


def lock_subscriptions(session: Session, *, user_id: int) -> Sequence[int]:
    """The ids of all subscriptions of a person, locked in their order."""
    return session.scalars(
        select(UserSubscription.id)
        .where(UserSubscription.user_id == user_id)
        .order_by(UserSubscription.id)
        .with_for_update()
    ).all()


def period_for_update(session: Session, *, period_id: int) -> UsagePeriod:
    """The period, locked."""
    return session.scalars(
        select(UsagePeriod)
        .where(UsagePeriod.id == period_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def give_back(session: Session, *, usage_id: int, reason: str, now: datetime) -> int | None:
    """Turn a spent credit into a refunded one, its period's counter with it; its cost, or None if it was not spent."""
    found = session.execute(
        update(UsageTracking)
        .where(UsageTracking.id == usage_id, UsageTracking.state == UsageState.consumed)
        .values(state=UsageState.refunded, is_refunded=True, refunded_at=now, description=reason)
        .returning(UsageTracking.cost_count, UsageTracking.period_id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if found is None:
        return None
    session.execute(
        update(UsagePeriod)
        .where(UsagePeriod.id == found.period_id)
        .values(consumed=UsagePeriod.consumed - found.cost_count)
        .execution_options(synchronize_session=False)
    )
    return int(found.cost_count)


def find_spent(session: Session, *, assessment_id: int) -> int | None:
    """The credit that a result took and has not given back."""
    return session.scalar(
        select(UsageTracking.id).where(
            UsageTracking.assessment_id == assessment_id, UsageTracking.state == UsageState.consumed
        )
    )
