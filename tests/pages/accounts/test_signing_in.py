"""Sign-up, sign-in, forgotten password, confirmed address, and who is refused."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.accounts import passwords, roles, sessions
from core.actor import Role
from db.models.accounts import Token, TokenKind, User
from tests.pages import driver
from tests.pages.accounts.steps import (
    ACCOUNT,
    COMMON,
    CONFIRM,
    NEW_PASSWORD,
    PASSWORD,
    REGISTER,
    RESET,
    SAME_ANSWER,
    SIGN_IN,
    TAKEN,
    WELCOME,
    fill,
    link_in,
    ticket_of,
    warnings,
)
from tests.pages.driver import NO_ACCESS, components, open_app, run_alone, sign_in


def test_a_newcomer_signs_up_answers_and_is_at_the_desk(session: Session) -> None:
    app = fill(
        open_app(None, REGISTER),
        "Create my account",
        register_email="Ann@Example.org",
        register_name="Ann",
        register_password=PASSWORD,
    )
    ticket, path = ticket_of(app)
    assert not app.exception and path == "/welcome"

    user = session.scalars(select(User)).one()
    assert (user.email, user.display_name) == ("ann@example.org", "Ann")
    assert sessions.find_actor(session, sessions.open_session(session, ticket=ticket).token)

    session.commit()
    app = open_app(user.id, WELCOME)
    assert not app.exception
    test_date = datetime.now(UTC).date() + timedelta(days=30)
    app.date_input[0].set_value(test_date)
    app.selectbox[0].set_value(Decimal("6.5"))
    next(element for element in app.button if element.label == "Write my first essay").click()
    app.run()

    assert not app.exception
    session.refresh(user)
    assert (user.test_date, user.target_band_score) == (test_date, Decimal("6.5"))


def test_the_three_questions_may_all_stay_open(session: Session, ann: int) -> None:
    app = open_app(ann, WELCOME)
    next(element for element in app.button if element.label == "Check an essay I already have").click()
    app.run()

    assert not app.exception
    user = session.get_one(User, ann)
    session.refresh(user)
    assert (user.test_date, user.target_band_score) == (None, None)


@pytest.mark.parametrize(
    ("email", "name", "password", "sentence"),
    [
        ("ANN@example.org", "Ann", PASSWORD, TAKEN),
        ("ann at example", "Ann", PASSWORD, "This does not look like an e-mail address. Please check it."),
        ("bob@example.org", "  ", PASSWORD, "Please tell us what to call you."),
        ("bob@example.org", "Bob", "short", "Please use at least 10 characters. A short sentence works well."),
        ("bob@example.org", "Bob", "harbour " * 25, "Please use at most 128 characters."),
        ("bob@example.org", "Bob", "password123", COMMON),
        ("", "", "", "This does not look like an e-mail address. Please check it."),
    ],
)  # fmt: skip
def test_a_refused_sign_up_says_why_in_one_sentence(
    session: Session, ann: int, email: str, name: str, password: str, sentence: str
) -> None:
    app = fill(
        open_app(None, REGISTER),
        "Create my account",
        register_email=email,
        register_name=name,
        register_password=password,
    )

    assert warnings(app) == [sentence]
    assert session.scalar(select(func.count()).select_from(User)) == 1
    assert "fetch_and_go" not in components(app)


def test_the_right_password_leads_back_with_a_ticket(session: Session, ann: int) -> None:
    app = open_app(None, SIGN_IN)
    app.checkbox(key="sign_in_stay").check()
    app = fill(app, "Sign in", sign_in_email="ANN@example.org ", sign_in_password=PASSWORD)

    ticket, path = ticket_of(app)
    assert path == "/"
    assert sessions.open_session(session, ticket=ticket).max_age_seconds == 30 * 86_400
    for left in ("authentication_status", "username", "name", "email", "roles", "logout"):
        assert left not in app.session_state


@pytest.mark.parametrize(
    ("email", "password"),
    [("ann@example.org", "three quiet lakes"), ("nobody@example.org", PASSWORD), ("", ""), ("ann", "\x00")],
)
def test_every_wrong_sign_in_gets_one_answer(session: Session, ann: int, email: str, password: str) -> None:
    app = fill(open_app(None, SIGN_IN), "Sign in", sign_in_email=email, sign_in_password=password)

    assert warnings(app) == ["The e-mail or the password is not right."]
    assert components(app) == []


def test_the_eleventh_guess_is_not_checked(session: Session, ann: int) -> None:
    app = open_app(None, SIGN_IN)
    for _ in range(10):
        app = fill(app, "Sign in", sign_in_email="ann@example.org", sign_in_password="a wrong one")
    app = fill(app, "Sign in", sign_in_email="ann@example.org", sign_in_password=PASSWORD)

    assert warnings(app) == ["Too many tries. Please wait 5 minutes, or ask for a new password."]


def test_a_forgotten_password_is_replaced_by_the_link_once(session: Session, ann: int) -> None:
    old_token = sign_in(ann)
    app = fill(open_app(None, RESET), "Send me a link", reset_email="ann@example.org")
    assert [note.value for note in app.success] == [SAME_ANSWER]
    secret = link_in(app.text[0].value)

    app = open_app(None, RESET, query={"token": secret})
    app = fill(app, "Save my new password", reset_new_password="short")
    assert warnings(app) == ["Please use at least 10 characters. A short sentence works well."]
    app = fill(app, "Save my new password", reset_new_password="four noisy rivers")
    assert not app.exception and app.success[0].value.startswith("Your new password is saved.")

    user = session.get_one(User, ann)
    session.refresh(user)
    assert passwords.matches("four noisy rivers", user.password)
    assert sessions.find_actor(session, old_token) is None
    app = open_app(None, RESET, query={"token": secret})
    assert warnings(app) == ["This link does not work any more. Please ask for a new one."]


def test_asking_for_an_unknown_address_looks_the_same(session: Session, ann: int) -> None:
    app = fill(open_app(None, RESET), "Send me a link", reset_email="nobody@example.org")

    assert [note.value for note in app.success] == [SAME_ANSWER]
    assert session.scalar(select(func.count()).where(Token.kind == TokenKind.reset_password)) == 0


def test_confirming_twice_does_no_harm(session: Session, ann: int) -> None:
    app = open_app(ann, ACCOUNT)
    secret = link_in(app.text[0].value)

    for _ in range(2):
        app = open_app(None, CONFIRM, query={"token": secret})
        assert not app.exception and app.success[0].value == "Thank you. Your e-mail address is confirmed."
    user = session.get_one(User, ann)
    session.refresh(user)
    assert user.email_verified_at is not None


@pytest.mark.parametrize("token", ["", "x", "\x00", "x" * 100_000])
def test_a_made_up_link_confirms_nothing(session: Session, ann: int, token: str) -> None:
    app = open_app(None, CONFIRM, query={"token": token})
    assert warnings(app) == ["This link does not work any more. Please ask for a new one."]


def test_a_tutor_with_a_short_password_gets_no_further_than_a_new_one(session: Session, ann: int) -> None:
    roles.give_role(session, user_id=ann, role=Role.tutor, by=None)
    user = session.get_one(User, ann)
    user.password = passwords.hashed("seven lakes")
    session.commit()
    app = fill(open_app(None, SIGN_IN), "Sign in", sign_in_email="ann@example.org", sign_in_password="seven lakes")
    driver._cookie = sessions.open_session(session, ticket=ticket_of(app)[0]).token
    session.commit()

    app = AppTest.from_file(str(driver.ROOT / "app.py"), default_timeout=driver.TIMEOUT_SECONDS).run()
    assert [title.value for title in app.title] == ["Choose a longer password"]
    with pytest.raises(ValueError):
        app.switch_page(ACCOUNT)
    app = fill(
        app,
        "Save my new password",
        **{"current:change_password:0": "seven lakes", "changed:change_password:0": "seven deep lakes"},
    )
    assert not app.exception
    app = AppTest.from_file(str(driver.ROOT / "app.py"), default_timeout=driver.TIMEOUT_SECONDS).run()
    assert [title.value for title in app.title] != ["Choose a longer password"]


@pytest.mark.parametrize("page", [ACCOUNT, WELCOME, NEW_PASSWORD])
def test_a_page_run_alone_refuses_a_visitor(session: Session, page: str) -> None:
    app = run_alone(None, page)
    assert [error.value for error in app.error] == [NO_ACCESS]
    assert not app.title and not components(app)


@pytest.mark.parametrize("page", [ACCOUNT, WELCOME])
def test_a_visitor_is_not_given_the_page(session: Session, page: str) -> None:
    with pytest.raises(ValueError):
        open_app(None, page)
