"""The way to the target: its sentences for every case, and the task that follows from it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment.types import CheckKind
from core.progress.target_path import PathKind, levels_of, next_task, target_path
from core.progress.types import Attempt
from tests.core.progress.attempts import attempt, attempts, reading

PART = [(CheckKind.part.value, "Why people move")]
FOUR = st.lists(st.integers(3, 9), min_size=4, max_size=4)


def of(bands: tuple[int, ...], count: int, *, task_number: int = 2, first: int = 0) -> list[Attempt]:
    return [attempt(first + n, criteria=bands, task_number=task_number) for n in range(count)]


def test_without_an_essay_there_is_nothing_to_say() -> None:
    path = target_path({1: [], 2: []}, {}, Decimal(7))

    assert (path.kind, path.evidence, path.arithmetic) == (PathKind.nothing_yet, (), "")
    assert path.next_task.task_number == 2


def test_without_a_target_only_what_keeps_coming_back() -> None:
    path = target_path({1: [], 2: attempts([6, 6, 6])}, {2: [reading(n, missing=PART) for n in range(3)]}, None)

    assert path.kind is PathKind.no_target and "not set a target" in path.sentence
    assert (path.lifts, path.arithmetic) == (None, "")
    assert path.evidence[0].name == "A part of the question was not answered"


def test_one_task_alone_is_about_that_task_and_the_other_comes_next() -> None:
    path = target_path({1: [], 2: of((6, 6, 6, 6), 2)}, {2: [reading(0)]}, Decimal("6.5"))

    assert path.sentence == "You have written only Task 2 so far, so this is about your Task 2 band."
    assert path.arithmetic.startswith("By the numbers your last essays come to 6.0; 6.5 needs one criterion band more")
    assert path.next_task.task_number == 1
    assert path.evidence_sentence == "One essay of a task is too little to say what keeps coming back."
    assert "take this as a direction" in path.arithmetic


def test_the_target_is_reached_by_medians_of_four() -> None:
    three = target_path({1: [], 2: of((7, 7, 7, 7), 3)}, {}, Decimal(7))
    four = target_path({1: [], 2: of((7, 7, 7, 7), 4)}, {}, Decimal(7))
    both = target_path({1: of((6, 6, 6, 6), 4, task_number=1), 2: of((7, 7, 7, 7), 4, first=9)}, {}, Decimal("6.5"))

    assert three.kind is PathKind.on_the_way
    assert three.arithmetic.startswith("By the numbers your last essays come to 7.0, which is enough for 7.0. 1 more")
    assert four.kind is PathKind.reached and "Task 1 has not been tried yet" in four.sentence
    assert both.kind is PathKind.reached and both.arithmetic == ""


@settings(deadline=None)
@given(FOUR, FOUR, st.integers(1, 6), st.integers(1, 6), st.integers(8, 18))
def test_reached_and_lifts_agree_with_the_medians(
    first: list[int], second: list[int], ones: int, twos: int, halves: int
) -> None:
    """Essays that are all alike: the way is over exactly when four of each are at the weighted target."""
    target = Decimal(halves) / 2
    firsts = {1: of(tuple(first), ones, task_number=1), 2: of(tuple(second), twos, first=10)}
    path = target_path(firsts, {}, target)

    shown = [firsts[number][0].band for number in (1, 2)]
    joined = (shown[0] + 2 * shown[1]) / 3
    is_there = min(ones, twos) >= 4 and int(joined * 2 + Decimal("0.5")) >= halves
    assert (path.kind is PathKind.reached) == is_there
    assert path.lifts is not None
    if path.kind is not PathKind.reached:
        assert path.arithmetic.startswith("By the numbers your last essays come to ")


def test_a_criterion_stands_at_the_lower_middle_of_the_last_four() -> None:
    """One good day lifts nothing, and what lies before the last four is forgotten."""
    bands = (9, 5, 7, 5, 6)
    levels = levels_of([attempt(n, criteria=(band, 6, 6, 6)) for n, band in enumerate(bands)])

    assert list(levels.values()) == [5, 6, 6, 6]
    assert list(levels_of([attempt(criteria=(4, 5, 6, 7))]).values()) == [4, 5, 6, 7]


def test_a_long_way_is_a_number() -> None:
    path = target_path({1: [], 2: of((4, 4, 4, 4), 4)}, {}, Decimal(8))

    assert "8.0 is 15 criterion bands away, a long way." in path.arithmetic


def test_all_four_criteria_are_said_together() -> None:
    path = target_path({1: of((6, 6, 6, 6), 4, task_number=1), 2: of((6, 6, 6, 5), 4, first=9)}, {}, Decimal("6.5"))

    assert "for example in " in path.arithmetic and path.arithmetic.count("Task 2") == 1


def test_the_next_task_is_where_most_came_back() -> None:
    firsts = {1: attempts([6] * 3, task_number=1), 2: attempts([6] * 3)}
    overview = [(CheckKind.overview.value, "Most rose.")]
    path = target_path(firsts, {1: [reading(n, missing=overview, task_number=1) for n in range(3)]}, Decimal(7))

    assert path.next_task.task_number == 1
    assert path.next_task.reason == "The overview was missing in 3 of your last 3 Task 1 essays."


def test_without_evidence_the_arithmetic_or_the_turns_decide() -> None:
    firsts = {1: attempts([6] * 3, task_number=1), 2: [attempt(9, band=6)]}

    assert target_path(firsts, {}, Decimal("6.5")).next_task.task_number == 2
    turns = next_task(firsts, (), None)
    assert (turns.task_number, turns.reason) == (1, "You wrote Task 2 last, so it is the other one's turn.")
