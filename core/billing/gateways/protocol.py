"""What a payment service does for us, whoever it is. Money is Decimal US dollars, moments are aware UTC."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from core.errors import Outage, Refusal


class GatewayAway(Outage):
    """The payment service does not answer, or asks us to come back later. It may or may not have acted."""

    sentence = (
        "Our payment service does not answer just now. Please try again in a few minutes; nothing was charged twice."
    )


class GatewayRefused(Refusal):
    """The payment service understood the request and said no."""

    sentence = "Our payment service did not accept this."


class Standing(StrEnum):
    """Where a subscription stands at the service."""

    incomplete = "incomplete"
    live = "live"
    past_due = "past_due"
    unpaid = "unpaid"
    ended = "ended"


class InvoiceStanding(StrEnum):
    """Where an invoice stands: not yet tried, tried and refused, paid, or never to be paid."""

    open = "open"
    failed = "failed"
    paid = "paid"
    void = "void"


class DisputeStanding(StrEnum):
    """A payment that the card's owner disputes: undecided, decided for us, decided against us."""

    open = "open"
    won = "won"
    lost = "lost"


@dataclass(frozen=True)
class RemoteSubscription:
    """A subscription as the service has it; `row_id` and `user_id` are ours, given at checkout.

    `wants_renewal` is what the person chose at checkout or later; `renews` is what the service will do.
    """

    id: str
    customer_id: str
    raw_status: str
    standing: Standing
    plan_slug: str | None
    renews: bool
    wants_renewal: bool
    started_at: datetime
    ended_at: datetime | None
    cancelled_at: datetime | None
    is_paused: bool
    next_plan_slug: str | None
    row_id: int | None
    user_id: int | None


@dataclass(frozen=True)
class RemoteInvoice:
    """One invoice of a subscription with everything that happened to its money.

    It pays for `[period_start, period_end)`; `restarts` says that its term begins a new count of months.
    `amount_usd` is what the person paid or owes, `tax_usd` is in it, `fee_usd` is the service's own.
    """

    id: str
    created_at: datetime
    standing: InvoiceStanding
    plan_slug: str | None
    period_start: datetime
    period_end: datetime
    restarts: bool
    amount_usd: Decimal
    tax_usd: Decimal
    fee_usd: Decimal | None
    country: str | None
    payment_intent_id: str | None
    charge_id: str | None
    payment_method: str | None
    failure_reason: str | None
    description: str | None
    refunded_usd: Decimal
    refunded_at: datetime | None
    dispute: DisputeStanding | None
    disputed_at: datetime | None
    receipt_url: str | None


@dataclass(frozen=True)
class RemoteLife:
    """A subscription and all its invoices, the oldest first."""

    subscription: RemoteSubscription
    invoices: tuple[RemoteInvoice, ...]


@dataclass(frozen=True)
class PlanToSell:
    """What the service must know of a plan to sell it."""

    slug: str
    name: str
    description: str
    price_usd: Decimal
    months: int


@dataclass(frozen=True)
class RemotePrice:
    """A plan at the service."""

    product_id: str
    price_id: str


@dataclass(frozen=True)
class CheckoutRequest:
    """A plan that a person wants to buy; `row_id` is our subscription row that waits for it."""

    customer_id: str
    user_id: int
    row_id: int
    plan_slug: str
    price_id: str
    wants_renewal: bool
    success_url: str
    cancel_url: str


@dataclass(frozen=True)
class RemoteCheckout:
    """A checkout page at the service; `subscription_id` is set once something was bought there."""

    id: str
    url: str | None
    is_open: bool
    subscription_id: str | None


@dataclass(frozen=True)
class Reference:
    """What an event is about: ids of the service, whichever it names."""

    type: str
    subscription_id: str | None = None
    invoice_id: str | None = None
    payment_intent_id: str | None = None
    charge_id: str | None = None
    checkout_id: str | None = None


@dataclass(frozen=True)
class RemoteEndpoint:
    """Where the service sends its events; `secret` is told only when the endpoint is new."""

    id: str
    url: str
    secret: str | None


class Gateway(Protocol):
    """A payment service. Every method may raise `GatewayAway` (try again) or `GatewayRefused`.

    `key` is the idempotency key of a request: sent twice under one key it happens once.
    """

    name: str
    is_sandbox: bool

    def put_customer(self, *, user_id: int, email: str, name: str, key: str) -> str:
        """Make a customer for this person; its id."""

    def put_plan(self, plan: PlanToSell) -> RemotePrice:
        """Find or make the plan's price as it is today; safe to repeat."""

    def open_checkout(self, request: CheckoutRequest, *, key: str) -> RemoteCheckout:
        """Open a checkout page."""

    def get_checkout(self, checkout_id: str) -> RemoteCheckout:
        """A checkout as it stands."""

    def close_checkout(self, checkout_id: str) -> RemoteCheckout:
        """Close a checkout, so that nothing can be bought there any more; one that is over stays as it is."""

    def portal_url(self, *, customer_id: str, return_url: str) -> str:
        """A page where this customer changes cards and sees invoices."""

    def find_life(self, subscription_id: str) -> RemoteLife | None:
        """The subscription with its invoices as they are now; None if there is none."""

    def find_subscription_id(self, reference: Reference) -> str | None:
        """The subscription that the thing belongs to, if it belongs to one."""

    def list_subscription_ids(self, *, since: datetime) -> tuple[str, ...]:
        """Every subscription that was made since then, whatever became of it."""

    def stop_renewal(self, subscription_id: str, *, key: str) -> None:
        """Let it run out at the end of what is paid."""

    def renew_again(self, subscription_id: str, *, key: str) -> None:
        """Take `stop_renewal` back, and note that the person wants it to renew."""

    def pause(self, subscription_id: str, *, key: str) -> None:
        """Charge nothing from the next renewal on, until `unpause`."""

    def unpause(self, subscription_id: str, *, charge_now: bool, key: str) -> None:
        """Take `pause` back; with `charge_now` a new term begins at once."""

    def change_now(self, subscription_id: str, *, price_id: str, key: str) -> None:
        """Switch to another price at once: a new term begins, unused money of the old one is credited."""

    def change_later(self, subscription_id: str, *, price_id: str, key: str) -> None:
        """Switch to another price at the next renewal."""

    def preview_change_usd(self, subscription_id: str, *, price_id: str) -> Decimal:
        """What `change_now` would charge today."""

    def end_now(self, subscription_id: str, *, key: str) -> None:
        """End it at once; nothing is refunded by that."""

    def refund(self, *, payment_intent_id: str, amount_usd: Decimal, reason: str, key: str) -> str:
        """Give so much of a payment back; the refund's id."""

    def put_endpoint(self, url: str) -> RemoteEndpoint:
        """Create or update the endpoint for our events; safe to repeat."""
