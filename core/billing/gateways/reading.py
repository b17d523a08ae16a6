"""From objects as Stripe spells them to our own types. Everything that is read of them is read here.

Cents become dollars, `canceled` becomes ended, seconds become moments in UTC. The sandbox speaks the same
spelling, so what is tried there is what Stripe's answers go through.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from core.billing.gateways.protocol import (
    DisputeStanding,
    InvoiceStanding,
    Reference,
    RemoteCheckout,
    RemoteInvoice,
    RemoteSubscription,
    Standing,
)

Object = Mapping[str, Any]
SlugOf = Callable[[str], str | None]

ROW, PERSON, RENEWAL, PLAN = "subscription_row", "user", "renewal", "plan"  # the keys of our metadata

_STANDINGS = {
    "incomplete": Standing.incomplete,
    "incomplete_expired": Standing.ended,
    "trialing": Standing.live,
    "active": Standing.live,
    "past_due": Standing.past_due,
    "unpaid": Standing.unpaid,
    "paused": Standing.unpaid,
    "canceled": Standing.ended,
}
_DISPUTES = {"won": DisputeStanding.won, "lost": DisputeStanding.lost}
_HARMLESS_DISPUTES = ("warning_needs_response", "warning_under_review", "warning_closed", "prevented")
_RESTARTS = ("subscription_create", "subscription_update")
_LONGEST_ID = 250


def usd(cents: int) -> Decimal:
    """Dollars of cents."""
    return Decimal(cents) / 100


def cents(amount_usd: Decimal) -> int:
    """Cents of dollars; there are no parts of a cent."""
    return int((amount_usd * 100).to_integral_exact())


def moment(seconds: int) -> datetime:
    """A moment of Stripe's seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def subscription(found: Object, *, slug_of: SlugOf) -> RemoteSubscription:
    """A subscription; its schedule, if it has one, must come expanded."""
    metadata = found["metadata"] or {}
    standing = _STANDINGS[found["status"]]
    return RemoteSubscription(
        id=found["id"],
        customer_id=id_of(found["customer"]) or "",
        raw_status=found["status"],
        standing=standing,
        plan_slug=slug_of(_price_of(found)),
        renews=standing is not Standing.ended and not found["cancel_at_period_end"] and found["cancel_at"] is None,
        wants_renewal=metadata.get(RENEWAL, "yes") == "yes",
        started_at=moment(found["start_date"]),
        ended_at=_moment_or_none(found["ended_at"]),
        cancelled_at=_moment_or_none(found["canceled_at"]),
        is_paused=found["pause_collection"] is not None,
        next_plan_slug=_next_slug(found, slug_of),
        row_id=_number(metadata.get(ROW)),
        user_id=_number(metadata.get(PERSON)),
    )


def invoice(
    found: Object, intent: Object | None, disputes: Sequence[Object], *, slug_of: SlugOf
) -> RemoteInvoice | None:
    """An invoice with its payment, whose latest charge comes expanded; None for one that sells no plan."""
    line = _term_line(found)
    if line is None or found["status"] == "draft":
        return None
    charge = intent["latest_charge"] if intent else None
    refunded = usd(charge["amount_refunded"]) if charge else Decimal(0)
    standing = _invoice_standing(found, intent)
    return RemoteInvoice(
        id=found["id"],
        created_at=moment(found["created"]),
        standing=standing,
        plan_slug=slug_of(_line_price(line)),
        period_start=moment(line["period"]["start"]),
        period_end=moment(line["period"]["end"]),
        restarts=found["billing_reason"] in _RESTARTS,
        amount_usd=usd(found["amount_paid"] if standing is InvoiceStanding.paid else found["amount_due"]),
        tax_usd=usd(sum(tax["amount"] for tax in found["total_taxes"] or ())),
        fee_usd=_fee(charge),
        country=_country(found, charge),
        payment_intent_id=intent["id"] if intent else None,
        charge_id=charge["id"] if charge else None,
        payment_method=_method(charge),
        failure_reason=None if standing is InvoiceStanding.paid else _failure(intent),
        description=line["description"],
        refunded_usd=refunded,
        refunded_at=_refunded_at(charge) if charge and refunded else None,
        dispute=_dispute(disputes),
        disputed_at=_disputed_at(disputes),
        receipt_url=(charge["receipt_url"] if charge else None) or found["hosted_invoice_url"],
    )


def checkout(found: Object) -> RemoteCheckout:
    """A checkout session."""
    return RemoteCheckout(
        id=found["id"],
        url=found["url"],
        is_open=found["status"] == "open",
        subscription_id=id_of(found["subscription"]),
    )


def invoice_subscription_id(found: Object) -> str | None:
    """The subscription that an invoice belongs to."""
    parent = found.get("parent") or {}
    details = parent.get("subscription_details") or {}
    return id_of(details.get("subscription"))


