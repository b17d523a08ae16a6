"""Tasks that people report: how often, what they say, and the answer that they read."""

import streamlit as st

from core.actor import Actor
from core.content import reports
from core.content.reports import Reported
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.task_report import REASONS
from pages.components.text import plain, plain_line


def show_reported(actor: Actor) -> None:
    """What waits for an answer, then every reported task with its counts, then what was answered."""
    with shown_to_user(), transaction() as tx:
        waiting = reports.waiting(tx, actor)
        tasks = reports.by_task(tx, actor)
        answered = reports.answered(tx, actor)
    if not tasks:
        st.write("Nobody has reported a task.")
        return
    st.subheader("Waiting for an answer", anchor=False)
    if not waiting:
        st.write("Every report has an answer.")
    for report in waiting:
        _show_waiting(actor, report)
    st.subheader("By task", anchor=False)
    show_rows(
        actor,
        [
            {
                "Task": task.code,
                "Title": task.title,
                "Reports": task.reports,
                "Waiting": task.open_reports,
                "On offer": task.is_active,
            }
            for task in tasks
        ],
        key="reported_tasks",
    )
    if answered:
        with st.expander(f"Answered ({len(answered)})"):
            for report in answered:
                st.markdown(f"**{plain_line(report.code)}** · {REASONS[report.reason]}")
                if report.comment:
                    st.markdown(f"“{plain(report.comment)}”")
                st.markdown(f"Our answer: {plain(report.answer)}")


def _show_waiting(actor: Actor, report: Reported) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain_line(report.code)}: {plain_line(report.title)}**")
        st.caption(f"{REASONS[report.reason]} · {local_day(report.reported_at, actor.timezone)}")
        if report.comment:
            st.markdown(f"“{plain(report.comment)}”")
        with st.form(f"answer_{report.report_id}", border=False, clear_on_submit=False):
            words = st.text_area("Your answer, which the person reads beside the task", height=80, max_chars=1_000)
            sent = st.form_submit_button("Answer")
        st.button("Open this task", key=f"open_{report.report_id}", on_click=_open, args=(report.task_id,))
    if sent:
        with shown_to_user(), transaction() as tx:
            reports.answer(tx, actor, report_id=report.report_id, text=words)
        say_and_rerun("Answered.")


def _open(task_id: int) -> None:
    st.session_state["content_tab"] = "Tasks"
    st.query_params["task"] = str(task_id)
