"""The week in one mail to those who run the platform: only the numbers that moved."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.accounts.fields import is_sample
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from core.operations import health, money_week
from db.repositories import billing_mails
from db.repositories import money_week as rows

_UTC = ZoneInfo("UTC")


def put(session: Session) -> int:
    """Put this week's mail to each administrator, once a calendar week; how many were put."""
    billing_mails.lock(session)
    lines = _lines(session)
    year, week, _day = utc_now().astimezone(_UTC).isocalendar()
    put_now = 0
    for person in rows.admin_addresses(session):
        if is_sample(person.email):
            continue
        number = outbox.put_once(
            session,
            about=f"week {year}-{week:02}",
            recipient=person.email,
            template="admin_week",
            context={"lines": "\n".join(lines), "link": page_link("admin")},
            user_id=person.user_id,
        )
        put_now += number is not None
    return put_now


def _lines(session: Session) -> list[str]:
    money, week = money_week.read(session), health.counts(session)
    found = [
        _count("Sign-ups", week.sign_ups.now, week.sign_ups.before),
        _count("First essays", week.first_essays.now, week.first_essays.before),
        _count("Essays assessed", week.assessed.now, week.assessed.before),
        _count("Essays without a result", week.failed.now, week.failed.before),
        _usd("Money that came in, net", money.net.now, money.net.before),
        _count("People who paid for the first time", money.first_payers.now, money.first_payers.before),
        _count("Payments that failed", money.failed_payments.now, money.failed_payments.before),
        _count("Plans cancelled", money.cancelled.now, money.cancelled.before),
        _usd("Cost of the engine", money.engine.now, money.engine.before),
        _count("Comments called wrong", money.wrong_comments.now, money.wrong_comments.before),
    ]
    moved = [line for line in found if line]
    return moved or ["Nothing moved: every number is as in the week before."]


def _count(name: str, now: int, before: int) -> str:
    return f"{name}: {now:,} ({before:,} the week before)" if now != before else ""


def _usd(name: str, now: Decimal, before: Decimal) -> str:
    return f"{name}: ${now:,.2f} (${before:,.2f} the week before)" if now != before else ""
