"""What a person has paid: each payment in words, and its receipt or credit note as a page to keep."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing.errors import PaymentNotFound
from core.billing.types import PaymentStatus
from db.repositories import payment_history

PAGE = 30
_IN = (
    PaymentStatus.succeeded,
    PaymentStatus.partially_refunded,
    PaymentStatus.refunded,
    PaymentStatus.disputed,
    PaymentStatus.charged_back,
)
WORDS = {
    PaymentStatus.pending: "waits for the bank",
    PaymentStatus.succeeded: "paid",
    PaymentStatus.failed: "failed",
    PaymentStatus.cancelled: "not needed any more",
    PaymentStatus.partially_refunded: "paid, part of it given back",
    PaymentStatus.refunded: "given back",
    PaymentStatus.disputed: "paid, disputed at the bank",
    PaymentStatus.charged_back: "taken back by the bank",
}


@dataclass(frozen=True)
class PaymentLine:
    """One payment. `refunded_usd` went back so far; `status` is in words, with the bank's reason if it failed."""

    payment_id: int
    at: datetime
    plan_name: str
    amount_usd: Decimal
    tax_usd: Decimal
    refunded_usd: Decimal
    status: str
    method: str
    has_receipt: bool
    has_credit_note: bool


def list_payments(session: Session, actor: Actor, *, page: int = 1) -> list[PaymentLine]:
    """The actor's own payments, newest first, at most 30."""
    rows = payment_history.list_payments(session, user_id=actor.user_id, limit=PAGE, offset=PAGE * (max(page, 1) - 1))
    return [_line(row) for row in rows]


def receipt(session: Session, actor: Actor, *, payment_id: int) -> str:
    """The receipt of one of the actor's payments, as an HTML page that prints on one sheet.

    Raises:
        PaymentNotFound: It is not the actor's, or no money came in.
    """
    row = payment_history.find_payment(session, user_id=actor.user_id, payment_id=payment_id)
    if row is None or row.status not in _IN:
        raise PaymentNotFound
    tax = row.tax_usd or Decimal(0)
    lines = [
        ("Receipt", f"R-{row.id:06}"),
        ("Date", _day(row.created_at, actor)),
        ("For", row.plan),
        ("Paid by", row.payment_method or "card"),
        ("Before tax", f"${row.amount_usd - tax:.2f}"),
        ("Tax", f"${tax:.2f}"),
        ("Paid", f"${row.amount_usd:.2f}"),
    ]
    return _sheet("Receipt", actor, lines)


def credit_note(session: Session, actor: Actor, *, payment_id: int) -> str:
    """The credit note for what went back of one of the actor's payments, as such a page.

    Raises:
        PaymentNotFound: It is not the actor's, or nothing went back.
    """
    row = payment_history.find_payment(session, user_id=actor.user_id, payment_id=payment_id)
    if row is None or not row.refund_amount or row.refunded_at is None:
        raise PaymentNotFound
    lines = [
        ("Credit note", f"C-{row.id:06}"),
        ("Date", _day(row.refunded_at, actor)),
        ("For receipt", f"R-{row.id:06}, {row.plan}"),
        ("Paid", f"${row.amount_usd:.2f}"),
        ("Given back", f"${row.refund_amount:.2f}"),
    ]
    return _sheet("Credit note", actor, lines)


def _line(row: Any) -> PaymentLine:
    words = WORDS[row.status]
    if row.status is PaymentStatus.failed and row.failure_reason:
        words = f"{words}: {row.failure_reason}"
    return PaymentLine(
        payment_id=row.id,
        at=row.created_at,
        plan_name=row.plan,
        amount_usd=row.amount_usd,
        tax_usd=row.tax_usd or Decimal(0),
        refunded_usd=row.refund_amount or Decimal(0),
        status=words,
        method=row.payment_method or "",
        has_receipt=row.status in _IN,
        has_credit_note=bool(row.refund_amount),
    )


def _day(moment: datetime, actor: Actor) -> str:
    local = moment.astimezone(ZoneInfo(actor.timezone))
    return f"{local.day} {local:%B %Y}"


def _sheet(title: str, actor: Actor, lines: list[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in lines)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:3rem auto}"
        "th{text-align:left;padding-right:2rem;font-weight:normal;color:#444}</style>"
        f"<h1>IELTS Writing: {title.lower()}</h1>"
        f"<p>{escape(actor.display_name)}<br>{escape(actor.email)}</p><table>{rows}</table></html>"
    )
