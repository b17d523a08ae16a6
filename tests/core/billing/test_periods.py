"""Months counted from a start never drift."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.billing.periods import add_months, month_start

MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(MOMENTS, st.integers(0, 60))
def test_periods_meet_without_gap_or_overlap(start: datetime, months: int) -> None:
    earlier, later = add_months(start, months), add_months(start, months + 1)

    assert earlier < later <= earlier + timedelta(days=31)


def test_the_31st_is_remembered_through_february() -> None:
    start = datetime(2026, 1, 31, 12, tzinfo=UTC)

    assert [add_months(start, months).day for months in range(4)] == [31, 28, 31, 30]


@given(MOMENTS)
def test_a_month_start_is_in_the_same_month_and_not_later(moment: datetime) -> None:
    start = month_start(moment)

    assert start <= moment < add_months(start, 1)
    assert start.day == 1
