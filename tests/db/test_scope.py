"""A scope is exactly one of three things."""

import pytest

from db.scope import Scope


def test_the_three_scopes() -> None:
    assert Scope.self(7).user_id == 7
    assert Scope.cohorts(frozenset({1, 2})).cohort_ids == {1, 2}
    assert Scope.all().is_everybody


@pytest.mark.parametrize(
    "fields", [{}, {"user_id": 7, "is_everybody": True}, {"user_id": 7, "cohort_ids": frozenset()}]
)
def test_nothing_else_is_a_scope(fields: dict) -> None:
    with pytest.raises(ValueError, match="one person, some cohorts, or everybody"):
        Scope(**fields)
