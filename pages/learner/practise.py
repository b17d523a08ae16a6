"""Practise: a task for me, the bank with filters, or one's own question."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.content import tasks, topics
from core.content.types import Difficulty, TaskFilters
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.mock_test import mock_test_card
from pages.components.names import MODULES
from pages.components.own_question import own_question_form
from pages.components.task_list import show_card, show_page_of_tasks

ANY = "All"

actor = require_learner()
st.title("Practise", anchor=False)


def for_me() -> None:
    """The one task that we would take next."""
    with shown_to_user(), transaction() as tx:
        found = tasks.recommended_task(tx, actor)
    if found is None:
        st.info("You have written on every task of your module. Look under Task 1 and Task 2 to write one again.")
        return
    st.write(found.reason)
    show_card(found.card, key="recommended")


def bank(task_number: int) -> None:
    """The tasks of one number behind filters."""
    with shown_to_user(), transaction() as tx:
        subjects = {topic.slug: topic.name for topic in topics.list_topics(tx) if topic.task_count}
    first, second, third = st.columns(3)
    module = first.selectbox(
        "Module",
        list(MODULES),
        format_func=MODULES.__getitem__,
        index=list(MODULES).index(actor.module_type),
        key=f"m{task_number}",
    )
    topic = second.selectbox(
        "Topic", [ANY, *subjects], format_func=lambda slug: subjects.get(slug, ANY), key=f"t{task_number}"
    )
    difficulty = third.selectbox(
        "Difficulty (our estimate)",
        [ANY, *Difficulty],
        format_func=lambda d: str(d).capitalize(),
        key=f"d{task_number}",
    )
    words = st.text_input("Search in the tasks", key=f"s{task_number}", placeholder="for example: public transport")
    page = st.session_state.get(f"page{task_number}", 1)
    filters = TaskFilters(
        module_type=module,
        task_number=task_number,
        topic=None if topic == ANY else topic,
        difficulty=None if difficulty == ANY else Difficulty(difficulty),
        text=words,
        page=page,
    )
    with shown_to_user(), transaction() as tx:
        found = tasks.list_tasks(tx, filters=filters, actor=actor)
    show_page_of_tasks(found, key=f"page{task_number}")


views: dict[str, Callable[[], None]] = {
    "For me": for_me,
    "Task 1": partial(bank, 1),
    "Task 2": partial(bank, 2),
    "Mock test": mock_test_card,
    "Own question": partial(own_question_form, actor),
}
chosen = st.segmented_control(
    "What to practise", list(views), default="For me", label_visibility="collapsed", required=True
)
views[chosen or "For me"]()
