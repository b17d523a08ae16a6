"""Goals: set, kept current, reached once; what is too near, over or met is answered kindly."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.assessment.types import Criterion
from core.clock import pinned, utc_now
from core.progress import goals
from core.progress.goal_errors import (
    GoalExists,
    GoalInThePast,
    GoalMet,
    GoalNotFound,
    GoalOutOfRange,
    TooManyGoals,
)
from core.progress.types import GoalType
from db.models.accounts import UserPreferences
from db.models.platform import OutboxMail
from tests.factories.actors import make_learner
from tests.pages.learner.steps import hand_in

DAY = timedelta(days=1)


def mails(session: Session) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).where(OutboxMail.template == "goal_reached")))


def test_a_count_starts_with_the_goal_and_is_reached_once(session: Session) -> None:
    learner = make_learner(session)
    hand_in(session, learner, band=6)
    goals.set_goal(session, learner, goal_type=GoalType.practice_count, target=Decimal(2))
    session.commit()
    hand_in(session, learner, band=6)
    [half] = goals.list_mine(session, learner)
    assert (half.title, half.current, half.share, half.is_achieved) == ("2 essays handed in", 1, 0.5, False)

    hand_in(session, learner, band=6)
    [done] = goals.list_mine(session, learner)
    assert (done.is_achieved, done.current, done.share) == (True, 2, 1.0)
    assert done.achieved_on == utc_now().date()
    hand_in(session, learner, band=6)
    [same] = goals.list_mine(session, learner)
    assert (same.current, same.achieved_on) == (2, done.achieved_on)
    assert [mail.context["goal"] for mail in mails(session)] == ["2 essays handed in"]


def test_a_band_is_reached_by_the_middle_of_four(session: Session) -> None:
    learner = make_learner(session)
    goals.set_goal(session, learner, goal_type=GoalType.band_score, target=Decimal("6.5"))
    goals.set_goal(
        session,
        learner,
        goal_type=GoalType.skill_improvement,
        target=Decimal(7),
        criterion=Criterion.lexical_resource,
    )
    session.commit()
    for band in (6, 6, 6, 9):
        hand_in(session, learner, band=band)
    by_title = {goal.title: goal for goal in goals.list_mine(session, learner)}
    assert by_title["Band 6.5 in Task 2"].current == 6
    assert by_title["Band 6.5 in Task 2"].now == "The middle of your last 4 first attempts is 6."
    assert not by_title["Band 7 for Lexical Resource in Task 2"].is_achieved
    hand_in(session, learner, band=8)
    assert all(goal.is_achieved for goal in goals.list_mine(session, learner))
    assert len(mails(session)) == 2


def test_who_wants_no_mails_gets_none(session: Session) -> None:
    learner = make_learner(session)
    likes = session.scalars(select(UserPreferences).where(UserPreferences.user_id == learner.user_id)).one_or_none()
    if likes is None:
        session.add(UserPreferences(user_id=learner.user_id, email_notifications=False))
    else:
        likes.email_notifications = False
    goals.set_goal(session, learner, goal_type=GoalType.practice_count, target=Decimal(1))
    session.commit()
    hand_in(session, learner, band=6)
    assert goals.list_mine(session, learner)[0].is_achieved
    assert mails(session) == []


def test_days_in_a_row(session: Session) -> None:
    learner = make_learner(session)
    goals.set_goal(session, learner, goal_type=GoalType.consistency, target=Decimal(2))
    session.commit()
    start = utc_now()
    hand_in(session, learner, band=6)
    assert goals.list_mine(session, learner)[0].now == "1 in a row now."
    with pinned(start + DAY):
        hand_in(session, learner, band=6)
        assert goals.list_mine(session, learner)[0].is_achieved


@pytest.mark.parametrize(
    ("goal_type", "target", "days", "words"),
    [
        (GoalType.band_score, "9", 1, "This day is very near"),
        (GoalType.practice_count, "10", 13, "That is 5 essays a week."),
        (GoalType.practice_count, "100", 6, "more than anybody can use"),
        (GoalType.practice_count, "1", 6, "That is 1 essay a week."),
        (GoalType.consistency, "30", 6, "Only 7 days are left"),
        (GoalType.consistency, "5", 9, "one day a week is free"),
    ],
)
def test_what_a_week_asks(session: Session, goal_type: GoalType, target: str, days: int, words: str) -> None:
    learner = make_learner(session)
    for band in (6, 6, 6, 6):
        hand_in(session, learner, band=band)
    today = utc_now().date()
    goals.set_goal(session, learner, goal_type=goal_type, target=Decimal(target), target_date=today + days * DAY)
    assert words in goals.list_mine(session, learner)[0].week
    with pinned(utc_now() + (days + 2) * DAY):
        assert "still counts" in goals.list_mine(session, learner)[0].week


def test_what_is_refused(session: Session) -> None:
    learner, other = make_learner(session), make_learner(session)

    def put(kind: GoalType, target: str, **more: object) -> int:
        return goals.set_goal(session, learner, goal_type=kind, target=Decimal(target), **more)  # type: ignore[arg-type]

    for kind, target in (
        (GoalType.band_score, "9.5"),
        (GoalType.band_score, "6.3"),
        (GoalType.band_score, "0"),
        (GoalType.practice_count, "501"),
        (GoalType.practice_count, "1.5"),
        (GoalType.consistency, "1"),
        (GoalType.skill_improvement, "7"),
    ):
        with pytest.raises(GoalOutOfRange):
            put(kind, target)
    with pytest.raises(GoalOutOfRange):
        put(GoalType.band_score, "7", criterion=Criterion.lexical_resource)
    with pytest.raises(GoalOutOfRange):
        put(GoalType.band_score, "7", task_number=3)
    with pytest.raises(GoalInThePast):
        put(GoalType.practice_count, "5", target_date=date(2020, 1, 1))
    number = put(GoalType.practice_count, "5")
    with pytest.raises(GoalExists):
        put(GoalType.practice_count, "5")
    with pytest.raises(GoalNotFound):
        goals.drop(session, other, goal_id=number)
    for target in range(6, 13):
        put(GoalType.practice_count, str(target))
    with pytest.raises(TooManyGoals):
        put(GoalType.practice_count, "99")
    goals.drop(session, learner, goal_id=number)
    assert goals.nearest(session, other) is None


def test_a_goal_that_is_met_is_not_set(session: Session) -> None:
    learner = make_learner(session)
    for _ in range(4):
        hand_in(session, learner, band=7)
    with pytest.raises(GoalMet):
        goals.set_goal(session, learner, goal_type=GoalType.band_score, target=Decimal(6))
