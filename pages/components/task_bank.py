"""The tasks of one number behind filters."""

import streamlit as st

from core.actor import Actor
from core.content import search, topics
from core.content.types import Difficulty, TaskFilters
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.names import MODULES
from pages.components.task_list import kind_name, show_page_of_tasks
from pages.components.text import plain_line

ANY = "All"


def show_bank(actor: Actor, task_number: int) -> None:
    """Filters, a search, and a page of what they find."""
    search_column, new_column = st.columns([3, 1], vertical_alignment="bottom")
    words = search_column.text_input(
        "Search in the tasks", key=f"s{task_number}", placeholder="for example: public transport"
    )
    only_new = new_column.toggle("Not yet done", key=f"n{task_number}")
    first, second, third, fourth = st.columns(4)
    module = first.selectbox(
        "Module",
        list(MODULES),
        format_func=MODULES.__getitem__,
        index=list(MODULES).index(actor.module_type),
        key=f"m{task_number}",
    )
    with shown_to_user(), transaction() as tx:
        subjects = {topic.slug: topic.name for topic in topics.list_topics(tx) if topic.task_count}
        kinds = search.kinds(tx, task_number=task_number, module_type=module)
    kind = second.selectbox(
        "Kind", [ANY, *kinds], format_func=lambda name: name if name == ANY else kind_name(name), key=f"k{task_number}"
    )
    topic = third.selectbox(
        "Topic", [ANY, *subjects], format_func=lambda slug: subjects.get(slug, ANY), key=f"t{task_number}"
    )
    difficulty = fourth.selectbox(
        "Difficulty (our estimate)",
        [ANY, *Difficulty],
        format_func=lambda d: str(d).capitalize(),
        key=f"d{task_number}",
    )
    filters = TaskFilters(
        module_type=module,
        task_number=task_number,
        topic=None if topic == ANY else topic,
        difficulty=None if difficulty == ANY else Difficulty(difficulty),
        kind=None if kind == ANY else kind,
        text=words,
        only_new=only_new,
        page=st.session_state.get(f"page{task_number}", 1),
    )
    with shown_to_user(), transaction() as tx:
        found = search.list_tasks(tx, filters=filters, actor=actor)
    if found.searched:
        st.caption(f"Nearly nothing has “{plain_line(words)}” in it. These are for “{plain_line(found.searched)}”.")
    show_page_of_tasks(found, key=f"page{task_number}")
