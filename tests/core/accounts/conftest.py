"""The free plan that every new account gets, and a way to sign in without a screen."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from core.accounts import authentication, passwords
from core.accounts.registration import register
from core.billing.subscriptions import FREE_PLAN
from tests.factories.billing import make_plan

PASSWORD = "three quiet rivers"
HERE = "203.0.113.7"


@pytest.fixture
def free_plan(session: Session) -> None:
    make_plan(session, slug=FREE_PLAN, name="Free", test_feedback_count=5, price_usd=0)


@pytest.fixture
def ann(session: Session, free_plan: None) -> int:
    """The user id of a learner, ann@example.org."""
    user_id = register(session, email="ann@example.org", display_name="Ann", password=PASSWORD).user_id
    session.flush()
    return user_id


@pytest.fixture
def sign_in(session: Session) -> Callable[..., str]:
    """Try to sign in as the screen does; the ticket, or the refusal."""

    def attempt(email: str = "ann@example.org", password: str = PASSWORD, address: str = HERE, **options: bool) -> str:
        tried = authentication.begin(session, email=email, address=address)
        session.flush()
        is_right = passwords.matches(password, tried.password_hash)
        return authentication.finish(session, tried, is_right=is_right, password=password, **options)

    return attempt
