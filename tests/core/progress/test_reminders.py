"""The reminder at one's own hour, the week on Monday, and the click that ends both."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts import preferences
from core.accounts.errors import LinkExpired
from core.actor import Actor
from core.clock import pinned
from core.notifications import unsubscribing
from core.progress import reminders
from db.models.accounts import User, UserPreferences
from db.models.platform import OutboxMail
from tests.factories.actors import make_learner
from tests.factories.practice import make_submission

MONDAY = datetime(2031, 5, 19, tzinfo=UTC)


def person(session: Session, *, hour: int | None, timezone: str = "UTC", mails: bool = True) -> Actor:
    learner = make_learner(session, timezone=timezone)
    preferences.get(session, learner)
    row = session.scalars(select(UserPreferences).where(UserPreferences.user_id == learner.user_id)).one()
    row.reminder_hour, row.email_notifications = hour, mails
    session.get_one(User, learner.user_id).email_verified_at = datetime(2031, 1, 1, tzinfo=UTC)
    session.flush()
    return learner


def at(session: Session, moment: datetime) -> int:
    with pinned(moment):
        return reminders.remind(session)


def mails(session: Session, template: str) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).where(OutboxMail.template == template).order_by(OutboxMail.id)))


@pytest.mark.parametrize(
    ("timezone", "moment"),
    [
        ("UTC", MONDAY + timedelta(hours=18, minutes=2)),
        ("Asia/Kathmandu", MONDAY + timedelta(hours=12, minutes=17)),  # 18:02, a quarter hour off
        ("Asia/Kolkata", MONDAY + timedelta(hours=12, minutes=32)),
        ("America/St_Johns", MONDAY + timedelta(hours=20, minutes=32)),
    ],
)
def test_at_the_hour_of_the_persons_own_clock_and_once(session: Session, timezone: str, moment: datetime) -> None:
    learner = person(session, hour=18, timezone=timezone)
    assert at(session, moment - timedelta(hours=1)) == 0
    assert [at(session, moment), at(session, moment + timedelta(minutes=15))] == [1, 0]
    assert at(session, moment + timedelta(hours=1)) == 0
    assert at(session, moment + timedelta(days=1)) == 1
    assert {mail.recipient for mail in mails(session, "practice_reminder")} == {learner.email}


def test_an_hour_that_comes_twice_reminds_once(session: Session) -> None:
    person(session, hour=2, timezone="Europe/Berlin")
    first = datetime(2026, 10, 25, 0, 17, tzinfo=UTC)  # 02:17 in summer time, again an hour later in winter time
    assert [at(session, first), at(session, first + timedelta(hours=1))] == [1, 0]


def test_who_practised_or_wants_none_is_left_alone(session: Session) -> None:
    wrote = person(session, hour=18)
    person(session, hour=18, mails=False)
    person(session, hour=None)
    make_submission(session, user_id=wrote.user_id, status="submitted", started_at=MONDAY + timedelta(hours=9))
    assert at(session, MONDAY + timedelta(hours=18)) == 0


def test_the_week_comes_on_monday_to_who_wrote(session: Session) -> None:
    wrote = person(session, hour=None, timezone="Asia/Tokyo")
    person(session, hour=None, timezone="Asia/Tokyo")
    make_submission(session, user_id=wrote.user_id, status="submitted", started_at=MONDAY - timedelta(days=2))
    with pinned(MONDAY - timedelta(hours=2, minutes=40)):  # Monday 06:20 in Tokyo
        assert reminders.put_weeks(session) == 0
    with pinned(MONDAY - timedelta(hours=1, minutes=40)):
        assert [reminders.put_weeks(session), reminders.put_weeks(session)] == [1, 0]
    [mail] = mails(session, "practice_week")
    assert (mail.recipient, mail.context["essays"]) == (wrote.email, 1)


def test_one_click_ends_them_and_a_second_does_no_harm(session: Session) -> None:
    learner = person(session, hour=18)
    signature = unsubscribing.link(learner.user_id).partition("sign=")[2]
    for _ in range(2):
        unsubscribing.unsubscribe(session, user_id=learner.user_id, signature=signature)
    assert at(session, MONDAY + timedelta(hours=18)) == 0
    for wrong in ("", "x" * 64, signature[:-1] + "é"):
        with pytest.raises(LinkExpired):
            unsubscribing.unsubscribe(session, user_id=learner.user_id, signature=wrong)
    with pytest.raises(LinkExpired):
        unsubscribing.unsubscribe(session, user_id=learner.user_id + 1, signature=signature)
