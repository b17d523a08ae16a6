"""What a person says about themselves."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts.checks import level_of, require_band, require_not_past, require_timezone
from core.accounts.errors import PersonNotFound
from core.accounts.fields import clean_display_name, clean_field
from core.accounts.types import Profile
from core.actor import Actor
from db.models.accounts import CurrentLevel
from db.models.content import ModuleType
from db.repositories import accounts

MAX_NAME_CHARACTERS = 150
MAX_LANGUAGE_CHARACTERS = 50


def get(session: Session, actor: Actor) -> Profile:
    """The person's own profile.

    Raises:
        PersonNotFound: The account is gone.
    """
    user = accounts.find_user(session, user_id=actor.user_id)
    if user is None:
        raise PersonNotFound
    return Profile(
        email=user.email,
        display_name=user.display_name,
        first_name=user.first_name,
        last_name=user.last_name,
        target_band=user.target_band_score,
        last_writing_band=user.last_writing_band,
        current_level=(user.current_level or CurrentLevel.unknown).value,
        test_date=user.test_date,
        module_type=user.module_type,
        timezone=user.timezone or "UTC",
        language_background=user.language_background or "",
        is_email_verified=user.email_verified_at is not None,
        joined_at=user.date_joined,
    )


def set_test_date(session: Session, actor: Actor, *, test_date: date) -> None:
    """Keep the day of the next test.

    Raises:
        PersonNotFound: The account is gone.
        DateInThePast: The day is over.
    """
    user = accounts.user_for_update(session, user_id=actor.user_id)
    if user is None:
        raise PersonNotFound
    require_not_past(test_date, timezone=actor.timezone)
    user.test_date = test_date


def save(
    session: Session,
    actor: Actor,
    *,
    display_name: str,
    first_name: str,
    last_name: str,
    target_band: Decimal | None,
    last_writing_band: Decimal | None,
    test_date: date | None,
    module_type: ModuleType,
    timezone: str,
    language_background: str,
) -> None:
    """Keep all of it; the level follows the band of the last test, None for "I don't know".

    A test date that was kept before may lie in the past, a new one may not.

    Raises:
        NameMissing, NameTooLong, TextTooLong: A name or the language.
        BandOutOfRange: A band that the exam does not give.
        DateInThePast: A new test date before today.
        UnknownTimezone: Not on the list.
    """
    user = accounts.user_for_update(session, user_id=actor.user_id)
    if user is None:
        raise PersonNotFound
    for band in (target_band, last_writing_band):
        if band is not None:
            require_band(band)
    require_timezone(timezone)
    if test_date is not None and test_date != user.test_date:
        require_not_past(test_date, timezone=timezone)
    user.display_name = clean_display_name(display_name)
    user.first_name = clean_field(first_name, field="First name", maximum=MAX_NAME_CHARACTERS)
    user.last_name = clean_field(last_name, field="Family name", maximum=MAX_NAME_CHARACTERS)
    user.target_band_score = target_band
    user.last_writing_band = last_writing_band
    user.current_level = level_of(last_writing_band)
    user.test_date = test_date
    user.module_type = module_type
    user.timezone = timezone
    user.language_background = (
        clean_field(language_background, field="First language", maximum=MAX_LANGUAGE_CHARACTERS) or None
    )
