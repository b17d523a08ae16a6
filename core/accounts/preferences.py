"""How a person likes to practise and to read."""

from sqlalchemy.orm import Session

from core.accounts.errors import NumberOutOfRange, UnknownChoice
from core.accounts.types import Preferences
from core.actor import Actor
from db.models.accounts import Theme, UserPreferences
from db.repositories import accounts

DIFFICULTIES = ("mixed", "beginner", "intermediate", "advanced")
AS_DEVICE = "device"  # stored as no theme
THEMES = (AS_DEVICE, *(theme.value for theme in Theme))
FONT_SIZES = ("small", "medium", "large")
EXTRA_TIME_PERCENTS = (0, 25)  # special arrangements of the test
MIN_PRACTICE_MINUTES, MAX_PRACTICE_MINUTES, DEFAULT_PRACTICE_MINUTES = 5, 480, 60


def get(session: Session, actor: Actor) -> Preferences:
    """The person's preferences; the default ones are written if there are none."""
    row = _row(session, actor)
    return Preferences(
        practice_minutes_a_day=row.preferred_practice_time or DEFAULT_PRACTICE_MINUTES,
        is_auto_save_enabled=row.auto_save_enabled,
        wants_emails=row.email_notifications,
        difficulty=row.difficulty_preference or "mixed",
        theme=AS_DEVICE if row.theme is None else row.theme.value,
        font_size=row.font_size or "medium",
        reminder_hour=row.reminder_hour,
        extra_time_percent=row.extra_time_percent,
    )


def minutes_a_day(session: Session, actor: Actor) -> int:
    """How long the person means to practise on a day."""
    row = accounts.find_preferences(session, user_id=actor.user_id)
    return (row.preferred_practice_time if row else None) or DEFAULT_PRACTICE_MINUTES


def saves_itself(session: Session, actor: Actor) -> bool:
    """Whether the writing desk saves as the person types."""
    row = accounts.find_preferences(session, user_id=actor.user_id)
    return row is None or row.auto_save_enabled


def save(session: Session, actor: Actor, preferences: Preferences) -> None:
    """Keep all of them.

    Raises:
        NumberOutOfRange: Minutes a day outside 5 to 480, or an hour outside 0 to 23.
        UnknownChoice: A difficulty, theme, size or extra time that is not offered.
    """
    minutes, hour = preferences.practice_minutes_a_day, preferences.reminder_hour
    if not MIN_PRACTICE_MINUTES <= minutes <= MAX_PRACTICE_MINUTES:
        raise NumberOutOfRange("Practice time", MIN_PRACTICE_MINUTES, MAX_PRACTICE_MINUTES)
    if hour is not None and not 0 <= hour <= 23:
        raise NumberOutOfRange("Reminder", 0, 23)
    offered = ((preferences.difficulty, DIFFICULTIES), (preferences.theme, THEMES), (preferences.font_size, FONT_SIZES))
    if any(choice not in choices for choice, choices in offered):
        raise UnknownChoice
    if preferences.extra_time_percent not in EXTRA_TIME_PERCENTS:
        raise UnknownChoice
    row = _row(session, actor)
    row.preferred_practice_time = minutes
    row.auto_save_enabled = preferences.is_auto_save_enabled
    row.email_notifications = preferences.wants_emails
    row.difficulty_preference = preferences.difficulty
    row.theme = None if preferences.theme == AS_DEVICE else Theme(preferences.theme)
    row.font_size = preferences.font_size
    row.reminder_hour = hour
    row.extra_time_percent = preferences.extra_time_percent


def setup_defaults(session: Session) -> int:
    """Give everybody without preferences the default ones; how many people that were."""
    return accounts.add_missing_preferences(session)


def _row(session: Session, actor: Actor) -> UserPreferences:
    accounts.add_preferences(session, user_id=actor.user_id)
    row = accounts.find_preferences(session, user_id=actor.user_id)
    assert row is not None  # the statement before made it, or found it
    return row
