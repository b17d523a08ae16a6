"""create_admin, set_role and setup_default_preferences, as typed."""

import io
import sys

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts import passwords
from core.billing.subscriptions import FREE_PLAN
from core.cli.__main__ import main
from db.models.accounts import User
from db.repositories import accounts
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan

PASSWORD = "three very quiet rivers"
TAKEN = "There is already an account with this e-mail. Sign in, or ask for a new password."
CREATE = ["create_admin", "--email", "root@example.org", "--name", "Root", "--password-stdin"]


@pytest.fixture(autouse=True)
def free_plan(session: Session) -> None:
    make_plan(session, slug=FREE_PLAN, name="Free", test_feedback_count=5, price_usd=0)
    session.commit()


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_create_admin(session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    type_in(monkeypatch, PASSWORD + "\n")

    assert main(CREATE) == 0

    user = session.scalars(select(User)).one()
    assert capsys.readouterr().out == f"Administrator {user.id} created.\n"
    assert (user.email, user.display_name, user.is_staff, user.is_superuser) == ("root@example.org", "Root", True, True)
    assert accounts.group_names(session, user_id=user.id) == {"learner", "admin"}
    assert user.email_verified_at is not None and passwords.matches(PASSWORD, user.password)


@pytest.mark.parametrize(
    ("email", "password", "line"),
    [
        ("root@example.org", "fourteen chars", "Please use at least 15 characters. A short sentence works well."),
        ("root@example.org", "", "Please use at least 15 characters. A short sentence works well."),
        ("root", PASSWORD, "This does not look like an e-mail address. Please check it."),
        ("TAKEN@example.org", PASSWORD, TAKEN),
    ],
)  # fmt: skip
def test_create_admin_refuses_in_one_line(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    email: str,
    password: str,
    line: str,
) -> None:
    make_user(session, email="taken@example.org")
    session.commit()
    type_in(monkeypatch, password + "\n")

    assert main([*CREATE[:2], email, *CREATE[3:]]) == 1

    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip().splitlines()[-1]) == ("", line)


def test_set_role(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    user = make_user(session, email="ann@example.org")
    session.commit()

    for role in ("tutor", "tutor", "learner"):
        assert main(["set_role", "--email", "ANN@example.org", "--role", role]) == 0
        assert capsys.readouterr().out == f"Person {user.id} is now {role}.\n"
    assert main(["set_role", "--email", "nobody@example.org", "--role", "tutor"]) == 1
    assert "There is no account with this e-mail." in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["set_role", "--email", "ann@example.org", "--role", "queen"])


def test_setup_default_preferences(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    make_user(session)
    session.commit()

    assert main(["setup_default_preferences"]) == 0
    assert main(["setup_default_preferences"]) == 0
    assert capsys.readouterr().out == "Preferences: 1 added.\nPreferences: 0 added.\n"
