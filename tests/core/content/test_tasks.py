"""The task bank: lists, search, one task, own questions and the next task."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.accounts import preferences
from core.actor import Actor
from core.assessment.task_facts import facts_of
from core.content import loading, search, seed_files, tasks, topics
from core.content.errors import OwnQuestionRefused, TaskNotFound
from core.content.types import Difficulty, ModuleType, TaskFilters, TaskPage, TaskVisibility
from db.models.content import PracticeTask
from db.models.practice import SubmissionStatus
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.content import make_task
from tests.factories.practice import make_submission

# the first of each kind: enough for every filter, and few enough to be counted by hand
SEEDS = [seed for seed in seed_files.read_tasks() if int(seed.code[-3:]) <= (9 if seed.code.startswith("AC_T1") else 5)]
SEARCHED = "to_tsvector('english', title || ' ' || prompt)"  # as the specification writes it
QUESTION = "Some people say that cats are better companions than dogs.\n\nDo you agree?"


@pytest.fixture
def bank(session: Session) -> dict[str, PracticeTask]:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=SEEDS)
    return {task.task_code: task for task in session.scalars(select(PracticeTask))}


@pytest.fixture
def ann(session: Session) -> Actor:
    return actor_of(make_user(session, module_type="academic"))


@pytest.fixture
def bob(session: Session) -> Actor:
    return actor_of(make_user(session, module_type="general"))


def codes(page: TaskPage) -> list[str]:
    return [card.code for card in page.cards]


def found(session: Session, actor: Actor | None = None, **filters: object) -> TaskPage:
    return search.list_tasks(session, actor, filters=TaskFilters(**{"page_size": 50} | filters))


def test_filters_narrow_the_list(session: Session, bank: dict[str, PracticeTask]) -> None:
    assert found(session).total == 24
    assert found(session, module_type=ModuleType.academic).total == 14
    assert found(session, module_type=ModuleType.general, task_number=1).total == 5
    assert codes(found(session, topic="transport-and-travel")) == ["AC_T1_001", "GT_T2_005"]
    assert found(session, topic="no-such-topic").total == 0
    hard = found(session, difficulty=Difficulty.advanced)
    assert hard.total and {card.difficulty for card in hard.cards} == {Difficulty.advanced}
    assert found(session, task_number=2).cards[0].kind == "opinion"


def test_search_reads_titles_prompts_and_topics(session: Session, bank: dict[str, PracticeTask]) -> None:
    assert codes(found(session, text="swimming pool")) == ["GT_T1_004"]
    assert codes(found(session, text="journey citys")) == ["AC_T1_001"], "stems, not spellings"
    assert "AC_T2_002" in codes(found(session, text="environment")), "by the name of its topic"
    assert codes(found(session, text='"drinking water" -pool')) == ["AC_T1_008"]
    assert found(session, text="zebra").total == 0
    assert found(session, text="the").total == 24, "a word no index holds does not hide everything"


@pytest.mark.parametrize(
    "words", ["'", '"', "\x00", "a & | ! ( ", ":*", "\ud800", "%", "\\", "x" * 100_000, "<-> OR -"]
)
def test_search_takes_anything(session: Session, bank: dict[str, PracticeTask], words: str) -> None:
    assert found(session, text=words).total <= 24


def test_search_uses_the_index_of_the_specification(session: Session) -> None:
    session.execute(text("set local enable_seqscan = off"))
    plan = "\n".join(
        row[0]
        for row in session.execute(
            text(
                f"explain select id from practice_practicetask where {SEARCHED} @@ websearch_to_tsquery('english', 'x')"
            )
        )
    )
    assert "idx_practicetask_search" in plan


def test_pages_hold_every_task_once(session: Session, bank: dict[str, PracticeTask]) -> None:
    pages = [found(session, page=number, page_size=10) for number in (1, 2, 3)]
    assert [len(page.cards) for page in pages] == [10, 10, 4]
    assert {page.page_count for page in pages} == {3}
    assert sorted(code for page in pages for code in codes(page)) == sorted(bank)
    beyond = found(session, page=99, page_size=10)
    assert (beyond.page, codes(beyond)) == (3, codes(pages[2]))
    assert found(session, page=-1, page_size=10).page == 1


def test_what_was_handed_in_is_marked_for_its_writer_alone(
    session: Session, bank: dict[str, PracticeTask], ann: Actor, bob: Actor
) -> None:
    task = bank["AC_T2_001"]
    make_submission(session, user_id=ann.user_id, task=bank["AC_T2_002"])  # a draft is not done
    make_submission(session, user_id=ann.user_id, task=task, status=SubmissionStatus.submitted)
    assert [card.code for card in found(session, ann).cards if card.is_done] == ["AC_T2_001"]
    assert not any(card.is_done for card in found(session, bob).cards)
    assert not any(card.is_done for card in found(session).cards)
    assert found(session, ann, only_new=True).total == 23
    assert found(session, only_new=True).total == 24


def test_a_task_off_offer_is_left_to_those_who_wrote_on_it(session: Session, ann: Actor, bob: Actor) -> None:
    task = make_task(session, is_active=False)
    make_submission(session, user_id=ann.user_id, task=task)
    assert tasks.get_task(session, ann, task_id=task.id).is_active is False
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, bob, task_id=task.id)
    assert found(session).total == 0


def test_a_task_has_all_that_a_page_needs(session: Session, bank: dict[str, PracticeTask], ann: Actor) -> None:
    task = tasks.get_task(session, ann, task_id=bank["AC_T1_001"].id)
    assert (task.code, task.topic, task.usual_length_words) == ("AC_T1_001", "Transport and travel", (160, 200))
    assert task.materials is not None and task.materials["type"] == "line" and not task.is_own
    assert facts_of(bank["AC_T1_001"]) == seed_files.task_facts("AC_T1_001"), "the engine sees the same either way"
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, ann, task_id=0)


def test_the_next_task_is_at_the_level_that_was_asked_for(session: Session, ann: Actor) -> None:
    for level in (Difficulty.beginner, Difficulty.advanced):
        make_task(session, difficulty_level=level)
    newcomer = tasks.recommended_task(session, ann)
    assert newcomer is not None and newcomer.card.difficulty == Difficulty.beginner, "an easy one first"
    preferences.save(session, ann, replace(preferences.get(session, ann), difficulty="advanced"))

    chosen = tasks.recommended_task(session, ann, hint=(2, "Articles in 3 of your last 4 essays."))

    assert chosen is not None and chosen.card.difficulty == Difficulty.advanced
    assert chosen.reason == "Articles in 3 of your last 4 essays. It is at the level that you asked for: advanced."
    other = tasks.recommended_task(session, ann, skip=[chosen.card.task_id])
    assert other is not None and "level" not in other.reason


def test_an_own_question_is_its_owners_alone(
    session: Session, bank: dict[str, PracticeTask], ann: Actor, bob: Actor
) -> None:
    task = tasks.create_own_task(session, ann, task_number=2, prompt=QUESTION)
    assert (task.code, task.visibility, task.is_own) == (f"OWN_{task.task_id}", TaskVisibility.private, True)
    assert (task.prompt, task.word_limit_min, task.module_type, task.materials) == (QUESTION, 250, "academic", None)
    assert task.title == "Some people say that cats are better companions than dogs …"
    assert tasks.get_task(session, ann, task_id=task.task_id) == task
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, bob, task_id=task.task_id)
    for actor in (ann, bob, None):
        assert found(session, actor).total == 24
        assert found(session, actor, text="cats").total == 0
    again = tasks.create_own_task(session, ann, task_number=2, prompt=QUESTION + "  \r\n")
    assert again.task_id == task.task_id, "a second click makes no second task"
    assert tasks.create_own_task(session, bob, task_number=2, prompt=QUESTION).task_id != task.task_id
    assert sum(topic.task_count for topic in topics.list_topics(session)) == 24


@pytest.mark.parametrize(
    ("number", "prompt", "said"),
    [
        (2, "Cats?", "too short"),
        (2, "", "too short"),
        (1, "? ! . , ; : -", "too short"),
        (2, "why cats " * 300, "2,699 characters"),
        (3, QUESTION, "Task 1 or Task 2"),
    ],
)
def test_an_own_question_must_be_one(session: Session, ann: Actor, number: int, prompt: str, said: str) -> None:
    with pytest.raises(OwnQuestionRefused, match=said):
        tasks.create_own_task(session, ann, task_number=number, prompt=prompt)


def test_an_own_question_is_stored_without_what_cannot_be_shown(session: Session, ann: Actor) -> None:
    task = tasks.create_own_task(
        session, ann, task_number=1, prompt="\x00A\ud800 table\u2028of\u00a0\tcats <b>and</b>\x1b dogs 🐈\r\nby year"
    )
    assert task.prompt == "A table of cats <b>and</b> dogs 🐈\nby year"
    assert (task.word_limit_min, task.time_limit_minutes) == (150, 20)


def test_the_next_task_takes_turns_and_says_why(session: Session, bank: dict[str, PracticeTask], ann: Actor) -> None:
    first = tasks.recommended_task(session, ann)
    assert first is not None
    assert (first.card.task_number, first.card.module_type, first.card.difficulty) == (2, "academic", "beginner")
    assert first.reason.startswith("A good first task")
    make_submission(session, user_id=ann.user_id, task_id=first.card.task_id, status=SubmissionStatus.assessed)
    second = tasks.recommended_task(session, ann)
    assert second is not None and second.card.task_number == 1
    assert second.reason == "Your last essay was Task 2, so here is a Task 1 question that is new to you."
    assert second.card.topic != first.card.topic
    another = tasks.recommended_task(session, ann, skip=[second.card.task_id])
    assert another is not None and another.card.task_id != second.card.task_id


def test_a_hint_goes_before_the_turns_as_long_as_a_new_task_is_left(session: Session, ann: Actor) -> None:
    for number in (1, 2):
        make_task(session, task_number=number)
    hinted = tasks.recommended_task(session, ann, hint=(1, "The overview was missing twice."))
    assert hinted is not None
    assert (hinted.card.task_number, hinted.reason) == (1, "The overview was missing twice.")
    other = tasks.recommended_task(session, ann, hint=(1, "Because."), skip=[hinted.card.task_id])
    assert other is not None and other.card.task_number == 2
    assert other.reason.startswith("A good first task")


def test_when_all_is_written_the_oldest_comes_again(session: Session, ann: Actor) -> None:
    assert tasks.recommended_task(session, ann) is None
    task = make_task(session)
    make_submission(session, user_id=ann.user_id, task=task, status=SubmissionStatus.assessed)
    again = tasks.recommended_task(session, ann)
    assert again is not None and again.card.is_done
    assert again.reason.startswith("You have written every Task 2 question")


def test_topics_count_the_tasks_of_a_module(session: Session, bank: dict[str, PracticeTask]) -> None:
    listed = topics.list_topics(session)
    assert [topic.name for topic in listed] == sorted(topic.name for topic in listed)
    assert sum(topic.task_count for topic in listed) == 24
    assert sum(topic.task_count for topic in topics.list_topics(session, module_type=ModuleType.general)) == 10


@given(st.text(max_size=300))
def test_any_pasted_text_comes_out_storable(pasted: str) -> None:
    kept = tasks.plain(pasted)
    assert "\x00" not in kept and kept == kept.strip() and kept == tasks.plain(kept)
    kept.encode("utf-8")
