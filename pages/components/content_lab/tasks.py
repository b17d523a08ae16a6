"""The bank as a list, and one task of it open."""

import streamlit as st

from core.actor import Actor
from core.content.lab import bank
from core.content.lab.types import BankTask
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.content_lab.editor import show_editor, show_new
from pages.components.errors import shown_to_user
from pages.components.task_list import kind_name

STATES = ("All", "On offer", "Not on offer", "Edited here")
NEW = "new"


def show_tasks(actor: Actor) -> None:
    """The list behind filters, a way to open one, and a way to write a new one."""
    with shown_to_user(), transaction() as tx:
        tasks = bank.list_bank(tx, actor)
    by_id = {str(task.task_id): task for task in tasks}
    first, second, third = st.columns([2, 2, 1], vertical_alignment="bottom")
    words = first.text_input("Search in codes and titles", key="lab_search")
    state = second.segmented_control("Which", STATES, default=STATES[0], required=True, key="lab_state")
    asked = st.query_params.get("task")
    if third.button("New task", icon=":material/add:"):
        asked = st.query_params["task"] = NEW
    shown = [task for task in tasks if _fits(task, words.casefold(), state or STATES[0])]
    options = [str(task.task_id) for task in shown]
    if asked in by_id and asked not in options:
        options.insert(0, asked)
    chosen = st.selectbox(
        f"Open one of {len(shown)}",
        options,
        index=options.index(asked) if asked in options else None,
        format_func=lambda one: f"{by_id[one].code}: {by_id[one].title}",
        placeholder="Choose a task",
        key=f"lab_open_{asked}",
    )
    if chosen is not None and chosen != asked:
        asked = st.query_params["task"] = chosen
    if asked == NEW:
        show_new(actor)
    elif asked in by_id:
        show_editor(actor, int(asked))
    elif shown:
        _show_list(actor, shown)
    else:
        st.write("No task fits.")


def _fits(task: BankTask, words: str, state: str) -> bool:
    if state == "On offer" and not task.is_active:
        return False
    if state == "Not on offer" and task.is_active:
        return False
    if state == "Edited here" and task.edited_at is None:
        return False
    return words in f"{task.code} {task.title}".casefold()


def _show_list(actor: Actor, tasks: list[BankTask]) -> None:
    show_rows(
        actor,
        [
            {
                "Code": task.code,
                "Title": task.title,
                "Kind": kind_name(task.kind),
                "Topic": task.topic,
                "Level": str(task.difficulty),
                "On offer": task.is_active,
                "Read on": task.reviewed_on.isoformat() if task.reviewed_on else "",
                "Edited here": task.edited_at,
            }
            for task in tasks
        ],
        key="lab_list",
    )
