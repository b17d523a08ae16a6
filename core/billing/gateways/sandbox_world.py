"""What happens in the sandbox: cards are charged or refused, terms end, money goes back, events are told.

Every function works inside open books and leaves one event for each thing that changed.
"""

from datetime import UTC, datetime

from core.billing.gateways import sandbox_objects as objects
from core.billing.gateways.protocol import GatewayRefused
from core.billing.gateways.sandbox_objects import Record
from core.billing.gateways.sandbox_store import Books
from core.billing.periods import add_months

DUNNING_SECONDS = 14 * 86_400
CHECKOUT_SECONDS = 3_600


def get(books: Books, object_id: str) -> Record:
    """The object of that id.

    Raises:
        GatewayRefused: There is none.
    """
    found = books.find(object_id)
    if found is None:
        raise GatewayRefused(f"The sandbox knows no {object_id!r}.")
    return found


def tell(books: Books, type_: str, thing: Record) -> None:
    """Leave an event."""
    books.add_event(objects.event(type_, thing, now=books.now))


def later(seconds: int, months: int) -> int:
    """So many months after a moment."""
    return int(add_months(datetime.fromtimestamp(seconds, UTC), months).timestamp())


def months_of(price: Record) -> int:
    """How many months a price pays for."""
    return int(price["recurring"]["interval_count"])


def price_of(subscription: Record) -> Record:
    """The price of a subscription."""
    return dict(subscription["items"]["data"][0]["price"])


def ends(subscription: Record) -> int:
    """When its running term ends."""
    return int(subscription["items"]["data"][0]["current_period_end"])


def begin(books: Books, checkout: Record) -> Record:
    """The subscription that a checkout is about, made at the first try to pay."""
    if checkout["subscription"] is not None:
        return get(books, checkout["subscription"])
    now, price = books.now, get(books, checkout["_price"])
    made = objects.subscription(
        customer=checkout["customer"],
        price=price,
        metadata=checkout["_subscription_metadata"],
        now=now,
        ends=later(now, months_of(price)),
    )
    made["_terms"] = months_of(price)
    books.keep(made, parent=checkout["customer"])
    bill(books, made, reason="subscription_create", lines=[_term(made, now)])
    checkout["subscription"] = made["id"]
    books.keep(checkout)
    tell(books, "customer.subscription.created", made)
    return made


def bill(books: Books, subscription: Record, *, reason: str, lines: list[Record]) -> Record:
    """Write an invoice and the payment that it waits for."""
    now = books.now
    made = objects.invoice(
        subscription["id"],
        customer=subscription["customer"],
        reason=reason,
        lines=lines,
        now=now,
        with_tax=books.fact("tax", "no") == "yes",
    )
    if made["amount_due"]:
        intent = objects.intent(amount=made["amount_due"], customer=subscription["customer"], now=now)
        payment = {"id": objects.new_id("inpay"), "object": "invoice_payment", "invoice": made["id"], "created": now}
        payment |= {"status": "open", "payment": {"type": "payment_intent", "payment_intent": intent["id"]}}
        made["payments"] = objects.listed([payment])
        books.keep(intent, parent=made["id"])
    books.keep(made, parent=subscription["id"])
    subscription["latest_invoice"] = made["id"]
    books.keep(subscription)
    tell(books, "invoice.finalized", made)
    return made


def take_money(books: Books, invoice: Record, *, declines: bool = False) -> bool:
    """Try to charge an open invoice; whether it is paid now."""
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    intents = books.all_of("payment_intent", invoice["id"])
    if declines and intents:
        intents[0] |= {"last_payment_error": objects.DECLINED, "status": "requires_payment_method"}
        books.keep(intents[0])
        books.keep(invoice)
        tell(books, "invoice.payment_failed", invoice)
        return False
    if intents:
        made = objects.charge(intents[0], now=books.now)
        books.keep(made, parent=intents[0]["id"])
        intents[0] |= {"latest_charge": made["id"], "last_payment_error": None, "status": "succeeded"}
        books.keep(intents[0])
        invoice["payments"]["data"][0]["status"] = "paid"
    invoice |= {"status": "paid", "amount_paid": invoice["amount_due"]}
    books.keep(invoice)
    tell(books, "invoice.paid", invoice)
    return True


def set_status(books: Books, subscription: Record, status: str) -> None:
    """Move a subscription to another status."""
    subscription["status"] = status
    if status in ("canceled", "incomplete_expired"):
        subscription["ended_at"] = books.now
        subscription["canceled_at"] = subscription["canceled_at"] or books.now
    books.keep(subscription)
    tell(
        books,
        "customer.subscription.deleted" if status == "canceled" else "customer.subscription.updated",
        subscription,
    )


def roll_over(books: Books, subscription: Record, *, declines: bool = False) -> None:
    """The running term ends: it stops, or the next one is charged, refused or skipped by a pause."""
    start = ends(subscription)
    if subscription["cancel_at_period_end"]:
        set_status(books, subscription, "canceled")
        return
    _switch_as_scheduled(books, subscription)
    price, anchor = price_of(subscription), subscription["billing_cycle_anchor"]
    subscription["_terms"] += months_of(price)
    term = {"current_period_start": start, "current_period_end": later(anchor, subscription["_terms"])}
    subscription["items"]["data"][0] |= term
    invoice = bill(books, subscription, reason="subscription_cycle", lines=[_term(subscription, start)])
    if subscription["pause_collection"] is not None:
        invoice["status"] = "void"
        books.keep(invoice)
        tell(books, "invoice.voided", invoice)
        set_status(books, subscription, "active")
        return
    set_status(books, subscription, "active" if take_money(books, invoice, declines=declines) else "past_due")


