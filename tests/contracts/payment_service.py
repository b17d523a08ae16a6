"""A payment service with its books, as the contract of the gateways drives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

from core.billing.gateways import sandbox_world
from core.billing.gateways.protocol import (
    CheckoutRequest,
    Gateway,
    PlanToSell,
    RemoteLife,
)
from core.billing.gateways.sandbox_store import Books, Store
from core.clock import pinned
from tests.contracts.stripe_stub import Stub

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
BASIC = PlanToSell(slug="basic-monthly", name="Basic", description="40 feedbacks", price_usd=Decimal("19.00"), months=1)
PRO = replace(BASIC, slug="pro-monthly", name="Pro", price_usd=Decimal("49.00"))


@dataclass
class Service:
    """A payment service with its books, and what was asked of it where that can be seen."""

    gateway: Gateway
    store: Store
    stub: Stub | None = None
    counter: Iterator[int] = field(default_factory=lambda: iter(range(1_000)))

    def key(self) -> str:
        return f"key-{next(self.counter)}"

    def price(self, plan: PlanToSell) -> str:
        return self.gateway.put_plan(plan).price_id

    def request(self, plan: PlanToSell = BASIC, *, wants_renewal: bool = True) -> CheckoutRequest:
        customer_id = self.gateway.put_customer(user_id=7, email="a@example.org", name="Ada", key=self.key())
        return CheckoutRequest(
            customer_id=customer_id,
            user_id=7,
            row_id=11,
            plan_slug=plan.slug,
            price_id=self.price(plan),
            wants_renewal=wants_renewal,
            success_url="https://example.org/plans?paid=yes",
            cancel_url="https://example.org/plans",
        )

    def act(self, do: Callable[[Books], object]) -> None:
        """What happens at the service without us."""
        with self.store.books() as books:
            do(books)

    def bought(self, plan: PlanToSell = BASIC, *, declines: bool = False, wants_renewal: bool = True) -> str:
        opened = self.gateway.open_checkout(self.request(plan, wants_renewal=wants_renewal), key=self.key())

        def pay(books: Books) -> None:
            checkout = sandbox_world.get(books, opened.id)
            subscription = sandbox_world.begin(books, checkout)
            invoice = sandbox_world.get(books, subscription["latest_invoice"])
            if sandbox_world.take_money(books, invoice, declines=declines):
                sandbox_world.set_status(books, subscription, "active")
                books.keep(checkout | {"status": "complete", "url": None})

        self.act(pay)
        return self.gateway.get_checkout(opened.id).subscription_id or ""

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Our clock and the service's, in the block."""
        before = self.stub.now if self.stub else moment
        with pinned(moment):
            if self.stub:
                self.stub.now = moment
            yield
            if self.stub:
                self.stub.now = before

    def life(self, subscription_id: str) -> RemoteLife:
        found = self.gateway.find_life(subscription_id)
        assert found is not None
        return found
