"""Improvement and consistency by the rules of the product."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.progress.formulas import consistency, improvement

BANDS = st.integers(2, 18).map(lambda halves: Decimal(halves) / 2)


@given(st.lists(BANDS, max_size=9))
def test_consistency_against_a_slow_oracle(bands: list[Decimal]) -> None:
    last = [float(band) for band in bands[-5:]]
    found = consistency(bands)

    if len(last) < 3:
        assert found is None
        return
    average = sum(last) / len(last)
    spread = (sum((band - average) ** 2 for band in last) / (len(last) - 1)) ** 0.5
    assert found is not None
    assert abs(float(found) - (1 - min(1, spread / 1.5))) < 0.006
    assert 0 <= found <= 1


def test_the_first_attempt_has_no_improvement() -> None:
    assert improvement(Decimal("6.5"), None) is None
    assert improvement(Decimal("6.5"), Decimal("7.0")) == Decimal("-0.5")
