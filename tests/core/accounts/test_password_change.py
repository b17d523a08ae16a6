"""A forgotten password is replaced once by the link of the mail; a known one by its owner."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import authentication, password_change, passwords, sessions
from core.accounts.errors import (
    LinkExpired,
    PasswordCommon,
    PasswordLikeAccount,
    PasswordTooShort,
    TooManyTries,
    WrongEmailOrPassword,
    WrongPassword,
)
from core.accounts.registration import register
from core.clock import utc_now
from db.models.accounts import User
from db.models.platform import OutboxMail
from tests.core.accounts.conftest import HERE, PASSWORD

NEW = "four noisy rivers"


def ask(session: Session, email: str = "ann@example.org", address: str = HERE) -> int | None:
    return password_change.ask_for_link(session, email=email, address=address)


def secret_of_latest(session: Session) -> str:
    query = select(OutboxMail.context).where(OutboxMail.template == "reset_password").order_by(OutboxMail.id.desc())
    found = re.search(r"token=([\w-]{43})$", session.scalars(query.limit(1)).one()["link"])
    assert found
    return found[1]


def count(session: Session, template: str) -> int:
    return session.scalar(select(func.count()).where(OutboxMail.template == template)) or 0


def test_the_link_sets_a_new_password_once(session: Session, ann: int, sign_in: Callable[..., str]) -> None:
    assert ask(session, "ANN@example.org") == ann
    secret = secret_of_latest(session)
    password_change.require_good_link(session, secret=secret)

    password_change.reset(session, secret=secret, password=NEW)
    session.flush()

    with pytest.raises(WrongEmailOrPassword):
        sign_in()
    assert sign_in(password=NEW)
    for again in (
        password_change.require_good_link,
        lambda s, secret: password_change.reset(s, secret=secret, password=NEW),
    ):
        with pytest.raises(LinkExpired):
            again(session, secret=secret)
    assert count(session, "password_changed") == 1
    assert session.get_one(User, ann).email_verified_at is not None


def test_the_link_works_for_fifteen_minutes(session: Session, ann: int) -> None:
    ask(session)
    secret = secret_of_latest(session)
    with time_machine.travel(utc_now() + timedelta(minutes=15, seconds=1)):
        with pytest.raises(LinkExpired):
            password_change.require_good_link(session, secret=secret)
        with pytest.raises(LinkExpired):
            password_change.reset(session, secret=secret, password=NEW)


def test_one_used_link_voids_the_others_and_ends_all_sessions(session: Session, ann: int) -> None:
    ask(session)
    first = secret_of_latest(session)
    ask(session)
    token = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=ann)).token

    password_change.reset(session, secret=secret_of_latest(session), password=NEW)

    assert sessions.find_actor(session, token) is None
    with pytest.raises(LinkExpired):
        password_change.reset(session, secret=first, password=PASSWORD)


def test_a_refused_password_leaves_the_link_as_it_was(session: Session, ann: int) -> None:
    ask(session)
    secret = secret_of_latest(session)
    with pytest.raises(PasswordTooShort), session.begin_nested():
        password_change.reset(session, secret=secret, password="short")
    password_change.reset(session, secret=secret, password=NEW)


def test_a_link_to_confirm_an_address_sets_no_password(session: Session, ann: int) -> None:
    context = session.scalars(select(OutboxMail.context)).one()
    with pytest.raises(LinkExpired):
        password_change.reset(session, secret=context["link"].partition("token=")[2], password=NEW)


@pytest.mark.parametrize("email", ["nobody@example.org", "", "no address", "\x00", "\ud800", "x" * 1_000_000])
def test_an_unknown_address_is_answered_with_silence(session: Session, ann: int, email: str) -> None:
    assert ask(session, email) is None
    assert count(session, "reset_password") == 0


def test_a_closed_account_gets_no_link(session: Session, ann: int) -> None:
    session.get_one(User, ann).is_active = False
    session.flush()
    assert ask(session) is None


def test_nobodys_mailbox_is_flooded(session: Session, ann: int) -> None:
    for number in range(8):
        ask(session, address=f"198.51.100.{number}")
    assert count(session, "reset_password") == 3


def test_one_address_asks_ten_times_at_most(session: Session, ann: int) -> None:
    for _ in range(10):
        ask(session, "nobody@example.org")
    with pytest.raises(TooManyTries):
        ask(session, "nobody@example.org")


@pytest.mark.parametrize(
    ("password", "refusal"),
    [("short", PasswordTooShort), ("password123", PasswordCommon), ("ann.example-ann", PasswordLikeAccount)],
)
def test_the_policy_holds_for_new_passwords_too(
    session: Session, free_plan: None, password: str, refusal: type[Exception]
) -> None:
    register(session, email="ann.example@example.org", display_name="Ann", password=PASSWORD)
    ask(session, "ann.example@example.org")
    with pytest.raises(refusal):
        password_change.reset(session, secret=secret_of_latest(session), password=password)


def test_somebody_elses_attempt_changes_nothing(session: Session, ann: int) -> None:
    register(session, email="bob@example.org", display_name="Bob", password=PASSWORD)
    token = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=ann)).token
    me = sessions.find_actor(session, token)
    assert me is not None
    of_bob = authentication.begin(session, email="bob@example.org", address=HERE)

    with pytest.raises(WrongPassword):
        password_change.change(session, me, of_bob, current_password=PASSWORD, new_password=NEW, token=token)
    assert passwords.matches(PASSWORD, session.get_one(User, ann).password)
