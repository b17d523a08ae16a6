"""The pinned SDK's own definitions of requests and objects, asked whether something fits them."""

import inspect
import re
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

import stripe
import typing_extensions
from stripe import params

PARAMETERS: dict[str, Any] = {
    "POST /v1/customers": params.CustomerCreateParams,
    "GET /v1/prices": params.PriceListParams,
    "POST /v1/prices": params.PriceCreateParams,
    "GET /v1/prices/:id": params.PriceRetrieveParams,
    "GET /v1/products/:id": params.ProductRetrieveParams,
    "POST /v1/products": params.ProductCreateParams,
    "POST /v1/checkout/sessions": params.checkout.SessionCreateParams,
    "GET /v1/checkout/sessions/:id": params.checkout.SessionRetrieveParams,
    "POST /v1/checkout/sessions/:id/expire": params.checkout.SessionExpireParams,
    "POST /v1/billing_portal/sessions": params.billing_portal.SessionCreateParams,
    "GET /v1/subscriptions": params.SubscriptionListParams,
    "GET /v1/subscriptions/:id": params.SubscriptionRetrieveParams,
    "POST /v1/subscriptions/:id": params.SubscriptionUpdateParams,
    "DELETE /v1/subscriptions/:id": params.SubscriptionCancelParams,
    "POST /v1/subscription_schedules": params.SubscriptionScheduleCreateParams,
    "POST /v1/subscription_schedules/:id": params.SubscriptionScheduleUpdateParams,
    "POST /v1/subscription_schedules/:id/release": params.SubscriptionScheduleReleaseParams,
    "GET /v1/invoices": params.InvoiceListParams,
    "GET /v1/invoices/:id": params.InvoiceRetrieveParams,
    "POST /v1/invoices/create_preview": params.InvoiceCreatePreviewParams,
    "GET /v1/payment_intents/:id": params.PaymentIntentRetrieveParams,
    "GET /v1/charges/:id": params.ChargeRetrieveParams,
    "GET /v1/disputes": params.DisputeListParams,
    "GET /v1/invoice_payments": params.InvoicePaymentListParams,
    "POST /v1/refunds": params.RefundCreateParams,
    "GET /v1/webhook_endpoints": params.WebhookEndpointListParams,
    "POST /v1/webhook_endpoints": params.WebhookEndpointCreateParams,
    "POST /v1/webhook_endpoints/:id": params.WebhookEndpointUpdateParams,
}
OBJECTS: dict[str, Any] = {
    "customer": stripe.Customer,
    "price": stripe.Price,
    "product": stripe.Product,
    "checkout.session": stripe.checkout.Session,
    "billing_portal.session": stripe.billing_portal.Session,
    "subscription": stripe.Subscription,
    "subscription_item": stripe.SubscriptionItem,
    "subscription_schedule": stripe.SubscriptionSchedule,
    "invoice": stripe.Invoice,
    "line_item": stripe.InvoiceLineItem,
    "invoice_payment": stripe.InvoicePayment,
    "payment_intent": stripe.PaymentIntent,
    "charge": stripe.Charge,
    "balance_transaction": stripe.BalanceTransaction,
    "refund": stripe.Refund,
    "dispute": stripe.Dispute,
    "webhook_endpoint": stripe.WebhookEndpoint,
    "event": stripe.Event,
}
_FREE = ("metadata",)
_ELSEWHERE = {"StripeContext": Any, "Mapping": Mapping}  # names that only the base of all requests uses


def route_of(method: str, path: str) -> str:
    """`GET /v1/prices/:id` of a path with an id in it."""
    parts = path.split("/")
    return f"{method} " + "/".join(":id" if re.search(r"_|\d", part) and _is_id(part) else part for part in parts)


def _is_id(part: str) -> bool:
    known = {piece for route in PARAMETERS for piece in route.split(" ")[1].split("/")}
    return part not in known


def faults_of_request(route: str, sent: dict[str, Any]) -> list[str]:
    """What of the parameters the SDK does not define."""
    return [f"{route}: {fault}" for fault in _faults(sent, PARAMETERS[route], "")]


