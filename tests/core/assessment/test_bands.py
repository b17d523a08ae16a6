"""Band arithmetic against the rule written in fractions."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assessment.bands import task_band, task_mean, to_half_band, whole_bands, writing_band
from core.assessment.criteria import CRITERIA, label
from core.assessment.types import Criterion


def test_task_band_is_the_mean_rounded_once_ties_up() -> None:
    """All combinations, against floor(mean * 2 + 1/2) / 2 in exact fractions."""
    for bands in combinations_with_replacement(range(1, 10), 4):
        halves = (Fraction(sum(bands), 4) * 2 + Fraction(1, 2)).__floor__()

        assert Fraction(task_band([Decimal(band) for band in bands])) == Fraction(halves, 2), bands


@pytest.mark.parametrize(
    ("value", "band"), [("6.25", "6.5"), ("6.75", "7.0"), ("6.24", "6.0"), ("1", "1.0"), ("8.875", "9.0")]
)
def test_ties_go_up(value: str, band: str) -> None:
    assert to_half_band(Decimal(value)) == Decimal(band)


def test_a_task_has_four_criteria() -> None:
    with pytest.raises(ValueError, match="four"):
        task_mean([Decimal(6)])


def test_writing_band_weighs_task_2_double_and_rounds_once() -> None:
    """Rounding the tasks first would give (6.5 + 2 * 6.5) / 3 = 6.5; the unrounded means give 6.25, a tie."""
    assert writing_band(Decimal("6.25"), Decimal("6.25")) == Decimal("6.5")
    assert writing_band(Decimal("6.0"), Decimal("6.25")) == Decimal("6.0")
    assert writing_band(Decimal("5"), Decimal("8")) == Decimal("7.0")


def test_the_writing_band_of_all_pairs_of_task_means() -> None:
    """Every pair of means that four whole bands can have, against the rule in exact fractions."""
    for task_1, task_2 in product(range(4, 37), repeat=2):
        exact = (Fraction(task_1, 4) + 2 * Fraction(task_2, 4)) / 3

        band = writing_band(Decimal(task_1) / 4, Decimal(task_2) / 4)

        assert Fraction(band) == Fraction((exact * 2 + Fraction(1, 2)).__floor__(), 2), (task_1, task_2)


@given(
    st.integers(min_value=2, max_value=18),
    st.lists(st.floats(min_value=-5, max_value=15, allow_nan=False), min_size=4, max_size=4),
)
def test_whole_bands_give_back_the_half_band_they_share_out(halves: int, values: list[float]) -> None:
    overall = Decimal(halves) / 2

    bands = whole_bands(overall, dict(zip(CRITERIA, values, strict=True)))

    assert task_band(list(bands.values())) == overall
    assert sum(bands.values()) == 4 * overall
    assert all(band == band // 1 and 1 <= band <= 9 and abs(band - overall) <= 1 for band in bands.values())


def test_the_criterion_that_stands_higher_gets_the_higher_band() -> None:
    heads = dict(zip(CRITERIA, [6.5, 6.4, 6.6, 6.9], strict=True))

    bands = whole_bands(Decimal("6.5"), heads)

    assert bands[Criterion.grammar_accuracy] == 7
    assert bands[Criterion.coherence_cohesion] == 6


def test_the_first_criterion_has_one_name_for_each_task() -> None:
    assert label(Criterion.task_achievement, 1) == "Task Achievement"
    assert label(Criterion.task_achievement, 2) == "Task Response"
    assert {label(criterion, 2) for criterion in CRITERIA} == {
        "Task Response",
        "Coherence and Cohesion",
        "Lexical Resource",
        "Grammatical Range and Accuracy",
    }
