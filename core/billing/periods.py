"""Billing periods: months counted from a start, never drifting."""

from calendar import monthrange
from datetime import UTC, date, datetime


def month_start(moment: datetime) -> datetime:
    """The first instant of the UTC calendar month."""
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def add_months(moment: datetime, months: int) -> datetime:
    """The same day and time `months` later in UTC, or the month's last day where that day is missing."""
    moment = moment.astimezone(UTC)
    month = moment.month - 1 + months
    year, month = moment.year + month // 12, month % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the month's last day where that day is missing."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
