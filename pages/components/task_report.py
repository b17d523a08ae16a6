"""Reporting a task: a reason, words if one likes, one click; afterwards what became of it."""

import streamlit as st

from core.actor import Actor
from core.content import reports
from core.content.reports import ReportReason
from core.content.types import Task
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.text import plain

REASONS = {
    ReportReason.unclear: "The question is not clear",
    ReportReason.wrong_figures: "The figures or the drawing are wrong",
    ReportReason.spelling: "A word is wrong",
    ReportReason.too_hard: "The difficulty is not right",
    ReportReason.upsetting: "It upset me",
    ReportReason.other: "Something else",
}


def show_report(actor: Actor, task: Task) -> None:
    """A folded form, read when it is opened; nothing for a question of one's own."""
    if task.is_own:
        return
    place = st.expander("Report this task", key=f"report_{task.task_id}", icon=":material/flag:", on_change="rerun")
    if not place.open:
        return
    with shown_to_user(), transaction() as tx:
        said = reports.own_report(tx, actor, task_id=task.task_id)
    with place:
        if said is not None:
            st.write(f"You told us: {REASONS[said.reason].lower()}. Thank you.")
            if said.is_answered:
                st.markdown(f"Our answer: {plain(said.answer)}")
            else:
                st.caption("Somebody will look at it, and you will read the answer here.")
            return
        with st.form("report_form", border=False):
            reason = st.selectbox("What is wrong?", list(REASONS), format_func=REASONS.__getitem__, key="report_reason")
            words = st.text_area("In your words, if you like", key="report_words", height=80, max_chars=1_000)
            sent = st.form_submit_button("Send the report")
        if sent:
            with shown_to_user(), transaction() as tx:
                reports.report(tx, actor, task_id=task.task_id, reason=reason, comment=words)
            say_and_rerun("Thank you. We will look at this task.")
