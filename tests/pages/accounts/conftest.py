"""The free plan, which every sign-up needs, and a learner called Ann."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from core.accounts.registration import register
from core.billing.subscriptions import FREE_PLAN
from tests.factories.billing import make_plan
from tests.pages.accounts.steps import PASSWORD


@pytest.fixture(autouse=True)
def free_plan(session: Session) -> Iterator[None]:
    make_plan(session, slug=FREE_PLAN, name="Free", test_feedback_count=5, price_usd=0)
    session.commit()
    yield


@pytest.fixture
def ann(session: Session) -> int:
    user_id = register(session, email="ann@example.org", display_name="Ann", password=PASSWORD).user_id
    session.commit()
    return user_id
