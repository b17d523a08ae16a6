"""Rules about single values that a person sets about themselves."""

from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from core.accounts.errors import BandOutOfRange, DateInThePast, UnknownTimezone
from core.clock import utc_now
from db.models.accounts import CurrentLevel

BANDS = tuple(Decimal(halves) / 2 for halves in range(18, 1, -1))  # 9.0 down to 1.0, as forms offer them
_INTERMEDIATE_FROM = Decimal("5.5")
_ADVANCED_FROM = Decimal("7.0")


def require_band(band: Decimal) -> None:
    """Refuse what is not 1 to 9 in halves.

    Raises:
        BandOutOfRange: It is not.
    """
    if not (Decimal(1) <= band <= Decimal(9) and band * 2 == int(band * 2)):
        raise BandOutOfRange


def require_not_past(day: date, *, timezone: str) -> None:
    """Refuse a day before today, as the calendar stands where the person is.

    Raises:
        DateInThePast: It is over.
    """
    if day < utc_now().astimezone(ZoneInfo(timezone)).date():
        raise DateInThePast


@cache
def timezones() -> tuple[str, ...]:
    """The time zones to choose from: the world's regions and UTC, without the historical names."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(regions)))


def require_timezone(name: str) -> None:
    """Refuse a name that is not on the list.

    Raises:
        UnknownTimezone: It is not.
    """
    if name not in timezones():
        raise UnknownTimezone


def level_of(band: Decimal | None) -> CurrentLevel:
    """The level that goes with the band of the last test; unknown without one."""
    if band is None:
        return CurrentLevel.unknown
    if band < _INTERMEDIATE_FROM:
        return CurrentLevel.beginner
    return CurrentLevel.advanced if band >= _ADVANCED_FROM else CurrentLevel.intermediate
