"""The week's money against the week before, and the mail that says what moved."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.clock import pinned
from core.errors import NotAllowed
from core.operations import money_week, weekly_mail
from core.operations.types import Count
from db.models.platform import OutboxMail
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.billing import make_payment, make_subscription

NOW = datetime(2031, 5, 20, 12, tzinfo=UTC)  # a Tuesday
DAY = timedelta(days=1)


@pytest.fixture
def admin(session: Session) -> Actor:
    made = make_user(session, groups=("learner", "admin"), date_joined=datetime(2026, 1, 1, tzinfo=UTC))
    return actor_of(made, roles=(Role.learner, Role.admin))


def test_what_came_in_is_net_of_tax_and_refunds(session: Session, admin: Actor) -> None:
    subscription = make_subscription(session, start_date=NOW - 20 * DAY, end_date=NOW + 9 * DAY)
    make_payment(session, subscription, amount_usd=24, tax_usd=4, created_at=NOW - 9 * DAY)
    make_payment(session, subscription, amount_usd=12, tax_usd=2, created_at=NOW - 2 * DAY)
    make_payment(
        session,
        subscription,
        amount_usd=30,
        tax_usd=0,
        created_at=NOW - DAY,
        status="partially_refunded",
        refund_amount=5,
        refunded_at=NOW - DAY / 2,
    )
    make_payment(session, subscription, status="failed", created_at=NOW - DAY)

    with pinned(NOW):
        week = money_week.of_week(session, admin)

    assert (week.net.now, week.net.before) == (Decimal(35), Decimal(20))
    assert week.failed_payments == Count(now=1, before=0)
    assert week.first_payers == Count(now=0, before=1)


def test_why_people_left(session: Session, admin: Actor) -> None:
    for days, why in ((1, "My test is over"), (3, None), (9, "Too dear")):
        make_subscription(
            session,
            status="cancelled",
            start_date=NOW - 20 * DAY,
            end_date=NOW + 9 * DAY,
            cancelled_at=NOW - days * DAY,
            cancellation_reason=why,
        )
    with pinned(NOW):
        week = money_week.of_week(session, admin)
    assert week.cancelled == Count(now=2, before=1)
    assert week.reasons == ("My test is over",)


def test_an_empty_book(session: Session, admin: Actor) -> None:
    with pinned(NOW):
        week = money_week.of_week(session, admin)
    assert (week.net.now, week.mrr, week.reasons) == (0, None, ())


def test_nobody_else_looks(session: Session) -> None:
    with pytest.raises(NotAllowed):
        money_week.of_week(session, make_learner(session))


def test_the_mail_says_what_moved_once_a_week(session: Session, admin: Actor) -> None:
    make_user(session, date_joined=NOW - DAY)
    make_user(session, groups=("learner", "admin"), is_active=False, date_joined=NOW - 90 * DAY)

    with pinned(NOW):
        assert weekly_mail.put(session) == 1
        assert weekly_mail.put(session) == 0
    with pinned(NOW + 7 * DAY):
        assert weekly_mail.put(session) == 1

    first, second = session.scalars(select(OutboxMail).where(OutboxMail.template == "admin_week")).all()
    assert first.context["lines"] == "Sign-ups: 1 (0 the week before)"
    assert second.context["lines"] == "Sign-ups: 0 (1 the week before)"
