"""People."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.accounts import Group, LoginSession, User, UserPreferences

_numbers = count(1)


def make_user(session: Session, *, groups: tuple[str, ...] = ("learner",), **overrides: Any) -> User:
    """A learner with a verified address; `groups` names the roles."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "username": f"person-{number}",
        "email": f"person-{number}@example.org",
        "display_name": f"Person {number}",
        "password": "!",
        "email_verified_at": datetime(2026, 1, 1, tzinfo=UTC),
        "is_staff": "admin" in groups,
    }
    user = User(**values | overrides)
    user.groups = list(session.scalars(select(Group).where(Group.name.in_(groups))))
    session.add(user)
    session.flush()
    return user


def make_preferences(session: Session, user: User | None = None, **overrides: Any) -> UserPreferences:
    """The default preferences of a person."""
    preferences = UserPreferences(user_id=(user or make_user(session)).id, **overrides)
    session.add(preferences)
    session.flush()
    return preferences


def make_session(session: Session, user: User | None = None, **overrides: Any) -> LoginSession:
    """A signed-in browser, good until 2100."""
    values: dict[str, Any] = {
        "token_hash": f"{next(_numbers):064x}",
        "user_id": (user or make_user(session)).id,
        "expires_at": datetime(2100, 1, 1, tzinfo=UTC),
    }
    login_session = LoginSession(**values | overrides)
    session.add(login_session)
    session.flush()
    return login_session
