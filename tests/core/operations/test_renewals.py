"""Plans that end soon: who is at risk, and the numbers that say so."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.clock import pinned
from core.errors import NotAllowed
from core.operations import renewals
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.billing import make_plan, make_subscription
from tests.factories.practice import make_submission

NOW = datetime(2031, 5, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def admin(session: Session) -> Actor:
    made = make_user(session, groups=("learner", "admin"), date_joined=datetime(2026, 1, 1, tzinfo=UTC))
    return actor_of(made, roles=(Role.learner, Role.admin))


def seen(session: Session, admin: Actor) -> renewals.Renewals:
    with pinned(NOW):
        return renewals.ending_soon(session, admin)


def test_each_reason_has_its_number(session: Session, admin: Actor) -> None:
    person = make_user(session, test_date=date(2031, 5, 22))
    make_subscription(
        session,
        person,
        make_plan(session, price_usd=Decimal(24), test_feedback_count=20),
        status="past_due",
        complimentary=False,
        start_date=NOW - 25 * DAY,
        end_date=NOW + 5 * DAY,
    )

    found = seen(session, admin)

    assert found.at_risk[0].reasons == (
        "payment failed",
        "no essay for 25 days",
        "0 of 20 credits used",
        "test on 22 May",
    )
    assert (found.ending, found.at_risk_usd) == (1, Decimal(24))


def test_who_writes_and_renews_is_not_at_risk(session: Session, admin: Actor) -> None:
    subscription = make_subscription(
        session, complimentary=False, start_date=NOW - 20 * DAY, end_date=NOW + 10 * DAY, with_period=False
    )
    make_submission(
        session, user_id=subscription.user_id, status="submitted", started_at=NOW - DAY, submitted_at=NOW - DAY
    )

    found = seen(session, admin)

    assert (found.at_risk, found.ending) == ((), 1)


def test_gifts_free_plans_and_later_ends_are_left_out(session: Session, admin: Actor) -> None:
    make_subscription(session, start_date=NOW - 20 * DAY, end_date=NOW + 5 * DAY)
    free = make_plan(session, price_usd=Decimal(0))
    make_subscription(session, plan=free, complimentary=False, start_date=NOW - 20 * DAY, end_date=NOW + 5 * DAY)
    make_subscription(session, complimentary=False, start_date=NOW - 2 * DAY, end_date=NOW + 15 * DAY)

    assert seen(session, admin).ending == 0


def test_only_administrators_see_it(session: Session) -> None:
    with pytest.raises(NotAllowed):
        renewals.ending_soon(session, make_learner(session))
