"""The month's book for the accountant: every payment, refund and chargeback as a line of CSV."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.billing.periods import add_months
from db.repositories import payment_history

COLUMNS = (
    "date_utc",
    "kind",
    "payment",
    "invoice",
    "customer",
    "country",
    "plan",
    "method",
    "amount_usd",
    "net_usd",
    "tax_usd",
    "fee_usd",
    "status_today",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def month_book(session: Session, actor: Actor, *, month: date) -> str:
    """The book of one UTC month as CSV with a header; that it was taken is logged.

    `kind` is payment, refund or chargeback; amounts are dollars without a sign, so no cell begins like a formula.
    `net_usd`, `tax_usd` and `fee_usd` are of the payment. Several refunds of one payment are one line, on the day
    of the last. Customers are numbers: the book leaves the house, names do not.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    since = datetime(month.year, month.month, 1, tzinfo=UTC)
    rows = payment_history.list_month(session, since=since, until=add_months(since, 1))
    audit_log.record(session, actor, action="book.taken", entity="month", entity_id=f"{since:%Y-%m}")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _values(row)] for row in rows)
    return out.getvalue()


def _values(row: Any) -> tuple[object, ...]:
    is_payment = row.kind == "payment"
    return (
        f"{row.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        row.kind,
        row.id,
        row.stripe_invoice_id,
        row.user_id,
        row.country,
        row.plan,
        row.payment_method,
        f"{row.amount:.2f}",
        _usd(row.net_usd) if is_payment else "",
        _usd(row.tax_usd) if is_payment else "",
        _usd(row.fee_usd) if is_payment else "",
        row.status,
    )


def _usd(amount: Any) -> str:
    return "" if amount is None else f"{amount:.2f}"


def _cell(value: object) -> str:
    """A cell that a spreadsheet reads as text: nothing that begins like a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
