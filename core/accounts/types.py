"""What leaves the accounts: frozen, and never a row."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from core.actor import Role
from db.models.content import ModuleType

__all__ = ["Attempt", "ModuleType", "NewSession", "Person", "Preferences", "Profile", "Registered", "Role"]


@dataclass(frozen=True)
class Registered:
    """A new account."""

    user_id: int


@dataclass(frozen=True)
class Attempt:
    """A try to sign in that the throttle let through, and the one hash to check the password against."""

    attempt_id: int
    user_id: int | None
    password_hash: str = field(repr=False)


@dataclass(frozen=True)
class NewSession:
    """A session just opened; `max_age_seconds` is None for a cookie that ends with the browser."""

    token: str = field(repr=False)
    max_age_seconds: int | None


@dataclass(frozen=True)
class Profile:
    """All that a person may see and change about themselves."""

    email: str
    display_name: str
    first_name: str
    last_name: str
    target_band: Decimal | None
    last_writing_band: Decimal | None
    current_level: str
    test_date: date | None
    module_type: ModuleType
    timezone: str
    language_background: str
    is_email_verified: bool
    joined_at: datetime


@dataclass(frozen=True)
class Preferences:
    """How a person likes to practise and read; `practice_minutes_a_day` and `reminder_hour` in their time zone."""

    practice_minutes_a_day: int
    is_auto_save_enabled: bool
    wants_emails: bool
    difficulty: str
    theme: str
    font_size: str
    reminder_hour: int | None
    extra_time_percent: int = 0


@dataclass(frozen=True)
class Person:
    """A line of the list of people, for administrators."""

    user_id: int
    email: str
    display_name: str
    roles: frozenset[Role]
    is_active: bool
    is_superuser: bool
    joined_at: datetime
    last_login_at: datetime | None
