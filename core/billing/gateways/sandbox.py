"""A payment service of our own for trying everything out: no money moves.

It keeps Stripe-shaped books below IELTS_HOME and tells what happens there as Stripe does: signed events,
posted over HTTP to the same route. Answers go through the same reading as Stripe's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal

from core.billing.gateways import reading, sandbox_world
from core.billing.gateways.protocol import (
    CheckoutRequest,
    GatewayRefused,
    PlanToSell,
    Reference,
    RemoteCheckout,
    RemoteEndpoint,
    RemoteInvoice,
    RemoteLife,
    RemotePrice,
)
from core.billing.gateways.sandbox_objects import Record, new_id
from core.billing.gateways.sandbox_store import Books, Store

Deliver = Callable[[Store], object]


class SandboxGateway:
    """The sandbox as a `Gateway`. `deliver` posts what waits in the books; it may fail, and is tried again."""

    name = "sandbox"
    is_sandbox = True

    def __init__(self, store: Store, *, deliver: Deliver, page: str = "/sandbox/checkout") -> None:
        self.store = store
        self._deliver = deliver
        self._page = page

    @contextmanager
    def acting(self) -> Iterator[Books]:
        """The books for a change; what it told is delivered after they are closed."""
        with self.store.books() as books:
            yield books
        self._deliver(self.store)

    def put_customer(self, *, user_id: int, email: str, name: str, key: str) -> str:
        """See `Gateway`. The address is not kept: the sandbox writes to nobody."""
        with self.acting() as books:
            if (known := books.find(f"key_{key}")) is not None:
                return str(known["answer"])
            made: Record = {"id": new_id("cus"), "object": "customer", "metadata": {reading.PERSON: str(user_id)}}
            books.keep(made)
            _remember(books, key, made["id"])
            return str(made["id"])

    def put_plan(self, plan: PlanToSell) -> RemotePrice:
        """See `Gateway`."""
        amount = reading.cents(plan.price_usd)
        price_id = f"price_sandbox_{plan.slug}_{plan.months}_{amount}"
        product_id = f"prod_sandbox_{plan.slug}"
        with self.acting() as books:
            made = {"id": price_id, "object": "price", "product": product_id, "unit_amount": amount, "currency": "usd"}
            made |= {"recurring": {"interval": "month", "interval_count": plan.months}, "nickname": plan.name}
            books.keep(made | {"metadata": {reading.PLAN: plan.slug}})
        return RemotePrice(product_id=product_id, price_id=price_id)

    def open_checkout(self, request: CheckoutRequest, *, key: str) -> RemoteCheckout:
        """See `Gateway`. The page is ours, and says that no money moves."""
        with self.acting() as books:
            if (known := books.find(f"key_{key}")) is not None:
                return reading.checkout(sandbox_world.get(books, str(known["answer"])))
            price = sandbox_world.get(books, request.price_id)
            checkout_id = new_id("cs")
            made: Record = {"id": checkout_id, "object": "checkout.session", "status": "open", "subscription": None}
            made |= {
                "customer": request.customer_id,
                "client_reference_id": str(request.user_id),
                "mode": "subscription",
            }
            made |= {"url": f"{self._page}/{checkout_id}", "expires_at": books.now + sandbox_world.CHECKOUT_SECONDS}
            made |= {"success_url": request.success_url, "cancel_url": request.cancel_url, "livemode": False}
            made |= {"_price": price["id"], "_subscription_metadata": _metadata(request)}
            books.keep(made, parent=request.customer_id)
            _remember(books, key, checkout_id)
            return reading.checkout(made)

    def get_checkout(self, checkout_id: str) -> RemoteCheckout:
        """See `Gateway`."""
        with self.store.books() as books:
            return reading.checkout(sandbox_world.get(books, checkout_id))

    def close_checkout(self, checkout_id: str) -> RemoteCheckout:
        """See `Gateway`."""
        with self.acting() as books:
            return reading.checkout(sandbox_world.close(books, sandbox_world.get(books, checkout_id)))

    def portal_url(self, *, customer_id: str, return_url: str) -> str:
        """See `Gateway`. There are no cards to change: back to where the person came from."""
        return return_url

    def find_life(self, subscription_id: str) -> RemoteLife | None:
        """See `Gateway`."""
        with self.store.books() as books:
            found = books.find(subscription_id)
            if found is None or found["object"] != "subscription":
                return None
            schedule = books.find(found["schedule"] or "")

            def slug_of(price_id: str) -> str | None:
                price = books.find(price_id)
                return price["metadata"].get(reading.PLAN) if price else None

            read = (_invoice(books, each, slug_of) for each in books.all_of("invoice", subscription_id))
            subscription = reading.subscription(found | {"schedule": schedule}, slug_of=slug_of)
            return RemoteLife(subscription, tuple(each for each in read if each is not None))

    def find_subscription_id(self, reference: Reference) -> str | None:
        """See `Gateway`."""
        if reference.subscription_id:
            return reference.subscription_id
        with self.store.books() as books:
            if reference.checkout_id:
                found = books.find(reference.checkout_id)
                return found["subscription"] if found else None
            invoice_id = reference.invoice_id
            if invoice_id is None:
                charge = books.find(reference.charge_id or "")
                intent_id = reference.payment_intent_id or (charge["payment_intent"] if charge else None)
                invoices = books.all_of("invoice")
                ids = [each["id"] for each in invoices if intent_id and intent_id in reading.intent_ids(each)]
                invoice_id = ids[0] if ids else None
            invoice = books.find(invoice_id or "")
            return reading.invoice_subscription_id(invoice) if invoice else None

    def list_subscription_ids(self, *, since: datetime) -> tuple[str, ...]:
        """See `Gateway`."""
        with self.store.books() as books:
            found = books.all_of("subscription")
        return tuple(each["id"] for each in found if each["created"] >= since.timestamp())

    def stop_renewal(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        self._update(subscription_id, cancel_at_period_end=True, canceled_at=True)

    def renew_again(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        self._update(subscription_id, cancel_at_period_end=False, canceled_at=False, wants_renewal=True)

    def pause(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        self._update(subscription_id, pause_collection={"behavior": "void", "resumes_at": None})

    def unpause(self, subscription_id: str, *, charge_now: bool, key: str) -> None:
        """See `Gateway`."""
        with self._once(key) as books:
            if books is None:
                return
            found = _live(books, subscription_id) | {"pause_collection": None}
            if charge_now:
                sandbox_world.start_again(books, found, price=sandbox_world.price_of(found))
            else:
                sandbox_world.set_status(books, found, found["status"])

    def change_now(self, subscription_id: str, *, price_id: str, key: str) -> None:
        """See `Gateway`."""
        with self._once(key) as books:
            if books is None:
                return
            found = _live(books, subscription_id)
            credit = sandbox_world.unused_credit(books, found)
            sandbox_world.start_again(books, found, price=sandbox_world.get(books, price_id), credit=credit)

    def change_later(self, subscription_id: str, *, price_id: str, key: str) -> None:
        """See `Gateway`."""
        with self.acting() as books:
            found = _live(books, subscription_id)
            phases = [{"items": [{"price": sandbox_world.price_of(found)["id"]}]}, {"items": [{"price": price_id}]}]
            made = {"id": new_id("sub_sched"), "object": "subscription_schedule", "status": "active", "phases": phases}
            books.keep(made, parent=subscription_id)
            found["schedule"] = made["id"]
            sandbox_world.set_status(books, found, found["status"])

    def preview_change_usd(self, subscription_id: str, *, price_id: str) -> Decimal:
        """See `Gateway`."""
        with self.store.books() as books:
            found = _live(books, subscription_id)
            price, credit = sandbox_world.get(books, price_id), sandbox_world.unused_credit(books, found)
        return reading.usd(max(0, price["unit_amount"] + credit["amount"]))

    def end_now(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        with self.acting() as books:
            found = sandbox_world.get(books, subscription_id)
            if found["ended_at"] is None:
                sandbox_world.set_status(books, found, "canceled")

    def refund(self, *, payment_intent_id: str, amount_usd: Decimal, reason: str, key: str) -> str:
        """See `Gateway`."""
        with self.acting() as books:
            if (known := books.find(f"key_{key}")) is not None:
                return str(known["answer"])
            made = sandbox_world.give_back(books, payment_intent_id, amount=reading.cents(amount_usd))
            _remember(books, key, made["id"])
            return str(made["id"])

    def put_endpoint(self, url: str) -> RemoteEndpoint:
        """See `Gateway`. The sandbox knows where we are: there is nothing to set up."""
        return RemoteEndpoint(id="we_sandbox", url=url, secret=None)

    @contextmanager
    def _once(self, key: str) -> Iterator[Books | None]:
        """The books for a change that charges; None when it was done before under this key."""
        with self.acting() as books:
            if books.find(f"key_{key}") is not None:
                yield None
                return
            yield books
            _remember(books, key, "done")

    def _update(self, subscription_id: str, *, wants_renewal: bool = False, **changes: object) -> None:
        with self.acting() as books:
            found = _live(books, subscription_id)
            if "canceled_at" in changes:
                changes["canceled_at"] = books.now if changes["canceled_at"] else None
            if wants_renewal:
                found["metadata"][reading.RENEWAL] = "yes"
            sandbox_world.set_status(books, found | changes, found["status"])


def _live(books: Books, subscription_id: str) -> Record:
    found = sandbox_world.get(books, subscription_id)
    if found["ended_at"] is not None:
        raise GatewayRefused("This subscription has ended.")
    return found


def _remember(books: Books, key: str, answer: str) -> None:
    books.keep({"id": f"key_{key}", "object": "idempotency_key", "answer": answer})


def _metadata(request: CheckoutRequest) -> Record:
    return {
        reading.ROW: str(request.row_id),
        reading.PERSON: str(request.user_id),
        reading.RENEWAL: "yes" if request.wants_renewal else "no",
        reading.PLAN: request.plan_slug,
    }


def _invoice(books: Books, found: Record, slug_of: reading.SlugOf) -> RemoteInvoice | None:
    ids = reading.intent_ids(found)
    intent, disputes = (books.find(ids[0]), books.all_of("dispute", ids[0])) if ids else (None, [])
    if intent is not None:
        intent = intent | {"latest_charge": books.find(intent["latest_charge"] or "")}
    return reading.invoice(found, intent, disputes, slug_of=slug_of)
