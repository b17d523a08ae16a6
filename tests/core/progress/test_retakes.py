"""After the real test: enough, or a plan for another try."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.errors import DateInThePast
from core.actor import Actor
from core.clock import utc_now
from core.progress import official_results, retakes
from db.models.accounts import User
from db.models.progress import UserGoal
from tests.factories.actors import make_learner

TODAY = date(2031, 5, 1)


def after_a_test(session: Session, band: str | None, *, ago: int = 3, target: str | None = "6.5") -> Actor:
    learner = make_learner(
        session,
        test_date=utc_now().date() - timedelta(days=ago),
        target_band_score=None if target is None else Decimal(target),
    )
    assert learner.test_date is not None
    official_results.record(session, learner, test_date=learner.test_date, band=None if band is None else Decimal(band))
    return learner


@pytest.mark.parametrize(("band", "is_enough"), [("6.0", False), ("6.5", True), ("7.0", True)])
def test_enough_is_the_target_or_more(session: Session, band: str, is_enough: bool) -> None:
    found = retakes.after_test(session, after_a_test(session, band))

    assert found is not None and (found.band, found.is_enough) == (Decimal(band), is_enough)


def test_nothing_is_offered_without_a_band_a_target_or_in_the_third_month(session: Session) -> None:
    for learner in (
        after_a_test(session, None),
        after_a_test(session, "6.0", target=None),
        after_a_test(session, "6.0", ago=retakes.OFFERED_DAYS + 1),
        make_learner(session),
    ):
        assert retakes.after_test(session, learner) is None


def test_a_plan_keeps_the_day_and_a_goal_and_may_be_made_twice(session: Session) -> None:
    learner = after_a_test(session, "6.0")
    day = utc_now().date() + timedelta(days=56)

    first = retakes.plan(session, learner, test_date=day)
    assert retakes.plan(session, learner, test_date=day) == first

    assert session.get_one(User, learner.user_id).test_date == day
    [goal] = session.scalars(select(UserGoal))
    assert (goal.goal_type.value, goal.target_value, goal.target_date) == ("practice_count", 24, day)
    with pytest.raises(DateInThePast):
        retakes.plan(session, learner, test_date=utc_now().date() - timedelta(days=1))


@pytest.mark.parametrize("days", [1, 5, 7, 8, 9, 21, 56, 200])
def test_the_stretches_cover_every_day_before_the_test_once(days: int) -> None:
    test_date = TODAY + timedelta(days=days)
    covered = [
        part.first + timedelta(days=day)
        for part in retakes.stretches(TODAY, test_date)
        for day in range((part.last - part.first).days + 1)
    ]
    assert covered == [TODAY + timedelta(days=day) for day in range(days)]
