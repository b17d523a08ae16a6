"""Paid plans that end soon and may not be renewed, each with the numbers that say so. The rule stands on the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.clock import utc_now
from db.repositories import renewals

DAYS_AHEAD = 14
DAYS_IDLE = 14
MOST = 500
RULES = (
    "The payment failed, or the plan is cancelled.",
    f"No essay for {DAYS_IDLE} days.",
    "Under a third of the month's credits used, with a week or less to go; or all of them used.",
    "The average band is at the target, or the test is over by then.",
)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Renewal:
    """A plan that ends at `ends_at`, and why it may not be followed by another term."""

    user_id: int
    display_name: str
    email: str
    plan_name: str
    price_usd: Decimal
    ends_at: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Renewals:
    """What ends within 14 days: those at risk, soonest first, and how many end in all (at most 500 are looked at)."""

    at_risk: tuple[Renewal, ...]
    ending: int

    @property
    def at_risk_usd(self) -> Decimal:
        """The prices of the plans at risk, US dollars."""
        return sum((each.price_usd for each in self.at_risk), Decimal(0))


def ending_soon(session: Session, actor: Actor) -> Renewals:
    """Every plan somebody pays for that ends or renews within 14 days.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    now = utc_now()
    rows = renewals.ending(session, now=now, until=now + timedelta(days=DAYS_AHEAD), limit=MOST)
    found = [(row, tuple(_reasons(row, now))) for row in rows]
    return Renewals(
        at_risk=tuple(
            Renewal(
                user_id=row.user_id,
                display_name=row.display_name,
                email=row.email,
                plan_name=row.plan_name,
                price_usd=row.price_usd,
                ends_at=row.end_date,
                reasons=reasons,
            )
            for row, reasons in found
            if reasons
        ),
        ending=len(found),
    )


def _reasons(row: Any, now: datetime) -> Iterator[str]:
    if row.status == "past_due":
        yield "payment failed"
    elif row.status == "cancelled" or not row.auto_renew:
        yield "cancelled"
    days = (now - row.last_active_at).days
    if days >= DAYS_IDLE:
        yield f"no essay for {days} days"
    if row.credits and row.used >= row.credits:
        yield f"all {row.credits} credits used"
    elif row.credits and row.used * 3 < row.credits and row.end_date - now <= _WEEK:
        yield f"{row.used} of {row.credits} credits used"
    if row.test_date is not None and row.test_date <= row.end_date.date():
        day = f"{row.test_date.day} {row.test_date:%B}"
        yield f"test on {day}" if row.test_date > now.date() else f"test was on {day}"
    if row.average is not None and row.target is not None and row.average >= row.target:
        yield f"average {row.average:.1f}, target {row.target:.1f}"
