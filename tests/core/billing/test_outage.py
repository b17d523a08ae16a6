"""The payment service is away: whoever has credits notices nothing, whoever wants to buy reads one sentence."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing import changes, checkout, credits, expiry, my_plan, sync
from core.billing.gateways import choosing
from core.billing.gateways.protocol import GatewayAway
from core.billing.gateways.stripe_gateway import StripeGateway
from core.clock import utc_now
from tests.billing_world import ORIGIN, World
from tests.factories.actors import make_learner
from tests.live import free_port
from tests.pages.learner.steps import hand_in


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stripe's SDK, speaking to a port where nobody listens."""
    nobody = StripeGateway("sk_test_1", base_url=f"http://127.0.0.1:{free_port()}")
    for place in (choosing, checkout, changes, expiry, sync):
        monkeypatch.setattr(place, "gateway", lambda: nobody)


def test_half_an_hour_without_stripe(
    world: World, learner: Actor, session: Session, request: pytest.FixtureRequest
) -> None:
    world.buy(learner, "basic-monthly")
    session.commit()
    request.getfixturevalue("away")
    for minutes in (0, 15, 30):
        with world.at(utc_now() + timedelta(minutes=minutes)):
            hand_in(session, learner, band=6)
            assert expiry.end_what_is_over() == 0
    assert credits.sentence(session, learner).startswith("37 of 40 feedbacks left")
    session.commit()

    with pytest.raises(GatewayAway):
        changes.cancel(learner, reason=None)
    plan = my_plan.find(session, learner)
    assert plan is not None
    assert plan.renews
    assert world.broken() == []


def test_a_purchase_waits_without_a_trace_of_money(
    world: World, session: Session, request: pytest.FixtureRequest
) -> None:
    learner = make_learner(session)
    session.commit()
    request.getfixturevalue("away")
    with pytest.raises(GatewayAway, match="nothing was charged twice"):
        checkout.start_checkout(learner, plan_slug="basic-monthly", origin=ORIGIN)
    assert world.payments(learner) == []
    assert world.statuses(learner) == ["active", "pending"]
    assert world.broken() == []
