"""One contract, two payment services: the sandbox, and Stripe's SDK speaking to a server that speaks like Stripe."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.billing.gateways import sandbox_world
from core.billing.gateways.protocol import (
    DisputeStanding,
    GatewayRefused,
    InvoiceStanding,
    Reference,
    Standing,
)
from core.billing.gateways.sandbox import SandboxGateway
from core.billing.gateways.sandbox_store import Store
from core.billing.gateways.stripe_client import API_VERSION
from core.billing.gateways.stripe_gateway import StripeGateway
from core.billing.periods import add_months
from core.clock import pinned
from tests.contracts.payment_service import BASIC, NOW, PRO, Service
from tests.contracts.stripe_stub import serving


@pytest.fixture(params=["sandbox", "stripe"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    store = Store(tmp_path / "books.sqlite")
    with pinned(NOW):
        if request.param == "sandbox":
            yield Service(SandboxGateway(store, deliver=lambda _store: None), store)
            return
        with serving(store, now=NOW) as (stub, address):
            yield Service(StripeGateway("sk_test_1", base_url=address), store, stub)
            assert sorted(set(stub.faults)) == []
            assert {each.version for each in stub.sent} == {API_VERSION}


def test_a_bought_plan_is_read_with_its_payment(service: Service) -> None:
    life = service.life(service.bought())

    found, (invoice,) = life.subscription, life.invoices
    assert (found.standing, found.plan_slug, found.renews, found.is_paused) == (Standing.live, BASIC.slug, True, False)
    assert (found.row_id, found.user_id, found.wants_renewal) == (11, 7, True)
    assert (invoice.standing, invoice.amount_usd, invoice.plan_slug) == (
        InvoiceStanding.paid,
        BASIC.price_usd,
        BASIC.slug,
    )
    assert (invoice.period_start, invoice.period_end) == (NOW, add_months(NOW, 1))
    assert (invoice.payment_method, invoice.country, invoice.fee_usd) == ("visa 4242", "GB", Decimal("0.85"))
    assert invoice.restarts
    assert invoice.payment_intent_id
    assert invoice.charge_id


def test_a_refused_card_leaves_an_invoice_that_says_why(service: Service) -> None:
    life = service.life(service.bought(declines=True))

    assert life.subscription.standing is Standing.incomplete
    assert life.invoices[0].standing is InvoiceStanding.failed
    assert life.invoices[0].failure_reason == "Your card was declined."


def test_the_same_key_opens_one_page(service: Service) -> None:
    request, key = service.request(), service.key()

    assert service.gateway.open_checkout(request, key=key).id == service.gateway.open_checkout(request, key=key).id


def test_a_page_is_closed_once_and_what_was_paid_is_told(service: Service) -> None:
    opened = service.gateway.open_checkout(service.request(), key=service.key())
    assert opened.is_open
    assert service.gateway.close_checkout(opened.id).is_open is False
    assert service.gateway.close_checkout(opened.id).subscription_id is None


def test_a_price_is_made_once(service: Service) -> None:
    first = service.gateway.put_plan(BASIC)
    assert service.gateway.put_plan(BASIC) == first
    dearer = service.gateway.put_plan(replace(BASIC, price_usd=Decimal("21.00")))
    assert (dearer.product_id, dearer.price_id != first.price_id) == (first.product_id, True)


def test_renewal_stopped_and_wanted_again(service: Service) -> None:
    bought = service.bought(wants_renewal=False)
    assert service.life(bought).subscription.wants_renewal is False
    service.gateway.stop_renewal(bought, key=service.key())
    assert service.life(bought).subscription.renews is False
    assert service.life(bought).subscription.cancelled_at == NOW
    service.gateway.renew_again(bought, key=service.key())
    again = service.life(bought).subscription
    assert (again.renews, again.wants_renewal, again.cancelled_at) == (True, True, None)


def test_a_pause_skips_a_charge(service: Service) -> None:
    bought = service.bought()
    service.gateway.pause(bought, key=service.key())
    assert service.life(bought).subscription.is_paused
    with service.at(add_months(NOW, 1) + timedelta(hours=1)):
        service.act(lambda books: sandbox_world.pass_time(books))
        assert [each.standing for each in service.life(bought).invoices] == [InvoiceStanding.paid, InvoiceStanding.void]
    with service.at(add_months(NOW, 1) + timedelta(days=9)):
        service.gateway.unpause(bought, charge_now=True, key=service.key())
        life = service.life(bought)
    assert life.subscription.is_paused is False
    assert life.invoices[-1].standing is InvoiceStanding.paid
    assert life.invoices[-1].period_start == add_months(NOW, 1) + timedelta(days=9)


def test_a_pause_taken_back_in_time_charges_nothing(service: Service) -> None:
    bought = service.bought()
    service.gateway.pause(bought, key=service.key())
    service.gateway.unpause(bought, charge_now=False, key=service.key())
    life = service.life(bought)
    assert (life.subscription.is_paused, len(life.invoices)) == (False, 1)


def test_a_dearer_plan_begins_at_once_for_the_difference(service: Service) -> None:
    bought, price = service.bought(), service.price(PRO)
    with service.at(NOW + timedelta(days=14)):
        due = service.gateway.preview_change_usd(bought, price_id=price)
        service.gateway.change_now(bought, price_id=price, key=service.key())
        life = service.life(bought)
    assert life.subscription.plan_slug == PRO.slug
    assert life.invoices[-1].amount_usd == due
    assert PRO.price_usd - BASIC.price_usd < due < PRO.price_usd
    assert life.invoices[-1].restarts


def test_a_cheaper_plan_waits_for_the_next_term(service: Service) -> None:
    bought = service.bought(PRO)
    service.gateway.change_later(bought, price_id=service.price(BASIC), key=service.key())
    assert (service.life(bought).subscription.plan_slug, service.life(bought).subscription.next_plan_slug) == (
        PRO.slug,
        BASIC.slug,
    )
    service.gateway.change_now(bought, price_id=service.price(replace(PRO, slug="more", price_usd=Decimal("99"))),
                               key=service.key())  # fmt: skip
    assert service.life(bought).subscription.next_plan_slug is None


def test_money_goes_back_in_part_and_never_twice_under_one_key(service: Service) -> None:
    bought = service.bought()
    intent_id = service.life(bought).invoices[0].payment_intent_id or ""
    key = service.key()
    for _ in range(2):
        service.gateway.refund(payment_intent_id=intent_id, amount_usd=Decimal("5.00"), reason="asked", key=key)
    invoice = service.life(bought).invoices[0]
    assert (invoice.refunded_usd, invoice.refunded_at) == (Decimal("5.00"), NOW)
    with pytest.raises(GatewayRefused):
        service.gateway.refund(
            payment_intent_id=intent_id, amount_usd=Decimal("15.00"), reason="asked", key=service.key()
        )


def test_a_dispute_is_seen_and_decided(service: Service) -> None:
    bought = service.bought()
    intent_id = service.life(bought).invoices[0].payment_intent_id or ""
    service.act(lambda books: sandbox_world.open_dispute(books, intent_id))
    assert service.life(bought).invoices[0].dispute is DisputeStanding.open
    service.act(lambda books: sandbox_world.decide_dispute(books, books.all_of("dispute", intent_id)[0], is_won=False))
    assert service.life(bought).invoices[0].dispute is DisputeStanding.lost


def test_an_end_is_an_end_however_often_it_is_asked_for(service: Service) -> None:
    bought = service.bought()
    service.gateway.end_now(bought, key=service.key())
    service.gateway.end_now(bought, key=service.key())
    assert service.life(bought).subscription.standing is Standing.ended
    with pytest.raises(GatewayRefused):
        service.gateway.pause(bought, key=service.key())


def test_every_way_to_a_subscription(service: Service) -> None:
    bought = service.bought()
    invoice = service.life(bought).invoices[0]
    ways = (
        Reference("x", subscription_id=bought),
        Reference("x", invoice_id=invoice.id),
        Reference("x", payment_intent_id=invoice.payment_intent_id),
        Reference("x", charge_id=invoice.charge_id),
    )
    assert [service.gateway.find_subscription_id(each) for each in ways] == [bought] * len(ways)
    assert service.gateway.find_life("sub_nobody_1") is None
    assert service.gateway.list_subscription_ids(since=NOW - timedelta(days=1)) == (bought,)
    assert service.gateway.list_subscription_ids(since=NOW + timedelta(days=1)) == ()
