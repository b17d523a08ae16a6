"""The comment on the order of sentences: on shuffled essays, not on whole ones."""

import json
import random
import tomllib

import pytest

from core.assessment.checks.order import FEWEST_SENTENCES, WEIGHTS_FILE, misplaced, shipped_weights
from core.assessment.own_words import sentence_spans
from core.assessment.types import Comment, Criterion, TaskFacts
from core.content.seed_files import SEEDS, task_facts
from tests.core.assessment.test_answer_checks import analysed
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT

TASK = TaskFacts(2, OPINION_PROMPT)


def comment_on(essay: str, task: TaskFacts = TASK) -> Comment | None:
    return misplaced(essay, analysed(essay, task))


def shuffled(essay: str, seed: int) -> str:
    """All sentences in a random order, paragraphs as long as before."""
    paragraphs = [
        [paragraph[start:end] for start, end in sentence_spans(paragraph)]
        for paragraph in essay.splitlines()
        if paragraph.strip()
    ]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    random.Random(seed).shuffle(sentences)
    remaining = iter(sentences)
    return "\n\n".join(" ".join(next(remaining) for _ in paragraph) for paragraph in paragraphs)


def essays() -> list[tuple[str, TaskFacts]]:
    found = []
    for path in sorted((SEEDS / "essays").glob("*_T2_*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append((document["text"].strip(), task_facts(document["task_code"])))
    return found


def test_whole_essays_of_all_levels_get_no_comment() -> None:
    assert [essay[:60] for essay, task in essays() if comment_on(essay, task) is not None] == []


def test_at_least_four_of_ten_shuffled_essays_get_one() -> None:
    comments = [comment_on(shuffled(essay, seed), task) for essay, task in essays() for seed in range(2)]

    assert sum(comment is not None for comment in comments) >= 0.4 * len(comments)


def test_the_comment_names_a_sentence_and_says_why() -> None:
    essay = "In conclusion, cooking should be taught. " + OPINION_ESSAY.replace("In conclusion, ", "")
    moved = shuffled(essay.replace("cook", "cook 😀"), 3)
    comment = comment_on(moved)

    assert comment is not None
    assert comment.quote == moved[comment.start : comment.end]
    assert comment.criterion is Criterion.coherence_cohesion
    assert comment.type == "sentence_order"
    assert comment.message.startswith("The sentences of this essay seem to stand in the wrong order. ")
    assert comment.why and comment.how


def test_the_same_essay_always_gets_the_same_comment() -> None:
    essay = shuffled(OPINION_ESSAY, 3)

    assert comment_on(essay) == comment_on(essay)


@pytest.mark.parametrize(
    ("essay", "task"),
    [
        pytest.param("", TASK, id="empty"),
        pytest.param("Secondly, tea. In conclusion, no. For example, he drinks it. First, water.", TASK, id="short"),
        pytest.param(shuffled(OPINION_ESSAY, 3), TaskFacts(1, OPINION_PROMPT), id="Task 1"),
    ],
)
def test_short_texts_and_other_tasks_are_left_alone(essay: str, task: TaskFacts) -> None:
    assert comment_on(essay, task) is None
    assert FEWEST_SENTENCES > 4


def test_the_weights_say_where_they_come_from_and_how_well_they_do() -> None:
    figures = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["figures_on_other_prompts"]

    assert "Kaggle" in shipped_weights().fitted_on
    assert figures["false_alarm_share"] <= 0.02
    assert figures["found_share"] >= 0.4
