"""The third set is whole: 14 answers to six tasks of its own, 40 marks by a quota, each quote at its place."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from core.content import seed_files
from core.content.materials import fault_in_materials
from tests.core.assessment.data_check.corpus import THIRD_TASKS, ErrorType, Half, MarkedAnswer, read_answers

ANSWERS = read_answers("third")
EARLIER: tuple[Half, ...] = ("seen", "held_back", "practice", "alarms", "second")
QUOTA = {
    ErrorType.figure: 14,
    ErrorType.year: 4,
    ErrorType.trend: 7,
    ErrorType.extreme: 6,
    ErrorType.comparison: 9,
}
TASKS_BY_TYPE = {"line": 1, "bar": 2, "pie": 1, "table": 1, "mixed": 1}


def name(answer: MarkedAnswer) -> str:
    return answer.name


def sentences(text: str) -> set[str]:
    return {" ".join(re.findall(r"[\w%$.-]+", part.lower())) for part in re.split(r"(?<=[.!?:])\s+", text)}


def test_the_answers_are_numbered_on_and_of_every_level() -> None:
    assert [name(answer) for answer in ANSWERS] == [str(number) for number in range(131, 145)]
    assert {answer.level for answer in ANSWERS} == {5, 6, 7, 8}


@pytest.mark.parametrize("answer", ANSWERS, ids=name)
def test_a_quote_stands_at_one_place_and_apart_from_the_others(answer: MarkedAnswer) -> None:
    assert 150 <= len(answer.text.split()) <= 190
    spans = []
    for error in answer.errors:
        assert answer.text.count(error.quote) == 1, error.quote
        assert error.truth
        assert error.claim is None
        start = answer.text.index(error.quote)
        spans.append((start, start + len(error.quote)))
        assert answer.text[start : start + len(error.quote)] == error.quote
    spans.sort()
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "marks overlap"


def test_the_marks_meet_the_quota() -> None:
    assert Counter(error.type for answer in ANSWERS for error in answer.errors) == QUOTA


@pytest.mark.parametrize("path", sorted(THIRD_TASKS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_task_is_in_the_format_of_the_seeds_and_answered(path: Path) -> None:
    entry = seed_files.read_toml(path)

    assert entry["code"] == path.stem
    assert fault_in_materials(entry["materials"]) is None
    assert 2 <= sum(answer.task == path.stem for answer in ANSWERS) <= 3


def test_the_tasks_have_the_mix_of_charts() -> None:
    types = {answer.task: answer.materials["type"] for answer in ANSWERS}

    assert Counter(types.values()) == TASKS_BY_TYPE


def test_no_sentence_is_borrowed() -> None:
    owners = Counter(sentence for answer in ANSWERS for sentence in sentences(answer.text))
    earlier = {sentence for half in EARLIER for answer in read_answers(half) for sentence in sentences(answer.text)}

    assert [sentence for sentence, times in owners.items() if times > 1] == []
    assert owners.keys() & earlier == set()
