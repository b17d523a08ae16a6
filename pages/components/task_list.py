"""Tasks as cards, a page at a time."""

import streamlit as st

from core.content.types import TaskCard, TaskPage
from pages.components.names import MODULES
from pages.components.text import plain_line

WRITE = "pages/learner/write.py"
_KINDS = {
    "line": "line graph",
    "bar": "bar chart",
    "pie": "pie charts",
    "table": "table",
    "mixed": "two charts",
    "process": "process",
    "map": "maps",
    "letter": "letter",
    "advantages_disadvantages": "advantages and disadvantages",
    "outweigh": "do the advantages outweigh?",
    "problem_solution": "problem and solution",
    "two_part": "two questions",
    "positive_negative": "positive or negative?",
}


def kind_name(kind: str) -> str:
    """What screens call a kind of task."""
    return _KINDS.get(kind, kind.replace("_", " "))


def show_card(card: TaskCard, *, key: str) -> None:
    """One task with its button."""
    with st.container(border=True):
        st.markdown(f"**{plain_line(card.title)}**")
        about = [
            f"{MODULES[card.module_type]} Task {card.task_number}",
            kind_name(card.kind),
            card.topic,
            f"{card.difficulty.capitalize()} (our estimate)",
            f"{card.word_limit_min} words in {card.time_limit_minutes} minutes",
        ]
        st.caption(plain_line(" · ".join(part for part in about if part)))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Write", key=f"write:{key}:{card.task_id}", type="primary"):
                st.switch_page(WRITE, query_params={"task": str(card.task_id)})
            st.page_link("pages/learner/task.py", label="Look at it first", query_params={"task": str(card.task_id)})
            if card.is_done:
                st.badge("done before", icon=":material/check:", color="green")


def show_page_of_tasks(found: TaskPage, *, key: str) -> None:
    """A page of cards and the way to the next one; `key` holds the page number in the session."""
    if not found.cards:
        st.info("No task fits these filters. Try fewer of them.")
        return
    st.caption("1 task" if found.total == 1 else f"{found.total} tasks")
    left, right = st.columns(2)
    for place, card in enumerate(found.cards):
        with (left, right)[place % 2]:
            show_card(card, key=key)
    if found.page_count > 1:
        st.pagination(found.page_count, key=key)