def faults_of_object(found: Any, where: str = "") -> list[str]:
    """Fields of an answer that the SDK's class of that object does not have."""
    if isinstance(found, list):
        return [fault for each in found for fault in faults_of_object(each, where)]
    if not isinstance(found, dict):
        return []
    kind = found.get("object")
    if kind == "list":
        return faults_of_object(found["data"], where)
    faults = []
    if kind is not None:
        known = OBJECTS.get(kind)
        if known is None:
            return [f"no object {kind!r}"]
        faults += _unknown_fields(found, known, kind)
    return faults


def _unknown_fields(found: dict[str, Any], known: Any, where: str) -> list[str]:
    written = _annotations(known)
    faults = []
    for name, value in found.items():
        if name not in written:
            faults.append(f"{where}.{name} is no field of {known.__name__}")
        elif name in _FREE:
            continue
        elif (isinstance(value, dict) and "object" in value) or (isinstance(value, list) and name == "data"):
            faults += faults_of_object(value)
        else:
            for each in value if isinstance(value, list) else [value]:
                inner = _class_named(written[name], known)
                if isinstance(each, dict) and "object" not in each and inner is not None:
                    faults += _unknown_fields(each, inner, f"{where}.{name}")
    return faults


@cache
def _annotations(known: Any) -> dict[str, str]:
    """The fields of a class of the SDK with their types as written."""
    found: dict[str, str] = {}
    for each in reversed(known.__mro__):
        found |= {name: str(kind) for name, kind in vars(each).get("__annotations__", {}).items()}
    return found


def _class_named(written: str, owner: Any) -> Any:
    """The class of the SDK in a type such as `typing.Optional[stripe._price.Price.Recurring]`."""
    for name in re.findall(r"(?:\w+\.)*[A-Z]\w+", written.replace("typing.", "")):
        found: Any = None
        if name.startswith("stripe."):
            _package, module, *rest = name.split(".")
            found = getattr(stripe, module, None)
            for part in rest:
                found = getattr(found, part, None)
        elif "." not in name:
            found = getattr(owner, name, None) or getattr(stripe, name, None)
        if inspect.isclass(found):
            return found
    return None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    module = inspect.getmodule(kind)
    return get_type_hints(kind, globalns=vars(module) | _ELSEWHERE, include_extras=True)


def _faults(value: Any, kind: Any, where: str) -> list[str]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (NotRequired, Required):
        return _faults(value, arguments[0], where)
    if typing_extensions.is_typeddict(kind):
        if not isinstance(value, dict):
            return [f"{where} should be an object"]
        hints = _hints(kind)
        unknown = [f"{where}.{name} is not defined" for name in value if name not in hints]
        must = {name for name, hint in hints.items() if get_origin(hint) is not NotRequired}
        needed = [f"{where}.{name} is missing" for name in must - set(value)]
        known = [name for name in value if name in hints]
        inner = [fault for name in known for fault in _faults(value[name], hints[name], f"{where}.{name}")]
        return unknown + needed + inner
    if origin in (Union, types.UnionType):
        tries = [_faults(value, each, where) for each in arguments]
        return min(tries, key=len)
    if origin is list:
        if not isinstance(value, list):
            return [f"{where} should be a list"]
        return [fault for each in value for fault in _faults(each, arguments[0], f"{where}[]")]
    if origin is dict:
        return [] if isinstance(value, dict) else [f"{where} should be an object"]
    if origin is Literal:
        return [] if value in arguments else [f"{where} is {value!r}, not one of {arguments}"]
    return [] if _is_scalar(value, kind) else [f"{where} is {value!r}, not {kind}"]


def _is_scalar(value: Any, kind: Any) -> bool:
    if not isinstance(value, str):
        return kind is Any
    if kind is bool:
        return value in ("true", "false")
    if kind is int:
        return re.fullmatch(r"-?\d+", value) is not None
    if kind is float:
        return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
    return kind in (str, Any) or kind is type(None)
