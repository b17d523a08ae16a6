"""Practice days in a row with one free day a week, against a slow oracle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.progress.streaks import streak

TODAY = date(2026, 6, 10)  # a Wednesday


def slow_streak(days: frozenset[date], today: date) -> int:
    """Walk forward from each possible first day and keep the longest row that reaches today."""
    best = 0
    for back in range(60):
        first = today - timedelta(days=back)
        if first not in days:
            continue
        missed: dict[tuple[int, int], int] = {}
        count = 0
        for offset in range(back + 1):
            day = first + timedelta(days=offset)
            if day in days:
                count += 1
            elif day != today:
                week = day.isocalendar()[:2]
                missed[week] = missed.get(week, 0) + 1
        if all(number <= 1 for number in missed.values()):
            best = max(best, count)
    return best


@given(st.frozensets(st.integers(0, 40)))
def test_it_agrees_with_the_slow_oracle(ages: frozenset[int]) -> None:
    days = frozenset(TODAY - timedelta(days=age) for age in ages)

    assert streak(days, today=TODAY) == slow_streak(days, TODAY)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),  # today is still open
        ([0, 1, 2], 3),
        ([0, 2], 2),  # Tuesday was the free day of this week
        ([0, 3], 1),  # Monday and Tuesday both missed
        ([0, 1, 2, 4], 4),  # Sunday was free: last week
    ],
)
def test_examples(ages: list[int], expected: int) -> None:
    assert streak(frozenset(TODAY - timedelta(days=age) for age in ages), today=TODAY) == expected
