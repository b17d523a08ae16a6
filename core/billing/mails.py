"""Mails about money. Each is about one thing and is put once, however often somebody looks for what is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.accounts.fields import is_sample
from core.billing.credits import GRACE
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from db.repositories import billing_mails

LOOK_BACK = timedelta(days=7)
RENEWAL_NOTICE = timedelta(days=7)
LONG_TERM_MONTHS = 3
EXPIRY_NOTICE = timedelta(days=3)
DUNNING_STEPS = 3  # at once, and on the next two days of grace


@dataclass(frozen=True)
class _Due:
    row: Any
    template: str
    about: str
    context: dict[str, str | int]


def put_due(session: Session) -> int:
    """Put every mail about payments, renewals and ends that is due now; how many were put."""
    billing_mails.lock(session)
    now = utc_now()
    due = (*_receipts(session, now), *_cancelled(session, now), *_failed(session, now))
    return sum(_put(session, each) for each in (*due, *_renewals(session, now), *_ended(session, now)))


def put_expiring(session: Session) -> int:
    """Tell those whose month ends within three days that they have credits left; how many were told.

    Only people with a paid plan who take such mails; the free plan says it on Home alone.
    """
    billing_mails.lock(session)
    now = utc_now()
    found = billing_mails.list_expiring(session, now=now, until=now + EXPIRY_NOTICE)
    return sum(
        _put(
            session,
            _Due(
                row,
                "credits_expiring",
                f"period {row.id}",
                {"left": row.left, "day": _day(row.period_end, row), "link": page_link("practise")},
            ),
        )
        for row in found
    )


def credit_returned(session: Session, *, usage_id: int, amount: int, reason: str) -> None:
    """Tell the person that a credit came back, and why; in the caller's transaction."""
    row = billing_mails.find_usage(session, usage_id=usage_id)
    if row is not None:
        context: dict[str, str | int] = {"amount": amount, "reason": reason, "link": page_link("credits")}
        _put(session, _Due(row, "credit_returned", f"usage {usage_id}", context))


def _receipts(session: Session, now: datetime) -> Iterator[_Due]:
    for row in billing_mails.list_paid(session, since=now - LOOK_BACK):
        yield _Due(
            row,
            "receipt",
            f"payment {row.id}",
            {
                "number": row.id,
                "plan": row.plan,
                "amount": f"{row.amount_usd:.2f}",
                "tax": f"{row.tax_usd:.2f}" if row.tax_usd else "",
                "day": _day(row.created_at, row),
                "link": page_link("payments"),
            },
        )


def _cancelled(session: Session, now: datetime) -> Iterator[_Due]:
    for row in billing_mails.list_cancelled(session, since=now - LOOK_BACK):
        yield _Due(
            row,
            "plan_cancelled",
            f"subscription {row.id} cancelled {row.cancelled_at.isoformat()}",
            {
                "plan": row.plan,
                "day": _day(row.end_date, row),
                "left": billing_mails.credits_left(session, subscription_id=row.id, now=now),
                "link": page_link("account"),
            },
        )


def _failed(session: Session, now: datetime) -> Iterator[_Due]:
    """One mail a day of grace, and only the one of today: who missed the first is not sent three."""
    for row in billing_mails.list_past_due(session, now=now):
        step = (now - row.end_date).days + 1
        if step <= DUNNING_STEPS:
            yield _Due(
                row,
                "payment_failed",
                f"subscription {row.id} until {row.end_date.isoformat()} step {step}",
                {
                    "plan": row.plan,
                    "amount": f"{row.price_usd:.2f}",
                    "day": _day(row.end_date + GRACE, row),
                    "is_last": int(step == DUNNING_STEPS),
                    "link": page_link("account"),
                },
            )


def _renewals(session: Session, now: datetime) -> Iterator[_Due]:
    """Before a long term, and before any when the test lies behind the person by then."""
    for row in billing_mails.list_renewing(session, now=now, until=now + RENEWAL_NOTICE):
        renews_on = row.end_date.astimezone(_zone(row)).date()
        is_after_test = row.test_date is not None and row.test_date < renews_on
        if row.duration_months >= LONG_TERM_MONTHS or is_after_test:
            yield _Due(
                row,
                "renewal_notice",
                f"subscription {row.id} until {row.end_date.isoformat()}",
                {
                    "plan": row.plan,
                    "amount": f"{row.price_usd:.2f}",
                    "day": _day(row.end_date, row),
                    "months": row.duration_months,
                    "is_after_test": int(is_after_test),
                    "link": page_link("account"),
                },
            )


def _ended(session: Session, now: datetime) -> Iterator[_Due]:
    for row in billing_mails.list_ended(session, since=now - LOOK_BACK, now=now):
        yield _Due(
            row,
            "plan_ended",
            f"subscription {row.id}",
            {"plan": row.plan, "day": _day(row.end_date, row), "link": page_link("plans")},
        )


def _put(session: Session, due: _Due) -> bool:
    if is_sample(due.row.email):
        return False
    put = outbox.put_once(
        session,
        about=due.about,
        recipient=due.row.email,
        template=due.template,
        context=due.context,
        user_id=due.row.user_id,
    )
    return put is not None


def _zone(row: Any) -> ZoneInfo:
    return ZoneInfo(row.timezone or "UTC")


def _day(moment: datetime, row: Any) -> str:
    local = moment.astimezone(_zone(row))
    return f"{local.day} {local:%B %Y}"
