"""From the button to a plan that gives: nothing is granted before the money is there, everything after."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing import checkout, credits
from core.billing.errors import AlreadyHasPlan, PlanNotFound
from core.billing.periods import add_months
from core.billing.sandbox_acts import Outcome
from db.models.gateway import WebhookEvent, WebhookStatus
from tests.billing_world import ORIGIN, World

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)


def test_a_paid_checkout_gives_a_plan_with_its_months(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-3month")
        assert credits.sentence(world.session, learner) == "40 of 40 feedbacks left, renews 30 November"

        row, payment, periods = world.paid(learner), world.payments(learner)[0], world.periods(learner)
        assert world.statuses(learner) == ["expired", "active"]
        assert (row.auto_renew, row.cancelled_at, row.start_date, row.end_date) == (
            False,
            None,
            NOW,
            add_months(NOW, 3),
        )
        assert [(each.period_start, each.period_end) for each in periods] == [
            (add_months(NOW, month), add_months(NOW, month + 1)) for month in range(3)
        ]
        assert {each.feedback_limit for each in periods} == {40}
        assert (str(payment.amount_usd), str(payment.net_usd), payment.status) == ("54.00", "54.00", "succeeded")
        assert (str(payment.tax_usd), str(payment.fee_usd), payment.country) == ("0.00", "1.86", "GB")
        assert payment.stripe_charge_id and payment.stripe_payment_intent_id and payment.stripe_invoice_id
        assert payment.webhook_received and payment.webhook_processed_at and payment.webhook_data
        assert payment.payment_method == "visa 4242"
        assert world.broken() == []


def test_a_monthly_plan_renews_unless_the_person_says_no(world: World, learner: Actor) -> None:
    world.buy(learner, "pro-monthly")

    assert world.paid(learner).auto_renew


def test_what_happens_at_the_page_decides(world: World, learner: Actor) -> None:
    checkout_id = world.buy(learner, "basic-monthly", outcome=Outcome.decline)
    assert world.statuses(learner) == ["active", "pending"]
    assert [(each.status, each.failure_reason) for each in world.payments(learner)] == [
        ("failed", "Your card was declined.")
    ]

    again = world.buy(learner, "basic-monthly", outcome=Outcome.three_d_secure)
    assert again == checkout_id
    assert world.statuses(learner) == ["active", "pending"]

    world.buy(learner, "basic-monthly", outcome=Outcome.pay)
    assert world.statuses(learner) == ["expired", "active"]
    assert [each.status for each in world.payments(learner)] == ["succeeded"]
    assert world.broken() == []


def test_coming_back_without_paying_grants_nothing(world: World, learner: Actor) -> None:
    world.buy(learner, "basic-monthly", outcome=Outcome.leave)

    assert world.statuses(learner) == ["active", "pending"]
    assert world.payments(learner) == []


def test_another_choice_closes_the_first_page(world: World, learner: Actor) -> None:
    first = checkout.start_checkout(learner, plan_slug="basic-monthly", auto_renew=None, origin=ORIGIN)
    second = checkout.start_checkout(learner, plan_slug="pro-monthly", auto_renew=None, origin=ORIGIN)

    assert first.url != second.url
    assert world.statuses(learner) == ["active", "expired", "pending"]


def test_a_second_plan_is_not_sold_beside_one_that_runs(world: World, learner: Actor) -> None:
    world.buy(learner, "basic-monthly")

    with pytest.raises(AlreadyHasPlan, match="Basic Monthly"):
        checkout.start_checkout(learner, plan_slug="pro-monthly", auto_renew=None, origin=ORIGIN)


@pytest.mark.parametrize("slug", ["free", "gold", ""])
def test_what_is_not_on_sale_cannot_be_bought(slug: str, world: World, learner: Actor) -> None:
    with pytest.raises(PlanNotFound):
        checkout.start_checkout(learner, plan_slug=slug, auto_renew=None, origin=ORIGIN)


def test_every_event_is_settled(world: World, learner: Actor, session: Session) -> None:
    world.buy(learner, "basic-monthly")

    statuses = set(session.scalars(select(WebhookEvent.status)))
    assert statuses <= {WebhookStatus.processed, WebhookStatus.ignored}
