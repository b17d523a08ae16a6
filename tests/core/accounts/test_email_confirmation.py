"""An address counts when its mailbox has answered."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import email_confirmation
from core.accounts.errors import EmailTaken, LinkExpired, MalformedEmail, SameEmail, TooManyMails
from core.accounts.registration import register
from core.clock import utc_now
from db.models.accounts import User
from db.models.platform import OutboxMail
from tests.core.accounts.conftest import PASSWORD
from tests.factories.actors import actor_of


def mails(session: Session) -> list[tuple[str, str]]:
    return [
        tuple(row) for row in session.execute(select(OutboxMail.template, OutboxMail.recipient).order_by(OutboxMail.id))
    ]


def secret_of_latest(session: Session) -> str:
    context = session.scalars(select(OutboxMail.context).order_by(OutboxMail.id.desc()).limit(1)).one()
    found = re.search(r"token=([\w-]{43})$", context["link"])
    assert found
    return found[1]


def fresh(session: Session, user_id: int) -> User:
    session.flush()
    user = session.get_one(User, user_id)
    session.refresh(user)
    return user


def test_the_link_confirms_and_may_be_opened_again(session: Session, ann: int) -> None:
    secret = secret_of_latest(session)

    email_confirmation.confirm(session, secret=secret)
    first = fresh(session, ann).email_verified_at
    email_confirmation.confirm(session, secret=secret)

    assert first is not None and fresh(session, ann).email_verified_at == first


def test_the_link_works_for_three_days(session: Session, ann: int) -> None:
    secret = secret_of_latest(session)
    with time_machine.travel(utc_now() + timedelta(days=3, seconds=1)), pytest.raises(LinkExpired):
        email_confirmation.confirm(session, secret=secret)
    assert fresh(session, ann).email_verified_at is None


@pytest.mark.parametrize("secret", ["", "x", "\x00", "\ud800", "x" * 1_000_000])
def test_a_made_up_link_confirms_nothing(session: Session, ann: int, secret: str) -> None:
    with pytest.raises(LinkExpired):
        email_confirmation.confirm(session, secret=secret)


def test_at_most_three_mails_an_hour(session: Session, ann: int) -> None:
    actor = actor_of(fresh(session, ann))
    email_confirmation.send_again(session, actor)
    email_confirmation.send_again(session, actor)
    with pytest.raises(TooManyMails):
        email_confirmation.send_again(session, actor)
    with time_machine.travel(utc_now() + timedelta(hours=1, seconds=5)):
        email_confirmation.send_again(session, actor)
    assert mails(session) == [("confirm_email", "ann@example.org")] * 4


def test_a_confirmed_address_gets_no_more_mails(session: Session, ann: int) -> None:
    email_confirmation.confirm(session, secret=secret_of_latest(session))
    email_confirmation.send_again(session, actor_of(fresh(session, ann)))
    assert len(mails(session)) == 1


def test_a_new_address_counts_after_its_link_and_the_old_one_is_told(session: Session, ann: int) -> None:
    email_confirmation.ask_for_change(session, actor_of(fresh(session, ann)), new_email=" ANN@new.example.org")
    assert fresh(session, ann).email == "ann@example.org"

    email_confirmation.confirm(session, secret=secret_of_latest(session))

    user = fresh(session, ann)
    assert user.email == "ann@new.example.org" and user.email_verified_at is not None
    assert mails(session)[1:] == [("change_email", "ann@new.example.org"), ("email_changed", "ann@example.org")]


def test_a_new_address_that_somebody_took_meanwhile_is_refused(session: Session, ann: int) -> None:
    email_confirmation.ask_for_change(session, actor_of(fresh(session, ann)), new_email="bob@example.org")
    secret = secret_of_latest(session)
    register(session, email="bob@example.org", display_name="Bob", password=PASSWORD)

    with pytest.raises(EmailTaken):
        email_confirmation.confirm(session, secret=secret)
    assert fresh(session, ann).email == "ann@example.org"


def test_the_same_address_is_no_change_and_a_malformed_one_is_refused(session: Session, ann: int) -> None:
    actor = actor_of(fresh(session, ann))
    with pytest.raises(SameEmail):
        email_confirmation.ask_for_change(session, actor, new_email="Ann@Example.org")
    with pytest.raises(MalformedEmail):
        email_confirmation.ask_for_change(session, actor, new_email="ann")
    assert session.scalar(select(func.count()).select_from(OutboxMail)) == 1
