"""What payments pay for: the months of each term, and how they become periods of a subscription."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.billing.periods import add_months
from db.models.billing import UsagePeriod
from db.repositories import payments


@dataclass(frozen=True)
class Term:
    """What one payment pays for; `closed_at` is set when its money went back, and it ends there."""

    payment_id: int
    feedbacks: int
    start: datetime
    end: datetime
    months: int
    restarts: bool
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Slot:
    """One month of a term."""

    payment_id: int
    start: datetime
    end: datetime
    feedbacks: int


def slots(terms: Sequence[Term]) -> tuple[Slot, ...]:
    """The months of the terms, in order of their start.

    Months are counted from the first day of an unbroken row of terms, so that the 31st stays the 31st. A term
    that begins before the last one has ended closes it (an upgrade): what had not begun then falls away.
    """
    found: list[Slot] = []
    anchor, counted, last_end = None, 0, None
    for number, term in enumerate(terms):
        if anchor is None or term.restarts or term.start != last_end:
            anchor, counted = term.start, 0
        cut = min(
            [each.start for each in terms[number + 1 :]] + ([term.closed_at] if term.closed_at else []), default=None
        )
        for month in range(term.months):
            start = term.start if month == 0 else add_months(anchor, counted + month)
            end = term.end if month == term.months - 1 else add_months(anchor, counted + month + 1)
            end = min(end, cut) if cut else end
            if start < end:
                found.append(Slot(term.payment_id, start, end, term.feedbacks))
        counted += term.months
        last_end = term.end
    return tuple(found)


def paid_until(terms: Sequence[Term]) -> datetime | None:
    """The end of what is paid; None without a term that gave anything."""
    return max((slot.end for slot in slots(terms)), default=None)


def book(session: Session, *, subscription_id: int, terms: Sequence[Term]) -> None:
    """Let the paid periods of a subscription be exactly the months of its terms. The subscription is locked.

    Doing it again changes nothing. A month that was used is never taken away, only closed.
    """
    wanted: dict[tuple[int | None, datetime], Slot] = {(slot.payment_id, slot.start): slot for slot in slots(terms)}
    there = {
        (row.payment_id, row.period_start): row
        for row in payments.list_paid_periods(session, subscription_id=subscription_id)
    }
    for key, row in there.items():
        slot = wanted.get(key)
        if slot is None:
            if not payments.is_period_used(session, period_id=row.id):
                payments.remove_period(session, period_id=row.id)
        elif row.period_end > slot.end:
            row.period_end = slot.end
    session.flush()
    for key, slot in wanted.items():
        row_or_none = there.get(key)
        if row_or_none is None:
            session.add(
                UsagePeriod(
                    subscription_id=subscription_id,
                    payment_id=slot.payment_id,
                    period_start=slot.start,
                    period_end=slot.end,
                    feedback_limit=slot.feedbacks,
                    bonus_limit=0,
                    reserved=0,
                    consumed=0,
                )
            )
        elif row_or_none.period_end < slot.end:
            row_or_none.period_end = slot.end
    session.flush()
