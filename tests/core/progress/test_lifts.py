"""The fewest lifts to a target, against brute force over all of them."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment.criteria import CRITERIA
from core.progress.lifts import SPELLED_OUT, Lift, fewest_lifts

FOUR = st.lists(st.integers(4, 9), min_size=4, max_size=4)
TARGET = st.integers(8, 18).map(lambda halves: Decimal(halves) / 2)


def slow_band(first: list[int] | None, second: list[int] | None) -> Fraction:
    """The rule in exact fractions: means unrounded, Task 2 twice, one rounding with ties up."""
    means = [None if bands is None else Fraction(sum(bands), 4) for bands in (first, second)]
    if means[0] is not None and means[1] is not None:
        value = (means[0] + 2 * means[1]) / 3
    else:
        value = next(mean for mean in means if mean is not None)
    return Fraction(floor(value * 2 + Fraction(1, 2)), 2)


def brute_force(first: list[int] | None, second: list[int] | None, target: Decimal) -> tuple[int, set[object]]:
    """Try every way to add up to `SPELLED_OUT` bands."""
    places = [(1, n) for n in range(4) if first is not None] + [(2, n) for n in range(4) if second is not None]
    for total in range(SPELLED_OUT + 1):
        found = set()
        for steps in product(range(total + 1), repeat=len(places)):
            if sum(steps) != total:
                continue
            lifted = {1: list(first or []), 2: list(second or [])}
            for (number, place), step in zip(places, steps, strict=True):
                lifted[number][place] += step
            if any(band > 9 for bands in lifted.values() for band in bands):
                continue
            if slow_band(lifted[1] or None, lifted[2] or None) >= Fraction(target):
                found.add(tuple((*place, step) for place, step in zip(places, steps, strict=True) if step))
        if found:
            return total, found
    return SPELLED_OUT + 1, set()


def as_numbers(lifts: tuple[Lift, ...]) -> tuple[tuple[int, int, int], ...]:
    return tuple((lift.task_number, CRITERIA.index(lift.criterion), lift.steps) for lift in lifts)


def levels(first: list[int] | None, second: list[int] | None) -> dict[int, dict[object, int]]:
    both = {1: first, 2: second}
    return {n: dict(zip(CRITERIA, bands, strict=True)) for n, bands in both.items() if bands is not None}


@settings(deadline=None, max_examples=60)
@given(FOUR, FOUR, TARGET)
def test_both_tasks_against_brute_force(first: list[int], second: list[int], target: Decimal) -> None:
    total, sets = brute_force(first, second, target)
    found = fewest_lifts(levels(first, second), target)  # type: ignore[arg-type]

    if total > SPELLED_OUT:
        assert found.total > SPELLED_OUT and found.sets == ()
        return
    assert found.total == total
    assert {as_numbers(lifts) for lifts in found.sets} == sets
    assert len(found.sets) == len(sets)


@settings(deadline=None)
@given(FOUR, TARGET, st.sampled_from((1, 2)))
def test_one_task_against_brute_force(bands: list[int], target: Decimal, number: int) -> None:
    both = (bands, None) if number == 1 else (None, bands)
    total, sets = brute_force(*both, target)
    found = fewest_lifts(levels(*both), target)  # type: ignore[arg-type]

    if total > SPELLED_OUT:
        assert found.total > SPELLED_OUT and found.sets == ()
        return
    assert (found.total, {as_numbers(lifts) for lifts in found.sets}) == (total, sets)


def test_the_lowest_criteria_come_first_and_none_twice() -> None:
    found = fewest_lifts(levels(None, [5, 6, 6, 7]), Decimal("6.5"))  # type: ignore[arg-type]

    assert found.total == 1
    assert as_numbers(found.sets[0]) == ((2, 0, 1),)
    far = fewest_lifts(levels(None, [5, 6, 6, 7]), Decimal(7))  # type: ignore[arg-type]
    assert [max(lift.steps for lift in lifts) for lifts in far.sets] == sorted(
        max(lift.steps for lift in lifts) for lifts in far.sets
    )


def test_criteria_with_named_evidence_come_before_the_lowest() -> None:
    alone = fewest_lifts(levels(None, [6, 6, 6, 5]), Decimal("6.5"))  # type: ignore[arg-type]
    named = {(2, CRITERIA[0]), (2, CRITERIA[1])}
    found = fewest_lifts(levels(None, [6, 6, 6, 5]), Decimal("6.5"), named=named)  # type: ignore[arg-type]

    assert as_numbers(alone.sets[0]) == ((2, 0, 1), (2, 3, 1))
    assert as_numbers(found.sets[0]) == ((2, 0, 1), (2, 1, 1))
    assert set(found.sets) == set(alone.sets)


def test_from_the_bottom_to_the_top_is_a_number_without_sets() -> None:
    found = fewest_lifts(levels([1] * 4, [1] * 4), Decimal(9))  # type: ignore[arg-type]

    assert (found.total, found.sets) == (61, ())


def test_a_target_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="no lifts reach"):
        fewest_lifts(levels(None, [9, 9, 9, 9]), Decimal("9.5"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no lifts reach"):
        fewest_lifts({}, Decimal(6))
