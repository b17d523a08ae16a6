"""The form for a question of one's own, with or without an essay that is written already."""

import streamlit as st

from core.actor import Actor
from core.content import tasks
from core.content.materials import MAX_NUMBERS
from core.practice import drafts
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.names import MODULES

WRITE = "pages/learner/write.py"
EXAMPLE = "Year;2000;2010;2020\nCars;310;345;290\nTrams;60;95;165"


def own_question_form(actor: Actor, *, with_essay: bool = False) -> None:
    """Ask for the question (and the essay), then go to the desk: handing in happens there."""
    with st.form("own_question"):
        task_number = st.segmented_control(
            "Task", [1, 2], default=2, format_func=lambda number: f"Task {number}", required=True
        )
        module = st.selectbox(
            "Module", list(MODULES), format_func=MODULES.__getitem__, index=list(MODULES).index(actor.module_type)
        )
        question = st.text_area("The question", height=140, placeholder="Paste or type the whole question.")
        table, unit = _chart_as_table()
        essay = st.text_area("Your essay", height=320, placeholder="Paste your essay.") if with_essay else ""
        is_sent = st.form_submit_button("Go to the desk", type="primary")
    if not is_sent:
        return
    with shown_to_user(), transaction() as tx:
        own = tasks.create_own_task(
            tx,
            actor,
            task_number=int(task_number or 2),
            prompt=question,
            module_type=module,
            table=table,
            unit=unit,
        )
        draft_id = drafts.begin_with(tx, actor, task_id=own.task_id, text=essay)
    st.switch_page(WRITE, query_params={"submission": str(draft_id)})


def paste_question(actor: Actor) -> bool:
    """Ask for a question and keep it, without writing on it; whether one was kept in this run."""
    with st.form(form_key("paste_question"), border=False):
        task_number = st.segmented_control(
            "Task", [1, 2], default=2, format_func=lambda number: f"Task {number}", required=True
        )
        module = st.selectbox("Module", list(MODULES), format_func=MODULES.__getitem__)
        question = st.text_area("The question", height=140, placeholder="Paste or type the whole question.")
        table, unit = _chart_as_table()
        is_sent = st.form_submit_button("Keep it", type="primary")
    if is_sent:
        with shown_to_user(), transaction() as tx:
            tasks.create_own_task(
                tx,
                actor,
                task_number=int(task_number or 2),
                prompt=question,
                module_type=module,
                table=table,
                unit=unit,
            )
        begin_anew("paste_question")
    return bool(is_sent)


def _chart_as_table() -> tuple[str, str]:
    """The figures of an Academic Task 1 chart and what they count; both may stay empty."""
    with st.expander("Academic Task 1: the figures of your chart", icon=":material/table_chart:"):
        st.write(
            "If your chart has figures, paste them: the first row names the columns, the first column names the lines. "
            "They stand beside your report as a table while you write, and your statements are checked against them."
        )
        table = st.text_area("The figures", height=140, placeholder=EXAMPLE)
        unit = st.text_input("Unit of the figures", placeholder="for example: %, thousand, euros")
        st.caption(
            f"Up to {MAX_NUMBERS} figures, as copied from a spreadsheet: tabs, semicolons, commas or several spaces "
            "between the columns. You can leave this empty."
        )
    return table, unit
