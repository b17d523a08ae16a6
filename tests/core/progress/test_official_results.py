"""Bands of the real test: asked once, never needed, and held against our estimates from twenty on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.accounts.errors import BandOutOfRange
from core.clock import utc_now
from core.progress import official_results
from core.progress.goal_errors import TestNotOver
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.practice import make_submission

DAY = timedelta(days=1)


def today() -> date:
    return utc_now().date()


@pytest.mark.parametrize(
    ("days", "is_week", "asks"), [(8, False, False), (7, True, False), (0, True, False), (-1, False, True)]
)
def test_before_the_test_it_is_its_week_and_after_it_we_ask(
    session: Session, days: int, is_week: bool, asks: bool
) -> None:
    learner = make_learner(session, test_date=today() + days * DAY)
    assert official_results.is_test_week(learner) == is_week
    assert official_results.should_ask(session, learner) == asks


@pytest.mark.parametrize("band", [Decimal("6.5"), None])
def test_we_ask_once_whatever_the_answer(session: Session, band: Decimal | None) -> None:
    learner = make_learner(session, test_date=today() - DAY)
    official_results.record(session, learner, test_date=today() - DAY, band=band)
    assert not official_results.should_ask(session, learner)


def test_what_no_test_gives(session: Session) -> None:
    learner = make_learner(session, test_date=today() - DAY)
    for band in ("0.5", "9.5", "6.3"):
        with pytest.raises(BandOutOfRange):
            official_results.record(session, learner, test_date=today() - DAY, band=Decimal(band))
    with pytest.raises(TestNotOver):
        official_results.record(session, learner, test_date=today() + DAY, band=Decimal(6))


def test_from_twenty_on_they_are_held_against_our_estimates(session: Session) -> None:
    task = make_task(session, task_number=2)
    for number in range(20):
        learner = make_learner(session, test_date=today())
        for day in (3, 4):
            essay = make_submission(
                session, user_id=learner.user_id, task_id=task.id, status="assessed", started_at=utc_now() - day * DAY
            )
            make_assessment(session, essay, bands=(6, 6, 6, 6), billable=False)
        assert official_results.against_tests(session) is None
        band = Decimal("6.5") if number % 2 else Decimal("7.5")
        official_results.record(session, learner, test_date=today(), band=band)
    found = official_results.against_tests(session)
    assert found is not None
    assert (found.people, found.bias, found.within_half, found.within_one) == (20, -1.0, 10, 10)
