"""What a search forgives, filters by kind, and tasks like one."""

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from core.actor import Actor
from core.content import loading, search, seed_files
from core.content.types import ModuleType, TaskFilters, TaskPage
from db.models.content import PracticeTask, SearchWord
from db.models.practice import SubmissionStatus
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.content import make_task, make_topic
from tests.factories.practice import make_submission

SEEDS = [seed for seed in seed_files.read_tasks() if int(seed.code[-3:]) <= (9 if seed.code.startswith("AC_T1") else 5)]


@pytest.fixture
def bank(session: Session) -> dict[str, PracticeTask]:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=SEEDS)
    return {task.task_code: task for task in session.scalars(select(PracticeTask))}


@pytest.fixture
def ann(session: Session) -> Actor:
    return actor_of(make_user(session, module_type="academic"))


def found(session: Session, **filters: object) -> TaskPage:
    return search.list_tasks(session, filters=TaskFilters(**{"page_size": 50} | filters))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enviroment", "environment"),
        ("swiming pool", "swimming pool"),
        ("tehcnology", "technology"),
        ("drnking", "drinking"),
    ],
)
def test_a_misspelt_search_finds_what_was_meant(
    session: Session, bank: dict[str, PracticeTask], typed: str, meant: str
) -> None:
    page = found(session, text=typed)
    assert page.searched == meant
    assert page.cards == found(session, text=meant).cards != ()


def test_a_search_that_finds_enough_is_taken_as_typed(session: Session, bank: dict[str, PracticeTask]) -> None:
    assert found(session, text="people").searched == ""
    assert found(session, text="swimming pool").searched == "", "few finds, but every word stands in a task"
    nothing = found(session, text="zebra xylophone")
    assert (nothing.total, nothing.searched) == (0, "")


def test_a_server_without_the_extension_searches_on(session: Session, bank: dict[str, PracticeTask]) -> None:
    session.execute(text("drop extension pg_trgm"))
    assert found(session, text="enviroment").total == 0
    assert found(session, text="environment").total


def test_the_words_follow_the_bank(session: Session, bank: dict[str, PracticeTask]) -> None:
    assert "pool" in set(session.scalars(select(SearchWord.word)))
    session.execute(delete(PracticeTask).where(PracticeTask.task_code == "GT_T1_004"))
    loading.load_topics(session, seeds=seed_files.read_topics())
    session.expire_all()
    words = set(session.scalars(select(SearchWord.word)))
    assert "pool" not in words and "transport" in words


def test_kinds_filter_the_list(session: Session, bank: dict[str, PracticeTask]) -> None:
    assert search.kinds(session, task_number=1, module_type=ModuleType.general) == ("letter",)
    assert "opinion" in search.kinds(session, task_number=2)
    opinions = found(session, kind="opinion")
    assert opinions.total and {card.kind for card in opinions.cards} == {"opinion"}
    assert found(session, kind="no such kind").total == 0


def test_similar_tasks_share_topic_or_kind_and_new_ones_come_first(session: Session, ann: Actor) -> None:
    topic, opinion = make_topic(session).id, {"type": "essay", "essay_type": "opinion"}
    task = make_task(session, topic_id=topic, additional_materials=opinion)
    both = make_task(session, topic_id=topic, additional_materials=opinion)
    same_kind = make_task(session, additional_materials=opinion)
    same_topic = make_task(session, topic_id=topic)
    make_task(session)
    make_task(session, topic_id=topic, module_type="general")
    make_task(session, topic_id=topic, is_active=False)

    def alike() -> list[int]:
        return [card.task_id for card in search.similar_tasks(session, ann, task_id=task.id)]

    assert alike() == [both.id, same_topic.id, same_kind.id]
    make_submission(session, user_id=ann.user_id, task=both, status=SubmissionStatus.submitted)
    assert alike() == [same_topic.id, same_kind.id, both.id]
    assert search.similar_tasks(session, ann, task_id=0) == ()


def test_titles_are_those_of_one_module(session: Session, bank: dict[str, PracticeTask]) -> None:
    assert len(search.titles(session, module_type=ModuleType.academic)) == 14
