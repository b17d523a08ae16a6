"""Actors for services, without the way through a cookie."""

from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing import subscriptions
from db.models.accounts import User
from db.models.content import ModuleType
from db.repositories import billing
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan


def actor_of(user: User, *, roles: tuple[Role, ...] = (Role.learner,), **overrides: Any) -> Actor:
    """The actor that this person's session would give."""
    values: dict[str, Any] = {
        "user_id": user.id,
        "display_name": user.display_name,
        "email": user.email,
        "roles": frozenset(roles),
        "is_email_verified": user.email_verified_at is not None,
        "timezone": user.timezone or "UTC",
        "module_type": ModuleType(user.module_type or ModuleType.academic),
        "target_band": user.target_band_score,
        "test_date": user.test_date,
    }
    return Actor(**values | overrides)


def make_learner(session: Session, **overrides: Any) -> Actor:
    """A learner with the free plan of 5 feedbacks a month."""
    user = make_user(session, **overrides)
    if billing.find_plan(session, slug=subscriptions.FREE_PLAN) is None:
        make_plan(session, slug=subscriptions.FREE_PLAN, name="Free", test_feedback_count=5, price_usd=0)
    subscriptions.open_free(session, user_id=user.id)
    session.refresh(user)
    return actor_of(user)
