"""A week of the minutes that somebody has."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.assessment.types import Criterion
from core.progress.types import Attempt, Overview, Trend
from core.progress.week_plan import DAYS, EXERCISES, MINUTES, week_plan

WEDNESDAY = datetime(2031, 5, 21, 12, tzinfo=UTC)


def attempt(task_number: int, ago: timedelta, *, is_redraft: bool = False) -> Attempt:
    return Attempt(
        submission_id=1,
        task_title="Parks",
        task_number=task_number,
        submitted_at=WEDNESDAY - ago,
        band=Decimal(6),
        low=Decimal(5),
        high=Decimal(7),
        criteria=dict.fromkeys(Criterion, Decimal(6)),
        engine="offline-1",
        is_redraft=is_redraft,
    )


def overview(*attempts: Attempt) -> Overview:
    one, two = (Trend(number, tuple(each for each in attempts if each.task_number == number), "") for number in (1, 2))
    return Overview(one, two, None, frozenset(), WEDNESDAY.date(), 0, len(attempts))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(5, (0, 0, 0)), (8, (0, 1, 0)), (15, (1, 0, 1)), (30, (2, 1, 1)), (60, (4, 3, 3)), (480, (7, 7, 7))],
)
def test_the_week_is_as_long_as_the_minutes_allow(minutes: int, expected: tuple[int, int, int]) -> None:
    plan = week_plan(minutes, overview(), timezone="UTC")

    assert (plan.task_2, plan.task_1, plan.redrafts) == expected
    used = sum(count * each for count, each in zip(expected, MINUTES.values(), strict=True))
    assert used <= DAYS * (minutes - EXERCISES)


def test_what_is_done_counts_from_monday_where_the_person_is() -> None:
    sunday_night = timedelta(days=2, hours=14)  # Sunday 22:00 in UTC is Monday in Tokyo
    seen = overview(attempt(2, sunday_night), attempt(1, timedelta(hours=3)), attempt(2, timedelta(0), is_redraft=True))

    assert week_plan(60, seen, timezone="UTC").sentence() == (
        "With 60 minutes a day: 0 of 4 Task 2, 1 of 3 Task 1, 1 of 3 redrafts."
    )
    assert week_plan(60, seen, timezone="Asia/Tokyo").done_2 == 1


def test_five_minutes_are_good_for_something() -> None:
    assert week_plan(5, overview(), timezone="UTC").sentence() == (
        "With 5 minutes a day: your exercises, and one paragraph written again."
    )
