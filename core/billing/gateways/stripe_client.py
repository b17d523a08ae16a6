"""The SDK of Stripe as we use it: the pinned version, the events we ask for, its errors as ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import stripe
from stripe._v1_services import V1Services as StripeServices

from core.billing.gateways.protocol import GatewayAway, GatewayRefused

__all__ = ["API_VERSION", "EVENTS", "StripeServices", "asked", "client", "found_or_none", "plain"]

API_VERSION = "2026-10-28.endive"
TIMEOUT_SECONDS = 20
EVENTS = (
    "checkout.session.completed",
    "checkout.session.expired",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "invoice.voided",
    "invoice.marked_uncollectible",
    "charge.updated",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "refund.failed",
)


def client(secret_key: str, *, base_url: str | None) -> stripe.StripeClient:
    """Stripe's client; `base_url` is another address that speaks like Stripe."""
    own = dict.fromkeys(("api", "connect", "files", "meter_events"), base_url) if base_url else None
    return stripe.StripeClient(
        secret_key,
        stripe_version=API_VERSION,
        base_addresses=own,  # type: ignore[arg-type]
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        max_network_retries=0,
    )


@contextmanager
def asked() -> Iterator[None]:
    """Stripe's errors as ours: what may work later, and what is refused."""
    try:
        yield
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.IdempotencyError) as error:
        raise GatewayAway from error
    except stripe.CardError as error:
        raise GatewayRefused(error.user_message or None) from error
    except stripe.APIError as error:
        raise GatewayAway from error
    except stripe.StripeError as error:
        raise GatewayRefused from error


def found_or_none(ask: Callable[[], Any]) -> Any:
    """The answer; None where Stripe knows no such thing."""
    try:
        return ask()
    except stripe.InvalidRequestError as error:
        if error.http_status == 404:
            return None
        raise


def plain(found: Any) -> dict[str, Any]:
    """An object of the SDK as a dictionary, all the way down."""
    return dict(found.to_dict())
