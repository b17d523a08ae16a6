"""What keeps coming back: in two of the last three first attempts, and only kinds that are found reliably."""

from core.assessment.engines.offline.learner_rules.finding import TYPES
from core.assessment.types import CheckKind, Criterion
from core.progress.evidence import came_back
from core.progress.reliable_errors import RELIABLE, is_counted
from tests.core.progress.attempts import reading

OVERVIEW = (CheckKind.overview.value, "Say what the whole picture shows.")
PART = (CheckKind.part.value, "Why people move")


def test_twice_in_the_last_three_counts_and_once_does_not() -> None:
    once = [reading(n, missing=[OVERVIEW] if n == 2 else [], task_number=1) for n in range(3)]
    twice = [reading(n, missing=[OVERVIEW] if n else [], task_number=1) for n in range(3)]
    long_ago = [reading(n, missing=[OVERVIEW] if n < 3 else [], task_number=1) for n in range(6)]

    assert came_back(once) == () and came_back(long_ago) == ()
    (found,) = came_back(twice)
    assert (found.name, found.times, found.of, found.quotes) == ("The overview was missing", 2, 3, ())
    assert found.how == "Say what the whole picture shows."
    assert (found.criterion, found.is_own) == (Criterion.task_achievement, False)


def test_a_demand_that_names_something_is_quoted() -> None:
    (found,) = came_back([reading(n, missing=[PART]) for n in range(3)])

    assert (found.quotes, found.how) == (("Why people move",), "")


def test_one_essay_shows_nothing_and_two_must_agree() -> None:
    assert came_back([reading(missing=[PART])]) == ()
    assert [each.of for each in came_back([reading(n, missing=[PART]) for n in range(2)])] == [2]


def test_demands_come_before_rules_and_rules_before_errors_at_most_three() -> None:
    many = [
        reading(
            n,
            missing=[PART],
            gates=["no_paragraphs", "unknown"],
            errors=["spelling", "article", "article", "verb_form"],
        )
        for n in range(3)
    ]

    assert [each.name for each in came_back(many)] == [
        "A part of the question was not answered",
        "The essay was one block without paragraphs",
        "Errors with articles",
    ]
    errors = came_back([reading(n, errors=["spelling", "article", "article"]) for n in range(3)])
    assert [(each.name, each.count, each.is_own) for each in errors] == [
        ("Errors with articles", 6, True),
        ("Spelling errors", 3, True),
    ]


def test_an_essay_of_another_engine_is_no_essay_without_errors() -> None:
    """Its errors are unknown: they count neither for nor against."""
    unknown = [reading(0, errors=["article"]), reading(1, errors=None), reading(2, errors=["article"])]

    assert [each.times for each in came_back(unknown)] == [2]


def test_every_reliable_kind_was_found_at_least_half_of_the_time() -> None:
    assert set(RELIABLE) <= set(TYPES)
    for recall in RELIABLE.values():
        assert recall.found_seen * 2 >= recall.marked_seen
        assert recall.found_all * 2 >= recall.marked_all
    assert "preposition" not in RELIABLE and "tense" not in RELIABLE
    assert is_counted("offline-3") and not is_counted("gpt-5+fit-1")
