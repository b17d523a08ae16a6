"""Every column of the seed's payment, subscription and usage tables is filled by some flow."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing import changes, grants, refunds, sandbox_acts
from core.billing.periods import add_months
from core.billing.sandbox_acts import Outcome
from tests.billing_world import World, soon
from tests.factories.actors import make_learner
from tests.pages.learner.steps import hand_in

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
TABLES = ("subscriptions_payment", "subscriptions_usersubscription", "subscriptions_usagetracking")


def test_every_column_is_filled(world: World, learner: Actor, admin: Actor, session: Session) -> None:
    with world.at(NOW):
        world.buy(learner, "pro-monthly", outcome=Outcome.decline)
        world.buy(learner, "pro-monthly")
        hand_in(session, learner, band=6)
        usage_id = session.scalar(text("select max(id) from subscriptions_usagetracking")) or 0
        grants.refund_credit(session, admin, usage_id=usage_id, reason="A mistake of ours")
        session.commit()
        payment = world.payments(learner)[-1]
        refunds.refund_payment(admin, payment_id=payment.id, amount_usd=payment.amount_usd / 2, reason="asked")
        changes.change_plan(learner, plan_slug="basic-monthly")
        changes.cancel(learner, reason="My test is over")
        other = make_learner(session)
        session.commit()
        world.buy(other, "basic-monthly")
        changes.pause(other)
        third = make_learner(session)
        session.commit()
        world.buy(third, "basic-monthly")
    with world.at(soon(add_months(NOW, 1)) + timedelta(hours=1)):
        sandbox_acts.fail(admin, subscription_id=world.paid(third).id)
    session.commit()
    empty = [
        f"{table}.{column}"
        for table in TABLES
        for column in session.scalars(
            text("select column_name from information_schema.columns where table_name = :table"), {"table": table}
        )
        if not session.scalar(text(f"select count({column}) from {table}"))
    ]
    assert empty == ["subscriptions_usagetracking.sitting_id"] or empty == []
