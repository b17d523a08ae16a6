"""The rules against texts made to look better: what fires each of them, and what does not."""

import pytest

from core.assessment.criteria import CRITERIA
from core.assessment.engines import registry
from core.assessment.engines.offline.gates import limits_of
from core.assessment.types import AssessmentResult, Criterion, Gate, TaskFacts
from tests.core.assessment.attacks.corpus import Attack, Clean, read_attacks, read_clean, read_order
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT

ATTACKS = {attack.name: attack for attack in read_attacks()}
RULES = {"word_list", "rare_words", "padding", "question_again", "near_model_answer", "off_topic"}
CLEAN = [clean for clean in (*read_clean(), *read_order()) if getattr(clean, "part_of", None) is None]


def assess(essay: str, task: TaskFacts) -> AssessmentResult:
    return registry.engine("offline").assess(essay, task)


def fired(result: AssessmentResult) -> set[str]:
    return {gate.name for gate in result.gates}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("list_of_synonyms_02", "word_list"),
        ("rare_words_01", "rare_words"),
        ("padding_01", "padding"),
        ("prompt_copied_02", "question_again"),
        ("prompt_copied_03", "question_again"),
        ("off_topic_03", "off_topic"),
        ("off_topic_04", "off_topic"),
        ("model_answer_01", "off_topic"),
        ("repeated_with_changes_01", "repetition"),
    ],
)
def test_each_rule_fires_on_its_own_attack(name: str, rule: str) -> None:
    attack: Attack = ATTACKS[name]

    assert rule in fired(assess(attack.text, attack.task))


@pytest.mark.parametrize("clean", CLEAN, ids=lambda clean: clean.name)
def test_no_rule_fires_on_an_honest_essay(clean: Clean) -> None:
    assert not fired(assess(clean.text, clean.task)) & RULES


def test_a_long_essay_that_says_something_is_not_padding() -> None:
    essay = "\n\n".join(clean.text for clean in read_order()[:3])

    assert "padding" not in fired(assess(essay, read_order()[0].task))


def test_our_model_answer_is_known_and_named() -> None:
    task = TaskFacts(2, OPINION_PROMPT, model_answers=("Something else.", OPINION_ESSAY))
    shown = assess(OPINION_ESSAY.replace("For example", "For instance"), task)

    gate = next(gate for gate in shown.gates if gate.name == "near_model_answer")
    assert "very close to our model answer" in gate.reason
    assert "near_model_answer" not in fired(assess(OPINION_ESSAY, TaskFacts(2, OPINION_PROMPT, model_answers=("",))))


def test_which_criteria_a_gate_limits() -> None:
    assert limits_of(Gate("repetition", "said twice")) == {}
    assert limits_of(Gate("rare_words", "rare", 5)) == {Criterion.lexical_resource: 5}
    assert limits_of(Gate("short", "short", 4)) == {Criterion.task_achievement: 4}
    assert limits_of(Gate("padding", "long", 6)) == dict.fromkeys(CRITERIA, 6)
    assert limits_of(Gate("off_topic", "else", 4)) == {Criterion.task_achievement: 4}
    assert sorted(limits_of(Gate("off_topic", "else", 2)).values()) == [2, 7, 7, 7]
