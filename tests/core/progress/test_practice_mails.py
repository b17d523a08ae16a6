"""Mails at the moment: a slow result, credits that run low, a row of days in danger."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts import preferences
from core.actor import Actor
from core.clock import pinned, utc_now
from core.progress import practice_mails, reminders
from db.models.accounts import User, UserPreferences
from db.models.platform import OutboxMail
from db.models.practice import Submission
from tests.factories.actors import make_learner
from tests.factories.practice import make_submission

WEDNESDAY = datetime(2031, 5, 21, tzinfo=UTC)


@pytest.fixture
def learner(session: Session) -> Actor:
    return person(session)


def person(session: Session, *, timezone: str = "UTC", is_verified: bool = True, mails: bool = True) -> Actor:
    learner = make_learner(session, timezone=timezone)
    preferences.get(session, learner)
    row = session.scalars(select(UserPreferences).where(UserPreferences.user_id == learner.user_id)).one()
    row.email_notifications = mails
    session.get_one(User, learner.user_id).email_verified_at = utc_now() if is_verified else None
    session.flush()
    return learner


def mails(session: Session, template: str) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).where(OutboxMail.template == template).order_by(OutboxMail.id)))


def handed_in(session: Session, learner: Actor, ago: timedelta) -> Submission:
    begun = utc_now() - ago - timedelta(minutes=35)
    return make_submission(session, user_id=learner.user_id, status="submitted", started_at=begun)


def test_a_result_that_took_more_than_a_minute_is_told_once(session: Session, learner: Actor) -> None:
    essay = handed_in(session, learner, timedelta(minutes=2))
    practice_mails.tell_of_result(session, submission=essay)
    practice_mails.tell_of_result(session, submission=essay)

    [mail] = mails(session, "result_ready")
    assert mail.recipient == learner.email
    assert f"result?submission={essay.id}" in str(mail.context)


def test_a_quick_result_is_not_told(session: Session, learner: Actor) -> None:
    practice_mails.tell_of_result(session, submission=handed_in(session, learner, timedelta(seconds=50)))

    assert mails(session, "result_ready") == []


@pytest.mark.parametrize("changes", [{"is_verified": False}, {"mails": False}])
def test_only_to_confirmed_addresses_that_want_it(session: Session, changes: dict[str, bool]) -> None:
    someone = person(session, **changes)  # type: ignore[arg-type]
    practice_mails.tell_of_result(session, submission=handed_in(session, someone, timedelta(minutes=2)))

    assert mails(session, "result_ready") == []


def row_of_days(session: Session, learner: Actor, *, days: int, until: datetime) -> None:
    for back in range(days):
        started_at = until - timedelta(days=back)
        make_submission(session, user_id=learner.user_id, status="submitted", started_at=started_at)


def evening(session: Session, moment: datetime) -> int:
    with pinned(moment):
        return reminders.warn_of_breaks(session)


def test_a_row_in_danger_is_told_at_eight_and_once(session: Session, learner: Actor) -> None:
    # Monday was free, so Wednesday has to be practised: the row is last Thursday to Sunday, and Tuesday.
    row_of_days(session, learner, days=4, until=WEDNESDAY - timedelta(days=3) + timedelta(hours=9))
    row_of_days(session, learner, days=1, until=WEDNESDAY - timedelta(days=1) + timedelta(hours=9))
    at_eight = WEDNESDAY + timedelta(hours=20, minutes=2)

    assert evening(session, at_eight - timedelta(hours=1)) == 0
    assert [evening(session, at_eight), evening(session, at_eight + timedelta(minutes=15))] == [1, 0]
    [mail] = mails(session, "streak_at_risk")
    assert mail.context["row"] == 5


def test_the_free_day_of_the_week_carries_a_row(session: Session, learner: Actor) -> None:
    row_of_days(session, learner, days=5, until=WEDNESDAY - timedelta(days=1) + timedelta(hours=9))

    assert evening(session, WEDNESDAY + timedelta(hours=20, minutes=2)) == 0


def test_who_was_reminded_today_is_left_alone(session: Session, learner: Actor) -> None:
    row_of_days(session, learner, days=4, until=WEDNESDAY - timedelta(days=3) + timedelta(hours=9))
    row_of_days(session, learner, days=1, until=WEDNESDAY - timedelta(days=1) + timedelta(hours=9))
    row = session.scalars(select(UserPreferences).where(UserPreferences.user_id == learner.user_id)).one()
    row.reminder_hour = 18
    session.flush()
    with pinned(WEDNESDAY + timedelta(hours=18, minutes=2)):
        assert reminders.remind(session) == 1

    assert evening(session, WEDNESDAY + timedelta(hours=20, minutes=2)) == 0
