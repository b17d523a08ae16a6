"""After the real test: at the target one may stop the renewal, below it there is a plan for another try.

The plan counts essays and weeks and promises no band: how fast bands rise differs too much from person to person.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts import profile
from core.actor import Actor
from core.progress import goals
from core.progress.goal_errors import GoalExists, GoalMet, TooManyGoals
from core.progress.paragraphs import today_of
from db.models.progress import GoalType
from db.repositories import official_results as rows

OFFERED_DAYS = 60  # after the test
FIRST_DAYS, USUAL_DAYS = 21, 56  # until another try: the earliest that leaves time to write, and two months
ESSAYS_A_WEEK = 3


@dataclass(frozen=True)
class AfterTest:
    """What somebody told us of their last test, and whether it was enough."""

    band: Decimal
    target: Decimal
    is_enough: bool
    first_day: date
    usual_day: date


@dataclass(frozen=True)
class Stretch:
    """A part of the plan: its days, both included, and what to do in them."""

    first: date
    last: date
    words: str


def after_test(session: Session, actor: Actor) -> AfterTest | None:
    """For 60 days after a test whose band the actor told us; None without it, without a target, or with a new date."""
    today = today_of(actor)
    if actor.test_date is None or actor.target_band is None or not 0 < (today - actor.test_date).days <= OFFERED_DAYS:
        return None
    found = rows.find(session, user_id=actor.user_id, test_date=actor.test_date)
    if found is None or found.band is None:
        return None
    return AfterTest(
        band=found.band,
        target=actor.target_band,
        is_enough=found.band >= actor.target_band,
        first_day=today + timedelta(days=FIRST_DAYS),
        usual_day=today + timedelta(days=USUAL_DAYS),
    )


def plan(session: Session, actor: Actor, *, test_date: date) -> tuple[Stretch, ...]:
    """Set the new test date and a goal of three essays a week until then; the plan in three stretches.

    A goal that is there already stays as it is.

    Raises:
        DateInThePast: The day is over.
    """
    today = today_of(actor)
    profile.set_test_date(session, actor, test_date=test_date)
    essays = max(1, (test_date - today).days * ESSAYS_A_WEEK // 7)
    try:
        with session.begin_nested():
            goals.set_goal(
                session,
                actor,
                goal_type=GoalType.practice_count,
                target=Decimal(min(essays, goals.MOST_ESSAYS)),
                target_date=test_date,
            )
    except (GoalExists, GoalMet, TooManyGoals):
        pass
    return stretches(today, test_date)


def stretches(today: date, test_date: date) -> tuple[Stretch, ...]:
    """Two thirds for what held the essays down, then both tasks, then a week of mock tests; short ones are left out."""
    week = test_date - timedelta(days=7)
    turn = today + (week - today) * 2 // 3
    parts = (
        Stretch(today, turn, "Three essays a week, each with one redraft: what keeps coming back first."),
        Stretch(turn + timedelta(days=1), week, "Task 1 and Task 2 in turn, within the time of the test."),
        Stretch(
            max(today, week + timedelta(days=1)),
            test_date - timedelta(days=1),
            "Two mock tests, your own errors, and rest on the last day.",
        ),
    )
    return tuple(part for part in parts if part.first <= part.last)
