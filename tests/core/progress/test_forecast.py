"""The forecast against a Bayesian regression by matrices, and what it may say."""

from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.progress.forecast import FEWEST, ahead, forecast, record
from tests.core.progress.attempts import START, attempt, attempts

BANDS = st.integers(2, 18).map(lambda halves: Decimal(halves) / 2)
POINTS = st.lists(st.tuples(st.integers(0, 400), BANDS), min_size=FEWEST, max_size=30).map(
    lambda pairs: [(date(2026, 1, 1) + timedelta(days=day), band) for day, band in sorted(pairs)]
)
ERRORS = {1: 0.97, 2: 0.83}


def slow_ahead(points: list[tuple[date, Decimal]], on: date, task_number: int) -> tuple[float, float]:
    """Posterior of level and slope by the normal equations, the prior on the slope as one more row."""
    last = points[-20:]
    origin = last[0][0].toordinal()
    x = np.array([(day.toordinal() - origin) / 7 for day, _ in last])
    y = np.array([float(band) for _, band in last])
    error = ERRORS[task_number]
    design = np.column_stack([np.ones_like(x), x - x.mean()]) / error
    prior = np.array([[0.0, 1 / 0.05]])
    rows = np.vstack([design, prior])
    precision = rows.T @ rows
    posterior = np.linalg.solve(precision, rows.T @ np.append(y / error, 0.0))
    residuals = y - posterior[0] - posterior[1] * (x - x.mean())
    spread = max(error**2, float(residuals @ residuals) / (len(y) - 2))
    distance = min((on.toordinal() - origin) / 7, x[-1] + 12) - x.mean()
    slope_variance = np.linalg.inv(precision)[1, 1]
    return float(posterior[0] + posterior[1] * distance), spread * (1 + 1 / len(y)) + distance**2 * slope_variance


@settings(deadline=None)
@given(POINTS, st.integers(0, 500), st.sampled_from((1, 2)))
def test_it_agrees_with_the_matrices(points: list[tuple[date, Decimal]], days: int, task_number: int) -> None:
    on = points[-1][0] + timedelta(days=days)

    np.testing.assert_allclose(ahead(points, on, task_number), slow_ahead(points, on, task_number), atol=1e-9)


@settings(deadline=None)
@given(POINTS, st.sampled_from((1, 2)))
def test_the_record_says_only_what_was_known_before(points: list[tuple[date, Decimal]], task_number: int) -> None:
    past = record(points, task_number)

    assert len(past) == len(points) - FEWEST
    for place, each in enumerate(past, start=FEWEST):
        middle, variance = slow_ahead(points[:place], points[place][0], task_number)
        half = 1.2816 * sqrt(variance) - 0.25
        assert abs(float(each.low) - min(max(middle - half, 1), 9)) <= 0.2501
        assert abs(float(each.high) - min(max(middle + half, 1), 9)) <= 0.2501
        assert each.is_inside == (each.low <= points[place][1] <= each.high)
        assert Decimal(1) <= each.low <= each.high <= Decimal(9)


@given(st.integers(0, 7), st.integers(0, 7))
def test_it_waits_for_eight_first_attempts_of_one_task(first: int, second: int) -> None:
    found = forecast(
        {1: attempts([6] * first), 2: attempts([6] * second)}, timezone="UTC", today=date(2026, 6, 1), test_date=None
    )

    assert (found.low, found.high, found.record) == (None, None, ())
    assert found.sentence.startswith("A forecast needs eight first attempts of one task: ")
    assert f"{8 - max(first, second)} more" in found.sentence


def test_without_a_test_date_it_is_a_month_from_today_and_says_so() -> None:
    firsts = {2: attempts([6] * 8)}
    found = forecast(firsts, timezone="UTC", today=date(2026, 6, 1), test_date=None)

    assert (found.on, found.is_assumed, found.name) == (date(2026, 7, 1), True, "Task 2")
    assert "a month from today (1 July 2026; you have set no test date)" in found.sentence
    over = forecast(firsts, timezone="UTC", today=date(2026, 6, 1), test_date=date(2026, 5, 1))
    assert over.is_assumed and "your last test date is over" in over.sentence
    near = forecast(firsts, timezone="UTC", today=date(2026, 6, 1), test_date=date(2026, 6, 9))
    assert (near.on, near.is_assumed) == (date(2026, 6, 9), False)


def test_with_both_tasks_it_speaks_of_writing_and_shows_both_records() -> None:
    firsts = {1: attempts([5] * 9, task_number=1), 2: attempts([7] * 10)}
    found = forecast(firsts, timezone="UTC", today=date(2026, 6, 1), test_date=None)

    assert found.name == "Writing"
    assert len(found.record) == 1 + 2
    assert found.record_sentence.endswith("3 of 3 lay inside what it had said before.")
    assert found.low is not None and found.high is not None
    assert found.low <= Decimal("6.5") <= found.high
    alone = forecast({2: firsts[2]}, timezone="UTC", today=date(2026, 6, 1), test_date=None)
    assert alone.low is not None and alone.high is not None
    assert found.high - found.low <= alone.high - alone.low


def test_the_scale_ends_at_one_and_nine() -> None:
    for band in (1, 9):
        found = forecast({2: attempts([band] * 12)}, timezone="UTC", today=date(2026, 6, 1), test_date=None)
        assert found.low is not None and found.high is not None
        assert Decimal(1) <= found.low <= found.high <= Decimal(9)


def test_all_on_one_day_gives_no_trend() -> None:
    points = [(START.date(), Decimal(band)) for band in (5, 7) * 4]

    assert ahead(points, START.date(), 2)[0] == 6
    assert ahead(points, START.date() + timedelta(days=84), 2)[0] == 6


def test_days_are_the_learners_own() -> None:
    """20:00 UTC is the next day in Kathmandu: the record names that day."""
    late = [attempt(number, band=6, day=number + 8 / 24) for number in range(9)]
    found = forecast({2: late}, timezone="Asia/Kathmandu", today=date(2026, 6, 1), test_date=None)

    assert [past.on for past in found.record] == [date(2026, 1, 14)]


def test_made_up_learners_land_inside_four_times_in_five() -> None:
    """Level and slope drawn as the formula supposes, errors as large as measured: it holds about 80 %."""
    drawn = np.random.default_rng(2026)
    past = []
    for _ in range(150):
        level, slope = drawn.normal(6.2, 0.8), drawn.normal(0, 0.05)
        days = np.cumsum(drawn.integers(1, 10, size=25))
        bands = np.clip(np.round(2 * (level + slope * days / 7 + drawn.normal(0, 0.83, size=25))) / 2, 1, 9)
        points = [
            (START.date() + timedelta(days=int(day)), Decimal(str(b))) for day, b in zip(days, bands, strict=True)
        ]
        past += record(points, 2)

    assert 0.77 <= sum(each.is_inside for each in past) / len(past) <= 0.87
