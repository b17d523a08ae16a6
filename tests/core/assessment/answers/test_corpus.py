"""The marked answers are whole: as many marks as demands, known marks, no name twice."""

from core.assessment.types import CheckKind
from tests.core.assessment.answers.corpus import read_answers


def test_every_answer_is_marked_for_each_of_its_demands() -> None:
    answers = [*read_answers("seen"), *read_answers("held_back")]

    assert len({answer.name for answer in answers}) == len(answers)
    for answer in answers:
        assert set(answer.marks) <= {kind.value for kind in CheckKind}, answer.name
        assert set("".join(answer.marks.values())) <= set("+-?"), answer.name
        materials = answer.task.materials or {}
        for key, kind in (("bullets", "bullet"), ("parts", "part")):
            if key in materials:
                assert len(answer.marks[kind]) == len(materials[key]), answer.name


def test_enough_of_both_halves() -> None:
    assert len(read_answers("seen")) >= 24
    assert len(read_answers("held_back")) == 12
