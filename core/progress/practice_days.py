"""The days on which somebody practised, as far back as their row of days can reach."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from core.progress.streaks import streak
from db.repositories import progress

WEEKS = 17  # what the calendar shows; a row of days that is longer is followed further back
_FURTHEST_WEEKS = WEEKS * 4**4
_EDGE = timedelta(weeks=2)  # with one free day a week a row without a day in two weeks is broken


def practice_days(session: Session, *, user_id: int, timezone: str, today: date) -> frozenset[date]:
    """The days up to `today`, in the person's own time zone, on which something was practised.

    An essay or a redraft handed in, a drill done and a plan with notes count. The last 17 weeks are always
    whole, and further back all that the row of days up to `today` rests on.
    """
    weeks = WEEKS
    while True:
        first = today - timedelta(weeks=weeks)
        days = frozenset(progress.practice_days(session, user_id=user_id, timezone=timezone, first=first, last=today))
        inner = frozenset(day for day in days if day >= first + _EDGE)
        if weeks >= _FURTHEST_WEEKS or streak(days, today=today) == streak(inner, today=today):
            return days
        weeks *= 4
