"""Who is told what about money, in the person's own time zone, once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.fields import SAMPLE_DOMAIN
from core.billing import mails
from core.clock import pinned
from core.notifications import email, letters
from db.models.accounts import User
from db.models.billing import PaymentStatus, SubscriptionStatus
from db.models.platform import OutboxMail
from tests.factories.accounts import make_preferences, make_user
from tests.factories.billing import make_payment, make_plan, make_subscription

NOW = datetime(2026, 5, 17, 12, tzinfo=UTC)


def put(session: Session, at: datetime = NOW) -> list[OutboxMail]:
    """What is put now, and nothing when looked for again."""
    known = set(session.scalars(select(OutboxMail.id)))
    with pinned(at):
        mails.put_due(session)
        mails.put_expiring(session)
        assert mails.put_due(session) + mails.put_expiring(session) == 0
    return [mail for mail in session.scalars(select(OutboxMail).order_by(OutboxMail.id)) if mail.id not in known]


def bought(session: Session, *, months: int = 1, person: User | None = None, **values: Any) -> Any:
    plan = make_plan(session, duration_months=months)
    dates = {"start_date": NOW - timedelta(days=10), "end_date": NOW + timedelta(days=20)}
    return make_subscription(session, person or make_user(session), plan, **dates | values)


def text_of(mail: OutboxMail) -> str:
    letter = letters.render(mail.template, mail.context)
    assert mail.context["link"] in letter.html
    return f"{letter.subject}\n{letter.text}"


def test_a_receipt_in_the_time_zone_of_the_person(session: Session) -> None:
    person = make_user(session, timezone="Pacific/Auckland")
    subscription = bought(session, person=person)
    payment = make_payment(session, subscription, created_at=NOW, tax_usd=Decimal("3.00"))
    make_payment(session, subscription, created_at=NOW, status=PaymentStatus.failed)

    (mail,) = put(session)

    assert (mail.template, mail.recipient) == ("receipt", person.email)
    words = text_of(mail)
    assert "$19.00" in words and "18 May 2026" in words and "$3.00 of tax" in words
    assert f"Payment number: {payment.id}" in words


def test_nothing_about_what_lies_back_and_nothing_to_sample_people(session: Session) -> None:
    make_payment(session, bought(session), created_at=NOW - timedelta(days=8))
    sample = make_user(session, email=f"someone@{SAMPLE_DOMAIN}")
    make_payment(session, bought(session, person=sample), created_at=NOW)

    assert put(session) == []


def test_a_cancelled_plan_says_until_when_and_how_much_is_left(session: Session) -> None:
    bought(session, status=SubscriptionStatus.cancelled, cancelled_at=NOW, auto_renew=False)

    (mail,) = put(session)

    words = text_of(mail)
    assert mail.template == "plan_cancelled"
    assert "until 6 June 2026" in words and "You have 40 feedbacks left" in words


def test_three_reminders_in_the_days_of_grace_and_no_more(session: Session) -> None:
    bought(session, status=SubscriptionStatus.past_due, stripe_status="past_due", end_date=NOW - timedelta(hours=1))

    found = [put(session, NOW + timedelta(days=day)) for day in range(5)]

    assert [[mail.template for mail in each] for each in found] == [["payment_failed"]] * 3 + [[], []]
    assert [mail[0].context["is_last"] for mail in found[:3]] == [0, 0, 1]
    assert "until 20 May 2026" in text_of(found[0][0])
    assert text_of(found[2][0]).startswith("Last reminder")


@pytest.mark.parametrize(
    ("months", "test_date", "is_told"),
    [
        (3, None, True),
        (6, date(2026, 12, 1), True),
        (1, None, False),
        (1, date(2026, 12, 1), False),
        (1, date(2026, 5, 20), True),
    ],
)
def test_a_notice_before_a_long_term_or_one_after_the_test(
    session: Session, months: int, test_date: date | None, is_told: bool
) -> None:
    person = make_user(session, test_date=test_date)
    bought(session, months=months, person=person, end_date=NOW + timedelta(days=6), auto_renew=True)
    bought(session, months=3, end_date=NOW + timedelta(days=6), auto_renew=False)

    assert put(session, NOW - timedelta(days=2)) == []
    found = [mail for mail in put(session) if mail.template == "renewal_notice"]

    assert bool(found) == is_told
    for mail in found:
        words = text_of(mail)
        assert "$19.00" in words and "23 May 2026" in words and "Cancel my plan" in words
        assert ("Your test date will have passed" in words) == (months == 1)


def test_a_plan_that_ended(session: Session) -> None:
    bought(session, status=SubscriptionStatus.expired, end_date=NOW - timedelta(days=1))
    bought(session, status=SubscriptionStatus.expired, end_date=NOW - timedelta(days=1), with_period=False)

    (mail,) = put(session)

    assert mail.template == "plan_ended" and "16 May 2026" in text_of(mail)


def test_credits_that_end_soon_unless_the_person_wants_no_such_mail(session: Session) -> None:
    quiet = make_user(session)
    make_preferences(session, quiet, email_notifications=False)
    for person in (make_user(session), quiet):
        bought(session, person=person, end_date=NOW + timedelta(days=2), auto_renew=False)

    (mail,) = put(session)

    assert "40 feedbacks to use before 19 May 2026" in text_of(mail)


def test_what_a_mail_is_about_outlives_its_words(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    make_payment(session, bought(session), created_at=NOW)
    (mail,) = put(session)
    session.commit()
    monkeypatch.setattr(letters, "may_be_shown_on_screen", lambda: False)
    monkeypatch.setattr(email, "_hand_over", lambda *_args, **_kwargs: None)

    email.send(mail.id)

    session.expire_all()
    assert list(session.get_one(OutboxMail, mail.id).context) == ["about"]
    assert put(session) == []
