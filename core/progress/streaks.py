"""Practice days in a row, in the person's own time zone, with one free day a week."""

from datetime import date, timedelta


def streak(days: frozenset[date], *, today: date) -> int:
    """How many practice days stand in a row up to today; 0 when the row is broken.

    Each calendar week (Monday to Sunday) forgives one day without practice; today is still open, so
    it breaks nothing. Only days of practice are counted, not the forgiven ones.
    """
    count = 0
    free_week: date | None = None
    day = today
    first = min(days, default=today)
    while day >= first:
        if day in days:
            count += 1
        elif day != today:
            week = day - timedelta(days=day.weekday())
            if week == free_week:
                break
            free_week = week
        day -= timedelta(days=1)
    return count
