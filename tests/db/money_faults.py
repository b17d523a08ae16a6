"""Faults of money for the audit: given without payment, paid without service, booked twice, events left lying."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.factories.billing import make_event, make_payment, make_period, make_subscription

LONG_AGO = timedelta(minutes=11)


def _then() -> datetime:
    return datetime.now(UTC) - LONG_AGO


def paid_for(session: Session, **payment: Any) -> None:
    """A plan that was paid for just now."""
    make_payment(session, make_subscription(session, complimentary=False), **payment)


def served(session: Session, *, with_period: bool = True) -> None:
    """A payment of some time ago, and what it gave."""
    subscription = make_subscription(session, with_period=False)
    payment = make_payment(session, subscription, updated_at=_then())
    if with_period:
        make_period(session, subscription, payment_id=payment.id)


def _booked_twice(session: Session, column: str, index: str | None) -> None:
    if index:
        session.execute(text(f"drop index {index}"))
    subscription = make_subscription(session)
    for _ in range(2):
        make_payment(session, subscription, **{column: "x_1"})


MONEY_FAULTS: list[tuple[str, str, Callable[[Session], Any]]] = [
    ("A13", "a plan that nobody paid for", lambda s: make_subscription(s, complimentary=False)),
    ("A13", "a plan whose payment failed", lambda s: paid_for(s, status="failed")),
    ("A14", "a payment that gave nothing", lambda s: served(s, with_period=False)),
    ("A16", "an invoice booked twice", lambda s: _booked_twice(s, "stripe_invoice_id", "idx_payment_stripe_invoice")),
    ("A16", "a charge booked twice", lambda s: _booked_twice(s, "stripe_charge_id", None)),
    ("A17", "an event that waits", lambda s: make_event(s, status="received", updated_at=_then())),
    ("A17", "an event that failed", lambda s: make_event(s, status="failed", updated_at=_then())),
]
