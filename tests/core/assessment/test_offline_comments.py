"""Comments: what is found, what is left alone, and where."""

import pytest

from core.assessment.engines import registry
from core.assessment.engines.base import Engine
from core.assessment.engines.offline.learner_rules.finding import TYPES
from core.assessment.types import Comment, TaskFacts
from tests.core.assessment.texts import LETTER, LETTER_PROMPT, OPINION_ESSAY, OPINION_PROMPT, REPORT, REPORT_PROMPT

TASK = TaskFacts(2, OPINION_PROMPT)
REST = "\n\n" + OPINION_ESSAY.split("\n\n", 1)[1]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return registry.engine("offline")


def comments_on(engine: Engine, sentence: str) -> list[Comment]:
    """Comments on a sentence that stands before sound paragraphs."""
    result = engine.assess(sentence + REST, TASK)
    return [comment for comment in result.comments if comment.start < len(sentence)]


@pytest.mark.parametrize(
    ("sentence", "kind", "quote", "suggestion"),
    [
        ("Cooking lessons are importent for every family.", "spelling", "importent", "important"),
        ("My sister live in another city and cooks well.", "subject_verb", "live", "lives"),
        ("They thinks that schools are too expensive.", "subject_verb", "thinks", "think"),
        ("These problem cannot be solved by parents alone.", "noun_number", "problem", "problems"),
        ("It is one of the biggest advantage of the plan.", "noun_number", "advantage", "advantages"),
        ("Schools should gives lessons in cooking.", "verb_form", "gives", "give"),
        ("Pupils must to learn this at school.", "verb_form", "must to", "must"),
        ("Teachers give their pupils many useful advices.", "uncountable", "advices", "advice"),
        ("In the other hand, parents have no time.", "fixed_phrase", "In the other hand", "On the other hand"),
        ("The result depends of the teacher.", "preposition", "depends of", "depends on"),
        ("Home cooking is more better than fast food.", "comparison", "more better", "better"),
        ("Last year i learned how to bake bread.", "capital_letter", "i", "I"),
        ("Parents and and teachers agree on this.", "repeated_word", "and and", "and"),
        ("It was an useful lesson for all of us.", "article", "an", "a"),
        (
            "Although it is hard, but we should try.",
            "sentence_joining",
            "Although it is hard, but",
            "Although it is hard,",
        ),
    ],
)
def test_a_fault_is_found_with_its_type_and_correction(
    engine: Engine, sentence: str, kind: str, quote: str, suggestion: str
) -> None:
    found = comments_on(engine, sentence)

    assert (kind, quote) in {(comment.type, comment.quote) for comment in found}, found
    comment = next(comment for comment in found if comment.quote == quote)
    assert suggestion in comment.suggestions
    assert comment.criterion == TYPES[kind].criterion
    assert comment.message.endswith((".", ")"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The colour of the centre was grey, and my neighbour organised the programme.",
        "The color of the center was gray, and my neighbor organized the program.",
        "Professor Khachatryan of Yerevan studied sushi, kimchi and tiramisu.",
        "A well-known TV programme, MasterChef, is watched in the UK.",
        "The number of people who cook at home is falling.",
        "Having friends is important, and so is cooking with them.",
        "Most of the children were happy, and the majority have improved.",
        "Everyone who cooks knows that practice makes perfect.",
        "He suggested that she take a course, and she did so at once.",
    ],
)
def test_what_is_right_is_left_alone(engine: Engine, sentence: str) -> None:
    assert comments_on(engine, sentence) == []


@pytest.mark.parametrize(
    ("essay", "task"),
    [
        (OPINION_ESSAY, TASK),
        (REPORT, TaskFacts(1, REPORT_PROMPT, word_limit_min=150)),
        (LETTER, TaskFacts(1, LETTER_PROMPT, word_limit_min=150)),
    ],
)
def test_sound_texts_get_no_comment(engine: Engine, essay: str, task: TaskFacts) -> None:
    assert engine.assess(essay, task).comments == ()


def test_no_grammar_comment_stands_beside_a_misspelling(engine: Engine) -> None:
    found = comments_on(engine, "The childern in my scool likes cookng very much.")

    assert {comment.type for comment in found} == {"spelling"}


def test_the_same_misspelling_is_commented_once_and_counted(engine: Engine) -> None:
    found = comments_on(engine, "My goverment helps. Another goverment pays. No goverment refuses.")

    spelling = [comment for comment in found if comment.type == "spelling"]
    assert len(spelling) == 1
    assert "3 times" in spelling[0].message


def test_suggestions_keep_to_the_spelling_of_the_writer(engine: Engine) -> None:
    american = comments_on(engine, "The color of the center was a favorite. Their behavor was odd.")
    british = comments_on(engine, "The colour of the centre was a favourite. Their behavour was odd.")

    assert american[0].suggestions[0] == "behavior"
    assert british[0].suggestions[0] == "behaviour"


def test_words_of_the_task_are_never_misspelt(engine: Engine) -> None:
    task = TaskFacts(2, OPINION_PROMPT + " Think of the sancocho festival.")

    result = engine.assess("The sancocho is a soup that we cook together." + REST, task)

    assert not [comment for comment in result.comments if comment.quote == "sancocho"]
