"""Objects of the sandbox, in Stripe's spelling: the fields that we read, and those that make them recognisable."""

import secrets
from collections.abc import Sequence
from typing import Any

Record = dict[str, Any]

API_VERSION = "2026-10-28.endive"
TAX_PER_CENT = 20
FEE_PER_CENT, FEE_CENTS = "2.9", 30
CARD = {"brand": "visa", "last4": "4242", "country": "GB"}
DECLINED = {"code": "card_declined", "message": "Your card was declined."}


def new_id(prefix: str) -> str:
    """An id that says where it was made."""
    return f"{prefix}_sandbox_{secrets.token_hex(9)}"


def listed(records: Sequence[Record]) -> Record:
    """A list as an answer holds it."""
    return {"object": "list", "data": list(records), "has_more": False, "url": "/v1/sandbox"}


def subscription(
    *, customer: str, price: Record, metadata: Record, now: int, ends: int, status: str = "incomplete"
) -> Record:
    """A subscription of one price."""
    return {
        "id": new_id("sub"),
        "object": "subscription",
        "customer": customer,
        "status": status,
        "items": listed([item(price, now=now, ends=ends)]),
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "created": now,
        "start_date": now,
        "billing_cycle_anchor": now,
        "ended_at": None,
        "latest_invoice": None,
        "livemode": False,
        "metadata": metadata,
        "pause_collection": None,
        "schedule": None,
        "currency": "usd",
        "collection_method": "charge_automatically",
    }


def item(price: Record, *, now: int, ends: int) -> Record:
    """What a subscription is for."""
    return {
        "id": new_id("si"),
        "object": "subscription_item",
        "price": price,
        "quantity": 1,
        "current_period_start": now,
        "current_period_end": ends,
    }


def invoice(
    subscription_id: str, *, customer: str, reason: str, lines: Sequence[Record], now: int, with_tax: bool
) -> Record:
    """An open invoice over the lines; prices include the tax."""
    total = max(0, sum(line["amount"] for line in lines))
    tax = total * TAX_PER_CENT // (100 + TAX_PER_CENT) if with_tax else 0
    return {
        "id": new_id("in"),
        "object": "invoice",
        "customer": customer,
        "created": now,
        "status": "open",
        "attempted": False,
        "attempt_count": 0,
        "billing_reason": reason,
        "currency": "usd",
        "amount_due": total,
        "amount_paid": 0,
        "total": total,
        "total_taxes": [{"amount": tax, "tax_behavior": "inclusive"}] if tax else [],
        "customer_address": {"country": CARD["country"]},
        "lines": listed(lines),
        "livemode": False,
        "parent": {"type": "subscription_details", "subscription_details": {"subscription": subscription_id}},
        "payments": listed([]),
        "hosted_invoice_url": None,
        "number": f"TEST-{secrets.token_hex(3).upper()}",
        "period_start": now,
        "period_end": now,
    }


def line(*, price: Record, amount: int, start: int, end: int, description: str, is_proration: bool = False) -> Record:
    """One line of an invoice; a credit is negative."""
    return {
        "id": new_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": "usd",
        "description": description,
        "period": {"start": start, "end": end},
        "pricing": {"type": "price_details", "price_details": {"price": price["id"], "product": price["product"]}},
        "parent": {"type": "subscription_item_details", "subscription_item_details": {"proration": is_proration}},
    }


def intent(*, amount: int, customer: str, now: int) -> Record:
    """A payment that nobody has tried yet."""
    return {
        "id": new_id("pi"),
        "object": "payment_intent",
        "amount": amount,
        "customer": customer,
        "created": now,
        "currency": "usd",
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "status": "requires_payment_method",
    }


def charge(intent_: Record, *, now: int) -> Record:
    """A payment that went through, with what the service kept of it."""
    amount = intent_["amount"]
    fee = amount * 29 // 1000 + FEE_CENTS
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": amount,
        "amount_refunded": 0,
        "balance_transaction": {"id": new_id("txn"), "object": "balance_transaction", "fee": fee, "net": amount - fee},
        "created": now,
        "currency": "usd",
        "customer": intent_["customer"],
        "disputed": False,
        "livemode": False,
        "paid": True,
        "payment_intent": intent_["id"],
        "payment_method_details": {"type": "card", "card": CARD},
        "receipt_url": None,
        "refunded": False,
        "refunds": listed([]),
        "status": "succeeded",
    }


def dispute(charge_: Record, *, now: int) -> Record:
    """The card's owner wants the money back."""
    return {
        "id": new_id("dp"),
        "object": "dispute",
        "amount": charge_["amount"],
        "charge": charge_["id"],
        "payment_intent": charge_["payment_intent"],
        "created": now,
        "currency": "usd",
        "livemode": False,
        "reason": "fraudulent",
        "status": "needs_response",
    }


def event(type_: str, thing: Record, *, now: int) -> Record:
    """Something that happened to a thing."""
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": {"object": thing},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": type_,
    }
