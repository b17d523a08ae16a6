"""What can be tried in test mode: the checkout page's buttons, and an administrator's acts on time and banks."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.accounts import audit_log
from core.actor import Actor, Role
from core.billing.errors import NoPaidPlan, PaymentNotFound
from core.billing.gateways import reading, sandbox_world
from core.billing.gateways.choosing import sandbox
from core.billing.gateways.protocol import GatewayRefused
from core.billing.gateways.sandbox import SandboxGateway
from core.billing.gateways.sandbox_objects import Record
from core.billing.gateways.sandbox_store import Books
from core.transaction import transaction
from db.models.billing import Payment, UserSubscription

MOST_DAYS = 400


class Outcome(StrEnum):
    """How somebody pays on the sandbox's page."""

    pay = "pay"
    decline = "decline"
    three_d_secure = "three_d_secure"
    leave = "leave"


class Verdict(StrEnum):
    """How a dispute goes."""

    open = "open"
    won = "won"
    lost = "lost"


@dataclass(frozen=True)
class TestCheckout:
    """The sandbox's page: what is bought, and what the last try came to."""

    id: str
    plan_name: str
    price_usd: Decimal
    months: int
    is_open: bool
    was_declined: bool
    needs_confirmation: bool
    success_url: str
    cancel_url: str


def find_checkout(checkout_id: str) -> TestCheckout | None:
    """The page as it stands; None if there is none by this id."""
    with sandbox().store.books() as books:
        found = books.find(checkout_id)
        return _shown(books, found) if found is not None and found["object"] == "checkout.session" else None


def decide_checkout(checkout_id: str, outcome: Outcome) -> TestCheckout:
    """Press a button of the page: pay, be declined, be asked for 3-D Secure (then `pay` confirms), or leave.

    Raises:
        GatewayRefused: There is no such page, or it is over.
    """
    service = sandbox()
    with service.acting() as books:
        found = sandbox_world.get(books, checkout_id)
        if found["object"] != "checkout.session":
            raise GatewayRefused
        if outcome is not Outcome.leave:
            _try(books, found, outcome)
        return _shown(books, found)


def advance_clock(actor_admin: Actor, *, days: int) -> int:
    """Move the sandbox's clock on and let everything happen that is due by then; how many terms ended.

    Raises:
        NotAllowed: The actor is no administrator.
        GatewayRefused: Not 1 to 400 days.
    """
    if not 1 <= days <= MOST_DAYS:
        raise GatewayRefused(f"The clock moves by 1 to {MOST_DAYS} days.")
    service = _acting_as(actor_admin, "sandbox.clock_advanced", entity="sandbox", entity_id="clock", days=days)
    with service.acting() as books:
        books.set_fact("clock_seconds", str(int(books.fact("clock_seconds", "0")) + days * 86_400))
        return sandbox_world.pass_time(books)


def renew(actor_admin: Actor, *, subscription_id: int) -> None:
    """Let the running term of a plan end now: it is charged again, or ends if it does not renew; or an open
    invoice is tried once more, with success.

    Raises:
        NotAllowed: The actor is no administrator.
        NoPaidPlan: The subscription was not bought in the sandbox.
    """
    _end_term(actor_admin, subscription_id, declines=False)


def fail(actor_admin: Actor, *, subscription_id: int) -> None:
    """Let the running term end now, with a card that is refused; raises as `renew` does."""
    _end_term(actor_admin, subscription_id, declines=True)


def dispute(actor_admin: Actor, *, payment_id: int, verdict: Verdict = Verdict.open) -> None:
    """Let the card's owner dispute a payment, or its bank decide an open dispute.

    Raises:
        NotAllowed: The actor is no administrator.
        PaymentNotFound: No such payment came in here.
        GatewayRefused: There is no open dispute to decide.
    """
    service = _acting_as(actor_admin, "sandbox.disputed", entity="payment", entity_id=payment_id, verdict=verdict.value)
    with transaction() as tx:
        row = tx.get(Payment, payment_id)
        intent_id = row.stripe_payment_intent_id if row else None
    if intent_id is None:
        raise PaymentNotFound
    with service.acting() as books:
        if verdict is Verdict.open:
            sandbox_world.open_dispute(books, intent_id)
            return
        waiting = [each for each in books.all_of("dispute", intent_id) if each["status"] == "needs_response"]
        if not waiting:
            raise GatewayRefused("This payment has no open dispute.")
        sandbox_world.decide_dispute(books, waiting[-1], is_won=verdict is Verdict.won)


def _end_term(actor: Actor, subscription_id: int, *, declines: bool) -> None:
    action = "sandbox.charge_failed" if declines else "sandbox.renewed"
    service = _acting_as(actor, action, entity="usersubscription", entity_id=subscription_id)
    with transaction() as tx:
        row = tx.get(UserSubscription, subscription_id)
        stripe_id = row.stripe_subscription_id if row else None
    if stripe_id is None:
        raise NoPaidPlan
    with service.acting() as books:
        found = sandbox_world.get(books, stripe_id)
        if found["status"] == "past_due":
            sandbox_world.retry(books, found, declines=declines)
        elif found["status"] == "active":
            sandbox_world.roll_over(books, found, declines=declines)
        else:
            raise NoPaidPlan


def _acting_as(actor: Actor, action: str, *, entity: str, entity_id: int | str, **detail: object) -> SandboxGateway:
    actor.require(Role.admin)
    service = sandbox()
    with transaction() as tx:
        audit_log.record(tx, actor, action=action, entity=entity, entity_id=entity_id, detail=detail)
    return service


def _try(books: Books, checkout: Record, outcome: Outcome) -> None:
    if checkout["status"] != "open":
        raise GatewayRefused("This page is closed.")
    subscription = sandbox_world.begin(books, checkout)
    invoice = sandbox_world.get(books, subscription["latest_invoice"])
    if outcome is Outcome.three_d_secure:
        intent = books.all_of("payment_intent", invoice["id"])[0]
        books.keep(intent | {"status": "requires_action"})
        sandbox_world.tell(books, "invoice.payment_action_required", invoice)
        return
    if sandbox_world.take_money(books, invoice, declines=outcome is Outcome.decline):
        sandbox_world.set_status(books, subscription, "active")
        checkout |= {"status": "complete", "url": None}
        books.keep(checkout)
        sandbox_world.tell(books, "checkout.session.completed", checkout)


def _shown(books: Books, checkout: Record) -> TestCheckout:
    price = sandbox_world.get(books, checkout["_price"])
    invoices = books.all_of("invoice", checkout["subscription"]) if checkout["subscription"] else []
    intents = books.all_of("payment_intent", invoices[0]["id"]) if invoices else []
    return TestCheckout(
        id=checkout["id"],
        plan_name=str(price["nickname"]),
        price_usd=reading.usd(price["unit_amount"]),
        months=sandbox_world.months_of(price),
        is_open=checkout["status"] == "open",
        was_declined=bool(intents and intents[0]["last_payment_error"]),
        needs_confirmation=bool(intents and intents[0]["status"] == "requires_action"),
        success_url=checkout["success_url"],
        cancel_url=checkout["cancel_url"],
    )
