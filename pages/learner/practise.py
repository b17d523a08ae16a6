"""Practise: a task for me, then another, then the bank with filters; a mock test; or one's own question."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.content import tasks
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.mock_test import mock_test_card
from pages.components.own_question import own_question_form
from pages.components.progress.kept import progress_page
from pages.components.task_bank import show_bank
from pages.components.task_list import show_card

VIEW, SKIPPED = "practise_view", "practise_skipped"

actor = require_learner()
st.title("Practise", anchor=False)


def skip(task_id: int) -> None:
    """Another one, please."""
    st.session_state.setdefault(SKIPPED, []).append(task_id)


def open_list(name: str) -> None:
    """Leave the one task for the list."""
    st.session_state[VIEW] = name
    st.session_state.pop(SKIPPED, None)


def for_me() -> None:
    """The one task that we would take next, and the ways to another and to the list."""
    with shown_to_user():
        path = progress_page(actor).page.path
    skipped = st.session_state.get(SKIPPED, [])
    hint = (path.next_task.task_number, path.next_task.reason)
    with shown_to_user(), transaction() as tx:
        found = tasks.recommended_task(tx, actor, skip=skipped, hint=hint)
    if found is None and not skipped:
        st.info("There is no task of your module yet. Look under Task 1 and Task 2, or paste your own question.")
        return
    if found is None:
        st.info("You have seen every task of your module. Choose one from the list.")
    else:
        st.write(found.reason)
        show_card(found.card, key="recommended")
    with st.container(horizontal=True, vertical_alignment="center"):
        if found is not None:
            st.button("Another one", icon=":material/refresh:", on_click=skip, args=(found.card.task_id,))
        number = found.card.task_number if found is not None else 2
        name = f"Task {number}"
        st.button(f"All {name} questions", icon=":material/list:", on_click=open_list, args=(name,))
        st.page_link("pages/learner/approach.py", label="How to approach it", icon=":material/lightbulb:")


views: dict[str, Callable[[], None]] = {
    "For me": for_me,
    "Task 1": partial(show_bank, actor, 1),
    "Task 2": partial(show_bank, actor, 2),
    "Mock test": mock_test_card,
    "Own question": partial(own_question_form, actor),
}
chosen = st.segmented_control(
    "What to practise", list(views), default="For me", label_visibility="collapsed", required=True, key=VIEW
)
views[chosen or "For me"]()