def retry(books: Books, subscription: Record, *, declines: bool = False) -> None:
    """Try the open invoice of a subscription that is behind once more."""
    invoice = get(books, subscription["latest_invoice"])
    if take_money(books, invoice, declines=declines):
        set_status(books, subscription, "active")


def start_again(books: Books, subscription: Record, *, price: Record, credit: Record | None = None) -> None:
    """A new term of a price begins now, charged at once; the credit for unused time is taken off."""
    now = books.now
    subscription["items"]["data"][0] |= objects.item(price, now=now, ends=later(now, months_of(price))) | {
        "id": subscription["items"]["data"][0]["id"]
    }
    subscription |= {"billing_cycle_anchor": now, "_terms": months_of(price), "schedule": None}
    lines = [_term(subscription, now)] + ([credit] if credit else [])
    invoice = bill(books, subscription, reason="subscription_update", lines=lines)
    set_status(books, subscription, "active" if take_money(books, invoice) else "past_due")


def unused_credit(books: Books, subscription: Record) -> Record:
    """What is left of the running term, as a negative line."""
    now, running = books.now, subscription["items"]["data"][0]
    length = running["current_period_end"] - running["current_period_start"]
    left = max(0, running["current_period_end"] - now)
    price = price_of(subscription)
    return objects.line(
        price=price,
        amount=-(price["unit_amount"] * left // length),
        start=now,
        end=running["current_period_end"],
        description="Unused time",
        is_proration=True,
    )


def give_back(books: Books, intent_id: str, *, amount: int) -> Record:
    """Refund so many cents of a payment.

    Raises:
        GatewayRefused: More than is left of it, or it was never paid.
    """
    intent = get(books, intent_id)
    charges = books.all_of("charge", intent_id)
    if not charges or amount > charges[0]["amount"] - charges[0]["amount_refunded"]:
        raise GatewayRefused("The sandbox cannot refund more than was paid.")
    charge = charges[0]
    made = {"id": objects.new_id("re"), "object": "refund", "amount": amount, "charge": charge["id"]}
    made |= {"created": books.now, "payment_intent": intent["id"], "status": "succeeded"}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    charge["refunds"]["data"].append(made)
    books.keep(charge)
    tell(books, "charge.refunded", charge)
    return made


def open_dispute(books: Books, intent_id: str) -> Record:
    """The owner of the card disputes a payment."""
    charge = get(books, get(books, intent_id)["latest_charge"] or "")
    charge["disputed"] = True
    books.keep(charge)
    made = books.keep(objects.dispute(charge, now=books.now), parent=intent_id)
    tell(books, "charge.dispute.created", made)
    return made


def decide_dispute(books: Books, dispute: Record, *, is_won: bool) -> None:
    """The bank has decided."""
    dispute["status"] = "won" if is_won else "lost"
    books.keep(dispute)
    tell(books, "charge.dispute.closed", dispute)


def pass_time(books: Books) -> int:
    """Let everything happen that is due by the sandbox's clock, in order; how many terms ended."""
    ended = 0
    for checkout in books.all_of("checkout.session"):
        if checkout["status"] == "open" and checkout["expires_at"] <= books.now:
            close(books, checkout)
    while due := [each for each in books.all_of("subscription") if _is_due(each, books.now)]:
        first = min(due, key=ends)
        ended += 1
        if first["status"] == "past_due":
            set_status(books, first, "canceled")
        else:
            roll_over(books, first, declines=bool(first.get("_declines")))
    return ended


def close(books: Books, checkout: Record) -> Record:
    """Close a checkout; what was begun there ends unpaid."""
    if checkout["status"] != "open":
        return checkout
    checkout |= {"status": "expired", "url": None}
    books.keep(checkout)
    if checkout["subscription"] is not None:
        subscription = get(books, checkout["subscription"])
        for invoice in books.all_of("invoice", subscription["id"]):
            invoice["status"] = "void"
            books.keep(invoice)
            tell(books, "invoice.voided", invoice)
        set_status(books, subscription, "incomplete_expired")
    tell(books, "checkout.session.expired", checkout)
    return checkout


def _term(subscription: Record, start: int) -> Record:
    price = price_of(subscription)
    return objects.line(
        price=price,
        amount=price["unit_amount"],
        start=start,
        end=ends(subscription),
        description=str(price["nickname"]),
    )


def _switch_as_scheduled(books: Books, subscription: Record) -> None:
    schedule = books.find(subscription["schedule"] or "")
    if schedule is None or schedule["status"] != "active":
        return
    price = get(books, schedule["phases"][-1]["items"][0]["price"])
    subscription["items"]["data"][0]["price"] = price
    subscription |= {"schedule": None, "billing_cycle_anchor": ends(subscription), "_terms": 0}
    books.keep(schedule | {"status": "released"})


def _is_due(subscription: Record, now: int) -> bool:
    if subscription["status"] == "past_due":
        return int(subscription["items"]["data"][0]["current_period_start"]) + DUNNING_SECONDS <= now
    return subscription["status"] == "active" and ends(subscription) <= now
