"""What each route of the Stripe-like server does in the sandbox's books."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.billing.gateways import sandbox_world
from core.billing.gateways.protocol import GatewayRefused
from core.billing.gateways.sandbox_objects import listed, new_id
from core.billing.gateways.sandbox_store import Books
from tests.contracts.stripe_shapes import PARAMETERS

Record = dict[str, Any]


class StripeError(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, type_: str, message: str, code: str | None = None) -> None:
        self.status = status
        self.body = {"error": {"type": type_, "message": message, "code": code}}


@dataclass
class Card:
    """What the person pays with."""

    declines: bool = False


@dataclass(frozen=True)
class Sent:
    """One request."""

    method: str
    path: str
    route: str
    parameters: Record
    key: str | None
    version: str | None


def _id(request: Sent, place: int = 3) -> str:
    return request.path.split("/")[place]


def _expands(request: Sent, name: str) -> bool:
    return any(each == name or each.startswith(f"{name}.") for each in request.parameters.get("expand", []))


def _put_customer(_card: Card, books: Books, request: Sent) -> Record:
    made = {"id": new_id("cus"), "object": "customer", "metadata": request.parameters["metadata"], "livemode": False}
    return books.keep(made)


def _list_prices(_card: Card, books: Books, request: Sent) -> Record:
    keys = request.parameters["lookup_keys"]
    return listed([each for each in books.all_of("price") if each.get("lookup_key") in keys][:1])


def _put_price(_card: Card, books: Books, request: Sent) -> Record:
    sent = request.parameters
    made = {"id": new_id("price"), "object": "price", "product": sent["product"], "currency": sent["currency"]}
    made |= {"unit_amount": int(sent["unit_amount"]), "nickname": sent["nickname"], "lookup_key": sent["lookup_key"]}
    recurring = {"interval": "month", "interval_count": int(sent["recurring"]["interval_count"])}
    return books.keep(made | {"recurring": recurring, "metadata": sent["metadata"], "active": True})


def _get(_card: Card, books: Books, request: Sent) -> Record:
    return sandbox_world.get(books, _id(request))


def _put_product(_card: Card, books: Books, request: Sent) -> Record:
    return books.keep({"object": "product", "livemode": False} | request.parameters)


def _open_checkout(_card: Card, books: Books, request: Sent) -> Record:
    sent, checkout_id = request.parameters, new_id("cs")
    made = {"id": checkout_id, "object": "checkout.session", "status": "open", "subscription": None, "livemode": False}
    made |= {"customer": sent["customer"], "client_reference_id": sent["client_reference_id"], "mode": sent["mode"]}
    made |= {"url": f"https://checkout.stripe.test/{checkout_id}", "expires_at": books.now + 3_600}
    made |= {"success_url": sent["success_url"], "cancel_url": sent["cancel_url"]}
    price_id = sent["line_items"][0]["price"]
    made |= {"_price": price_id, "_subscription_metadata": sent["subscription_data"]["metadata"]}
    return books.keep(made, parent=sent["customer"])


def _get_checkout(_card: Card, books: Books, request: Sent) -> Record:
    return sandbox_world.get(books, _id(request, 4))


def _expire_checkout(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, _id(request, 4))
    if found["status"] != "open":
        raise StripeError(400, "invalid_request_error", "Only open sessions expire.")
    return sandbox_world.close(books, found)


def _open_portal(_card: Card, _books: Books, request: Sent) -> Record:
    made = {"id": new_id("bps"), "object": "billing_portal.session", "url": "https://billing.stripe.test/p"}
    return made | {"customer": request.parameters["customer"], "return_url": request.parameters["return_url"]}


def _list_subscriptions(_card: Card, books: Books, request: Sent) -> Record:
    since = int(request.parameters["created"]["gte"])
    return listed([each for each in books.all_of("subscription") if each["created"] >= since])


def _get_subscription(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, _id(request))
    schedule = books.find(found["schedule"] or "") if _expands(request, "schedule") else found["schedule"]
    return found | {"schedule": schedule}


def _update_subscription(card: Card, books: Books, request: Sent) -> Record:
    sent, found = request.parameters, sandbox_world.get(books, _id(request))
    if found["ended_at"] is not None:
        raise StripeError(400, "invalid_request_error", "A canceled subscription can only update its metadata.")
    if "cancel_at_period_end" in sent:
        stops = sent["cancel_at_period_end"] == "true"
        found |= {"cancel_at_period_end": stops, "canceled_at": books.now if stops else None}
    found["metadata"] |= sent.get("metadata", {})
    if "pause_collection" in sent:
        found["pause_collection"] = sent["pause_collection"] and sent["pause_collection"] | {"resumes_at": None}
        found["pause_collection"] = found["pause_collection"] or None
    if "items" in sent or sent.get("billing_cycle_anchor") == {"type": "now"}:
        if card.declines:
            raise StripeError(402, "card_error", "Your card was declined.", "card_declined")
        credit = sandbox_world.unused_credit(books, found) if "items" in sent else None
        price = books.find(sent["items"][0]["price"]) if "items" in sent else sandbox_world.price_of(found)
        sandbox_world.start_again(books, found, price=price or {}, credit=credit)
    else:
        sandbox_world.set_status(books, found, found["status"])
    return found


def _cancel_subscription(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, _id(request))
    if found["ended_at"] is not None:
        raise StripeError(404, "invalid_request_error", "No such subscription.", "resource_missing")
    sandbox_world.set_status(books, found, "canceled")
    return found


def _put_schedule(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, request.parameters["from_subscription"])
    running = found["items"]["data"][0]
    phase = {"items": [{"price": running["price"]["id"]}], "start_date": running["current_period_start"]}
    made = {"id": new_id("sub_sched"), "object": "subscription_schedule", "status": "active"}
    made |= {"phases": [phase | {"end_date": running["current_period_end"]}]}
    found["schedule"] = made["id"]
    books.keep(found)
    return books.keep(made, parent=found["id"])


def _update_schedule(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, _id(request))
    first, second = request.parameters["phases"]
    first |= {"start_date": int(first["start_date"]), "end_date": int(first["end_date"])}
    second |= {"start_date": first["end_date"], "end_date": first["end_date"] + 1}
    shown = ("items", "start_date", "end_date", "proration_behavior")
    phases = [{key: phase[key] for key in shown} for phase in (first, second)]
    return books.keep(found | {"phases": phases})


def _release_schedule(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, _id(request))
    return books.keep(found | {"status": "released"})


def _list_invoices(_card: Card, books: Books, request: Sent) -> Record:
    found = books.all_of("invoice", request.parameters["subscription"])
    if not _expands(request, "data.payments"):
        found = [{key: value for key, value in each.items() if key != "payments"} for each in found]
    return listed(found[::-1])  # Stripe lists the newest first


def _preview(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, request.parameters["subscription"])
    price = sandbox_world.get(books, request.parameters["subscription_details"]["items"][0]["price"])
    due = max(0, price["unit_amount"] + sandbox_world.unused_credit(books, found)["amount"])
    return {"id": new_id("upcoming_in"), "object": "invoice", "amount_due": due, "subtotal": due, "total": due}


def _get_intent(_card: Card, books: Books, request: Sent) -> Record:
    found = sandbox_world.get(books, _id(request))
    charge = books.find(found["latest_charge"] or "")
    if charge is None or not _expands(request, "latest_charge"):
        return found
    if not _expands(request, "latest_charge.balance_transaction"):
        charge["balance_transaction"] = charge["balance_transaction"]["id"]
    if not _expands(request, "latest_charge.refunds"):
        del charge["refunds"]
    return found | {"latest_charge": charge}


def _list_disputes(_card: Card, books: Books, request: Sent) -> Record:
    return listed(books.all_of("dispute", request.parameters["payment_intent"]))


def _list_invoice_payments(_card: Card, books: Books, request: Sent) -> Record:
    wanted = request.parameters["payment"]["payment_intent"]
    payments = [each for invoice in books.all_of("invoice") for each in invoice["payments"]["data"]]
    return listed([each for each in payments if each["payment"]["payment_intent"] == wanted][:1])


def _refund(_card: Card, books: Books, request: Sent) -> Record:
    sent = request.parameters
    try:
        return sandbox_world.give_back(books, sent["payment_intent"], amount=int(sent["amount"]))
    except GatewayRefused as refusal:
        raise StripeError(400, "invalid_request_error", str(refusal), "charge_already_refunded") from None


def _list_endpoints(_card: Card, books: Books, _request: Sent) -> Record:
    return listed([{key: each[key] for key in each if key != "secret"} for each in books.all_of("webhook_endpoint")])


def _put_endpoint(_card: Card, books: Books, request: Sent) -> Record:
    sent, known = request.parameters, request.path.count("/") == 3
    found = sandbox_world.get(books, _id(request)) if known else {"id": new_id("we"), "object": "webhook_endpoint"}
    made = books.keep(found | {key: value for key, value in sent.items() if key != "disabled"} | {"status": "enabled"})
    return made if known else made | {"secret": "whsec_once"}


HANDLERS: dict[str, Callable[[Card, Books, Sent], Record]] = {
    "POST /v1/customers": _put_customer,
    "GET /v1/prices": _list_prices,
    "POST /v1/prices": _put_price,
    "GET /v1/prices/:id": _get,
    "GET /v1/products/:id": _get,
    "POST /v1/products": _put_product,
    "POST /v1/checkout/sessions": _open_checkout,
    "GET /v1/checkout/sessions/:id": _get_checkout,
    "POST /v1/checkout/sessions/:id/expire": _expire_checkout,
    "POST /v1/billing_portal/sessions": _open_portal,
    "GET /v1/subscriptions": _list_subscriptions,
    "GET /v1/subscriptions/:id": _get_subscription,
    "POST /v1/subscriptions/:id": _update_subscription,
    "DELETE /v1/subscriptions/:id": _cancel_subscription,
    "POST /v1/subscription_schedules": _put_schedule,
    "POST /v1/subscription_schedules/:id": _update_schedule,
    "POST /v1/subscription_schedules/:id/release": _release_schedule,
    "GET /v1/invoices": _list_invoices,
    "GET /v1/invoices/:id": _get,
    "POST /v1/invoices/create_preview": _preview,
    "GET /v1/payment_intents/:id": _get_intent,
    "GET /v1/charges/:id": _get,
    "GET /v1/disputes": _list_disputes,
    "GET /v1/invoice_payments": _list_invoice_payments,
    "POST /v1/refunds": _refund,
    "GET /v1/webhook_endpoints": _list_endpoints,
    "POST /v1/webhook_endpoints": _put_endpoint,
    "POST /v1/webhook_endpoints/:id": _put_endpoint,
}
assert set(HANDLERS) == set(PARAMETERS)
