"""What only Stripe has: keys, tax, outages, its endpoint and its own pages."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from core.billing.gateways import choosing
from core.billing.gateways.protocol import (
    GatewayAway,
    GatewayRefused,
)
from core.billing.gateways.sandbox_store import Store
from core.billing.gateways.stripe_gateway import StripeGateway
from core.clock import pinned
from tests.contracts.payment_service import BASIC, NOW, PRO, Service
from tests.contracts.stripe_shapes import faults_of_object, faults_of_request
from tests.contracts.stripe_stub import serving


@pytest.fixture
def stripe(tmp_path: Path) -> Iterator[Service]:
    store = Store(tmp_path / "books.sqlite")
    with pinned(NOW), serving(store, now=NOW) as (stub, address):
        yield Service(StripeGateway("sk_test_1", base_url=address, with_tax=True), store, stub)
        assert sorted(set(stub.faults)) == []


def test_what_changes_something_carries_its_key(stripe: Service) -> None:
    bought, stub = stripe.bought(), stripe.stub
    assert stub is not None
    intent_id = stripe.life(bought).invoices[0].payment_intent_id or ""
    keys = {"stop": "a", "pause": "b", "change": "c", "refund": "d", "end": "e"}
    stripe.gateway.stop_renewal(bought, key=keys["stop"])
    stripe.gateway.pause(bought, key=keys["pause"])
    stripe.gateway.change_now(bought, price_id=stripe.price(PRO), key=keys["change"])
    stripe.gateway.refund(payment_intent_id=intent_id, amount_usd=Decimal("1"), reason="duplicate", key=keys["refund"])
    stripe.gateway.end_now(bought, key=keys["end"])

    sent = [each for each in stub.sent if each.method != "GET"]
    assert [each.path for each in sent if each.key is None] == []
    assert set(keys.values()) <= {each.key for each in sent}
    assert [each.parameters for each in sent if each.key == "d"] == [
        {"payment_intent": intent_id, "amount": "100", "reason": "duplicate"}
    ]


def test_tax_is_asked_for_where_it_is_set(stripe: Service) -> None:
    stripe.gateway.open_checkout(stripe.request(), key="k")
    assert stripe.stub is not None
    assert stripe.stub.sent[-1].parameters["automatic_tax"] == {"enabled": "true"}
    assert stripe.stub.sent[-1].parameters["line_items"] == [{"price": stripe.price(BASIC), "quantity": "1"}]


def test_a_refused_card_changes_nothing_at_an_upgrade(stripe: Service) -> None:
    bought = stripe.bought()
    assert stripe.stub is not None
    stripe.stub.card.declines = True
    with pytest.raises(GatewayRefused, match="declined"):
        stripe.gateway.change_now(bought, price_id=stripe.price(PRO), key="k")
    assert stripe.life(bought).subscription.plan_slug == BASIC.slug


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_outage_is_told_apart_from_a_refusal(stripe: Service, status: int) -> None:
    bought = stripe.bought()
    assert stripe.stub is not None
    stripe.stub.fails_with = status
    with pytest.raises(GatewayAway):
        stripe.gateway.find_life(bought)
    stripe.stub.fails_with, stripe.stub.hangs_up = None, True
    with pytest.raises(GatewayAway):
        stripe.gateway.stop_renewal(bought, key="k")


def test_the_endpoint_is_made_once_with_our_version(stripe: Service) -> None:
    made = stripe.gateway.put_endpoint("https://example.org/webhooks/stripe")
    again = stripe.gateway.put_endpoint("https://example.org/webhooks/stripe")
    assert (made.secret, again.secret, again.id) == ("whsec_once", None, made.id)


def test_the_portal_and_the_checkout_are_the_services_own_pages(stripe: Service) -> None:
    request = stripe.request()
    assert stripe.gateway.portal_url(customer_id=request.customer_id, return_url="https://example.org/account")
    assert choosing.LIVE_PREFIXES[0] == "sk_live_"


def test_the_check_against_the_sdk_sees_what_is_wrong() -> None:
    sent = {"payment_intent": "pi_1", "amount": "a lot", "colour": "red"}
    assert len(faults_of_request("POST /v1/refunds", sent)) == 2
    assert len(faults_of_request("POST /v1/prices", {"recurring": {"interval": "month", "every": "2"}})) == 2
    assert faults_of_object({"object": "price", "recurring": {"interval": "month", "every": 2}, "size": 3}) == [
        "price.recurring.every is no field of Recurring",
        "price.size is no field of Price",
    ]
