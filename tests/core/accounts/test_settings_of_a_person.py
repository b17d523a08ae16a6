"""Profile, the three questions and preferences: what is kept, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import checks, onboarding, preferences, profile
from core.accounts.errors import (
    BandOutOfRange,
    DateInThePast,
    NameMissing,
    NumberOutOfRange,
    TextTooLong,
    UnknownChoice,
    UnknownTimezone,
)
from core.accounts.types import ModuleType
from core.actor import Actor
from db.models.accounts import CurrentLevel, User, UserPreferences
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of

VALUES: dict[str, Any] = {
    "display_name": "Ann",
    "first_name": "Anna",
    "last_name": "Petrova",
    "target_band": Decimal("6.5"),
    "last_writing_band": Decimal("5.5"),
    "test_date": date(2099, 1, 2),
    "module_type": ModuleType.general,
    "timezone": "Asia/Kathmandu",
    "language_background": "Russian",
}


@pytest.fixture
def actor(session: Session) -> Actor:
    user = make_user(session)
    session.refresh(user)
    return actor_of(user)


def test_all_fields_are_kept(session: Session, actor: Actor) -> None:
    profile.save(session, actor, **VALUES)

    saved = profile.get(session, actor)
    assert {name: getattr(saved, name) for name in VALUES} == VALUES
    assert saved.current_level == "intermediate" and saved.email == actor.email


def test_empty_answers_are_answers(session: Session, actor: Actor) -> None:
    empty = {
        "target_band": None,
        "last_writing_band": None,
        "test_date": None,
        "first_name": "",
        "last_name": "",
        "language_background": " ",
    }
    profile.save(session, actor, **VALUES | empty)

    saved = profile.get(session, actor)
    assert (saved.target_band, saved.last_writing_band, saved.test_date) == (None, None, None)
    assert (saved.current_level, saved.language_background) == ("unknown", "")


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("display_name", " \x00 ", NameMissing),
        ("first_name", "x" * 151, TextTooLong),
        ("language_background", "x" * 51, TextTooLong),
        ("target_band", Decimal("6.7"), BandOutOfRange),
        ("target_band", Decimal("0.5"), BandOutOfRange),
        ("last_writing_band", Decimal("9.5"), BandOutOfRange),
        ("test_date", date(2020, 1, 1), DateInThePast),
        ("timezone", "Mars/Olympus", UnknownTimezone),
        ("timezone", "../../etc/passwd", UnknownTimezone),
    ],
)
def test_what_cannot_be_is_refused(
    session: Session, actor: Actor, field: str, value: object, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        profile.save(session, actor, **VALUES | {field: value})


def test_a_test_that_is_over_may_stay_in_the_profile(session: Session, actor: Actor) -> None:
    session.get_one(User, actor.user_id).test_date = date(2020, 1, 1)
    session.flush()
    profile.save(session, actor, **VALUES | {"test_date": date(2020, 1, 1)})


def test_today_is_the_persons_own_day(session: Session, actor: Actor) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 23, tzinfo=UTC)):  # the 5th in Kathmandu
        with pytest.raises(DateInThePast):
            profile.save(session, actor, **VALUES | {"test_date": date(2026, 5, 4)})
        profile.save(session, actor, **VALUES | {"test_date": date(2026, 5, 4), "timezone": "UTC"})


@pytest.mark.parametrize(
    ("band", "level"),
    [
        (None, CurrentLevel.unknown), ("1.0", CurrentLevel.beginner), ("5.0", CurrentLevel.beginner),
        ("5.5", CurrentLevel.intermediate), ("6.5", CurrentLevel.intermediate), ("7.0", CurrentLevel.advanced),
        ("9.0", CurrentLevel.advanced),
    ],
)  # fmt: skip
def test_the_level_follows_the_last_band(band: str | None, level: CurrentLevel) -> None:
    assert checks.level_of(Decimal(band) if band else None) == level


def test_time_zones_are_those_of_the_world_and_fit_their_column() -> None:
    zones = checks.timezones()
    assert {"UTC", "Europe/London", "Asia/Kolkata", "America/Argentina/Buenos_Aires"} <= set(zones)
    assert len(zones) > 350 and max(map(len, zones)) <= 50


def test_every_question_may_stay_open(session: Session, actor: Actor) -> None:
    onboarding.answer(session, actor)
    saved = profile.get(session, actor)
    assert (saved.module_type, saved.test_date, saved.target_band) == (ModuleType.academic, None, None)


def test_answers_are_kept_with_the_browsers_time_zone(session: Session, actor: Actor) -> None:
    day = datetime.now(UTC).date() + timedelta(days=9)
    onboarding.answer(
        session,
        actor,
        module_type=ModuleType.general,
        test_date=day,
        target_band=Decimal(7),
        browser_timezone="Asia/Tokyo",
    )
    saved = profile.get(session, actor)
    assert (saved.module_type, saved.test_date, saved.target_band) == (ModuleType.general, day, Decimal(7))
    assert saved.timezone == "Asia/Tokyo"


@pytest.mark.parametrize("name", [None, "", "Etc/GMT+3", "\x00", "x" * 100_000])
def test_a_time_zone_that_we_do_not_know_is_left_out(session: Session, actor: Actor, name: str | None) -> None:
    onboarding.answer(session, actor, browser_timezone=name)
    assert profile.get(session, actor).timezone == "UTC"


def test_preferences_begin_with_the_defaults_and_are_kept(session: Session, actor: Actor) -> None:
    first = preferences.get(session, actor)
    assert (first.practice_minutes_a_day, first.difficulty, first.theme, first.font_size) == (
        60,
        "mixed",
        "device",
        "medium",
    )
    assert first.is_auto_save_enabled and first.wants_emails and first.reminder_hour is None
    assert first.extra_time_percent == 0

    chosen = replace(
        first,
        practice_minutes_a_day=25,
        theme="dark",
        font_size="large",
        reminder_hour=0,
        wants_emails=False,
        extra_time_percent=25,
    )
    preferences.save(session, actor, chosen)

    assert preferences.get(session, actor) == chosen


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"practice_minutes_a_day": 4}, NumberOutOfRange),
        ({"practice_minutes_a_day": 481}, NumberOutOfRange),
        ({"reminder_hour": 24}, NumberOutOfRange),
        ({"theme": "pink"}, UnknownChoice),
        ({"difficulty": "x" * 1000}, UnknownChoice),
        ({"font_size": ""}, UnknownChoice),
        ({"extra_time_percent": 10}, UnknownChoice),
    ],
)
def test_preferences_that_are_not_offered_are_refused(
    session: Session, actor: Actor, change: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        preferences.save(session, actor, replace(preferences.get(session, actor), **change))


def test_default_preferences_for_all_can_run_twice(session: Session) -> None:
    people = [make_user(session).id for _ in range(3)]
    assert preferences.setup_defaults(session) == 3
    assert preferences.setup_defaults(session) == 0
    assert session.scalar(select(func.count()).where(UserPreferences.user_id.in_(people))) == 3
