"""Errors in 100 words: what counting allows to be said."""

from math import sqrt

from hypothesis import given
from hypothesis import strategies as st

from core.progress.error_rates import error_rates
from tests.core.progress.attempts import reading

COUNTS = st.lists(st.tuples(st.integers(0, 30), st.integers(50, 400)), min_size=6, max_size=12)


def of(counts: list[tuple[int, int]], kind: str = "article") -> list[object]:
    return [reading(n, errors=[kind] * count, words=words) for n, (count, words) in enumerate(counts)]


@given(COUNTS)
def test_fewer_and_more_are_said_only_beyond_chance(counts: list[tuple[int, int]]) -> None:
    rates = error_rates(of(counts))  # type: ignore[arg-type]
    new, new_words = (sum(column) for column in zip(*counts[-3:], strict=True))
    old, old_words = (sum(column) for column in zip(*counts[-6:-3], strict=True))
    if not any(count for count, _ in counts):
        assert rates.kinds == ()
        return
    said = rates.kinds[0].sentence
    joint = (new + old) / (new_words + old_words)
    error = sqrt(joint / new_words + joint / old_words)
    change = new / new_words - old / old_words
    assert ("not found in your last 3 essays" in said) == (new == 0)
    if new:
        assert ("fewer than" in said) == (change < -2 * error)
        assert ("more than" in said) == (change > 2 * error)
    assert rates.kinds[0].rates == tuple(100 * count / words for count, words in counts)


def test_the_most_frequent_kind_comes_first_and_nothing_is_ever_mastered() -> None:
    rates = error_rates([reading(n, errors=["spelling", "spelling"] if n < 3 else ["article"]) for n in range(6)])

    assert [kind.type for kind in rates.kinds] == ["spelling", "article"]
    assert rates.sentence == "Spelling: not found in your last 3 essays."
    assert "master" not in " ".join(kind.sentence for kind in rates.kinds).lower()


def test_essays_of_another_engine_are_left_out() -> None:
    rates = error_rates([reading(0, errors=["article"]), reading(1, errors=None), reading(2, errors=[])])

    assert [each.attempt.submission_id for each in rates.readings] == [0, 2]
    assert rates.kinds[0].sentence == "Articles: 1 so far."


def test_empty_ends() -> None:
    assert error_rates([]).sentence == "Nothing to count yet."
    assert error_rates([reading(errors=None)]).sentence == "Nothing to count yet."
    assert error_rates([reading()]).sentence == "None of these errors found in your essay."
    assert error_rates([reading(0), reading(1)]).sentence == "None of these errors found in your last 2 essays."
    assert error_rates([reading(words=0)]).kinds == ()
