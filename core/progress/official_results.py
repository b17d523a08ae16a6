"""What somebody got in the real test: asked once after its date, never needed, and held against our estimates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.accounts.errors import BandOutOfRange
from core.actor import Actor
from core.clock import utc_now
from core.progress.goal_errors import TestNotOver
from db.repositories import official_results as rows

ENOUGH = 20
WEEK = 7


@dataclass(frozen=True)
class AgainstTests:
    """How our estimates stood to real bands: people, mean difference (ours less theirs), within half and one band."""

    people: int
    bias: float
    within_half: int
    within_one: int


def days_to_test(actor: Actor) -> int | None:
    """Whole days to the actor's test by their own calendar, negative after it; None without a date."""
    return None if actor.test_date is None else (actor.test_date - _today(actor)).days


def is_test_week(actor: Actor) -> bool:
    """Whether the test is within seven days, today included."""
    days = days_to_test(actor)
    return days is not None and 0 <= days <= WEEK


def should_ask(session: Session, actor: Actor) -> bool:
    """Whether the test is over and nothing was said of it yet."""
    days = days_to_test(actor)
    if days is None or days >= 0 or actor.test_date is None:
        return False
    return rows.find(session, user_id=actor.user_id, test_date=actor.test_date) is None


def record(session: Session, actor: Actor, *, test_date: date, band: Decimal | None) -> None:
    """Keep the Writing band of a test; None for somebody who would rather not say.

    Raises:
        TestNotOver: The day is still to come.
        BandOutOfRange: Not a half band from 1 to 9.
    """
    if test_date > _today(actor):
        raise TestNotOver
    if band is not None and not (1 <= band <= 9 and band * 2 == band * 2 // 1):
        raise BandOutOfRange
    rows.save(session, user_id=actor.user_id, test_date=test_date, band=band)


def against_tests(session: Session) -> AgainstTests | None:
    """Our estimates against real bands; None under twenty, which say nothing."""
    pairs = [(float(row.band), float(row.mean)) for row in rows.against_estimates(session)]
    if len(pairs) < ENOUGH:
        return None
    away = [mean - band for band, mean in pairs]
    return AgainstTests(
        people=len(pairs),
        bias=sum(away) / len(away),
        within_half=sum(abs(each) <= 0.5 for each in away),
        within_one=sum(abs(each) <= 1 for each in away),
    )


def _today(actor: Actor) -> date:
    return utc_now().astimezone(ZoneInfo(actor.timezone)).date()
