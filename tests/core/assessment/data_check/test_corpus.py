"""The marks stand where they say, both halves are alike, and no answer borrows from another."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from core.content import seed_files
from core.content.materials import fault_in_materials
from tests.core.assessment.data_check.corpus import TASKS, ErrorType, Half, MarkedAnswer, read_answers

HALVES: tuple[Half, ...] = ("seen", "held_back")
ANSWERS = {half: read_answers(half) for half in HALVES}
EVERY_ANSWER = [answer for half in HALVES for answer in ANSWERS[half]]
QUOTA_PER_HALF = {
    ErrorType.figure: 18,
    ErrorType.unit: 5,
    ErrorType.year: 8,
    ErrorType.category: 9,
    ErrorType.trend: 11,
    ErrorType.extreme: 8,
    ErrorType.comparison: 8,
    ErrorType.order: 4,
    ErrorType.change: 4,
}
SLACK = 2
WITH_A_MISSING_VALUE = "national_parks"
KINDS = {"process": 7, "map": 7}


def name(answer: MarkedAnswer) -> str:
    return answer.name


def test_the_halves_number_the_answers_through() -> None:
    assert [name(answer) for answer in ANSWERS["seen"]] == [f"{number:02}" for number in range(1, 31)]
    assert [name(answer) for answer in ANSWERS["held_back"]] == [str(number) for number in range(31, 61)]


@pytest.mark.parametrize("answer", EVERY_ANSWER, ids=name)
def test_an_answer_is_fit_to_measure_with(answer: MarkedAnswer) -> None:
    assert 130 <= len(answer.text.split()) <= 260
    assert 5 <= answer.level <= 8
    assert len(answer.errors) <= 5
    assert answer.materials["type"] not in ("essay", "letter")


@pytest.mark.parametrize("answer", EVERY_ANSWER, ids=name)
def test_a_quote_stands_in_the_text_exactly_once(answer: MarkedAnswer) -> None:
    spans = []
    for error in answer.errors:
        assert answer.text.count(error.quote) == 1, error.quote
        assert error.truth
        start = answer.text.index(error.quote)
        spans.append((start, start + len(error.quote)))
    spans.sort()
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "marks overlap"


@pytest.mark.parametrize("half", HALVES)
def test_a_half_meets_the_quota(half: Half) -> None:
    found = Counter(error.type for answer in ANSWERS[half] for error in answer.errors)

    assert {kind: abs(found[kind] - wanted) <= SLACK for kind, wanted in QUOTA_PER_HALF.items()} == dict.fromkeys(
        ErrorType, True
    )
    assert sum(not answer.errors for answer in ANSWERS[half]) == 5


def test_the_halves_have_the_same_mix() -> None:
    seen, held_back = ANSWERS["seen"], ANSWERS["held_back"]
    tasks = [Counter(answer.task for answer in half) for half in (seen, held_back)]

    assert Counter(answer.level for answer in seen) == Counter(answer.level for answer in held_back)
    assert set(tasks[0]) == set(tasks[1])
    assert all(abs(tasks[0][task] - tasks[1][task]) <= 1 for task in tasks[0])


def test_every_task_is_answered() -> None:
    ours = {path.stem for path in TASKS.glob("*.toml")}
    seeds = {task.code for task in seed_files.read_tasks() if task.code.startswith("AC_T1_")}
    kinds = Counter(answer.materials["type"] for answer in EVERY_ANSWER)

    assert len(ours) == 6
    assert ours <= {answer.task for answer in EVERY_ANSWER} <= ours | seeds
    assert {kind: kinds[kind] for kind in KINDS} == KINDS


@pytest.mark.parametrize("path", sorted(TASKS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_materials_are_in_the_format_of_the_seeds(path: Path) -> None:
    entry = seed_files.read_toml(path)
    fault = fault_in_materials(entry["materials"])

    assert entry["code"] == path.stem
    if path.stem == WITH_A_MISSING_VALUE:
        assert fault is not None
        assert fault.endswith("'n/a' is not of type 'number'")
    else:
        assert fault is None


def test_no_two_answers_share_a_sentence() -> None:
    owners: dict[str, set[str]] = {}
    for answer in EVERY_ANSWER:
        for sentence in re.split(r"(?<=[.!?:])\s+", answer.text):
            owners.setdefault(" ".join(re.findall(r"[\w%$.-]+", sentence.lower())), set()).add(answer.name)

    assert {sentence: names for sentence, names in owners.items() if len(names) > 1} == {}
