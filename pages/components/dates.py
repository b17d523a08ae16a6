"""Days as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def local_day(moment: datetime, timezone: str) -> str:
    """The day in the person's own time zone: "3 June 2026"."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local.day} {local:%B %Y}"


def day_in_words(day: date) -> str:
    """A day near by: "on 3 June"."""
    return f"on {day.day} {day:%B}"


def short_day(moment: datetime) -> str:
    """A day on an axis: "3 Jun"."""
    return f"{moment.day} {moment:%b}"


def local_time(moment: datetime, timezone: str) -> str:
    """The day and the time of day in the person's own time zone: "3 June 2026, 14:05"."""
    return f"{local_day(moment, timezone)}, {moment.astimezone(ZoneInfo(timezone)):%H:%M}"