def intent_ids(found: Object) -> tuple[str, ...]:
    """The payment intents of an invoice, the last one first."""
    payments = (found["payments"] or {"data": []})["data"]
    ordered = sorted(payments, key=lambda each: (each["status"] == "paid", each["created"]), reverse=True)
    found_ids = (id_of(each["payment"].get("payment_intent")) for each in ordered)
    return tuple(each for each in found_ids if each)


def reference(type_: str, thing: Object) -> Reference:
    """What an event is about. The body comes from outside: what is no id is left out."""
    kind, own = thing.get("object"), text_id(thing.get("id"))
    if kind == "subscription":
        return Reference(type_, subscription_id=own)
    if kind == "invoice":
        return Reference(type_, invoice_id=own)
    if kind == "checkout.session":
        return Reference(type_, checkout_id=own, subscription_id=text_id(thing.get("subscription")))
    intent, charge = text_id(thing.get("payment_intent")), text_id(thing.get("charge"))
    if kind == "charge":
        return Reference(type_, payment_intent_id=intent, charge_id=own)
    if kind in ("dispute", "refund"):
        return Reference(type_, payment_intent_id=intent, charge_id=charge)
    if kind == "payment_intent":
        return Reference(type_, payment_intent_id=own)
    if kind == "invoice_payment":
        return Reference(type_, invoice_id=text_id(thing.get("invoice")))
    return Reference(type_)


def text_id(value: object) -> str | None:
    """`value` if it is a text that can be an id of Stripe's."""
    return value if isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isascii() else None


def id_of(value: object) -> str | None:
    """The id of a thing, whether it came as an id or expanded."""
    if isinstance(value, str):
        return value
    return str(value["id"]) if isinstance(value, Mapping) else None


def _moment_or_none(seconds: int | None) -> datetime | None:
    return None if seconds is None else moment(seconds)


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19 else None


def _price_of(found: Object) -> str:
    return id_of(found["items"]["data"][0]["price"]) or ""


def _next_slug(found: Object, slug_of: SlugOf) -> str | None:
    schedule = found["schedule"]
    if not isinstance(schedule, Mapping) or schedule["status"] != "active":
        return None
    last = id_of(schedule["phases"][-1]["items"][0]["price"]) or ""
    return slug_of(last) if last != _price_of(found) else None


def _line_price(line: Object) -> str:
    details = (line["pricing"] or {}).get("price_details") or {}
    return id_of(details.get("price")) or ""


def _term_line(found: Object) -> Object | None:
    """The line that pays for a term: credits for unused time are negative."""
    lines = [line for line in found["lines"]["data"] if line["amount"] >= 0 and _line_price(line)]
    return max(lines, key=lambda line: (line["amount"], line["period"]["end"]), default=None)


def _invoice_standing(found: Object, intent: Object | None) -> InvoiceStanding:
    if found["status"] == "paid":
        return InvoiceStanding.paid
    if found["status"] == "void":
        return InvoiceStanding.void
    was_refused = found["status"] == "uncollectible" or (intent is not None and bool(intent["last_payment_error"]))
    return InvoiceStanding.failed if was_refused else InvoiceStanding.open


def _fee(charge: Object | None) -> Decimal | None:
    transaction = charge["balance_transaction"] if charge else None
    return usd(transaction["fee"]) if isinstance(transaction, Mapping) else None


def _country(found: Object, charge: Object | None) -> str | None:
    address = found["customer_address"] or {}
    if address.get("country"):
        return str(address["country"])
    card = ((charge or {}).get("payment_method_details") or {}).get("card") or {}
    return card.get("country")


def _method(charge: Object | None) -> str | None:
    """`visa 4242`: the brand and the last four digits, never more."""
    details = (charge or {}).get("payment_method_details")
    if not details:
        return None
    card = details.get("card")
    return f"{card['brand']} {card['last4']}" if card else str(details["type"])


def _failure(intent: Object | None) -> str | None:
    error = intent["last_payment_error"] if intent else None
    return (error["message"] or error["code"]) if error else None


def _refunded_at(charge: Object) -> datetime | None:
    given = [each["created"] for each in (charge["refunds"] or {"data": []})["data"] if each["status"] != "failed"]
    return moment(max(given) if given else charge["created"])


def _newest(disputes: Sequence[Object]) -> Object | None:
    """The newest dispute about money; an inquiry takes none."""
    real = [each for each in disputes if each["status"] not in _HARMLESS_DISPUTES]
    return max(real, key=lambda each: each["created"], default=None)


def _dispute(disputes: Sequence[Object]) -> DisputeStanding | None:
    newest = _newest(disputes)
    return _DISPUTES.get(newest["status"], DisputeStanding.open) if newest else None


def _disputed_at(disputes: Sequence[Object]) -> datetime | None:
    newest = _newest(disputes)
    return moment(newest["created"]) if newest else None
