"""Set work: a task for a class until a day, and the board of who has handed it in."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from core.classroom import assignments
from core.clock import utc_now
from core.content import search
from core.content.types import TaskFilters
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.classroom.board import show_board
from pages.components.classroom.choosing import choose_class
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

actor = require_tutor()
st.title("Set work", anchor=False)
card = choose_class(actor)
if card is None:
    st.write("You have no class yet.")
    st.page_link("pages/tutor/classes.py", label="Open a class", icon=":material/add:")
    st.stop()

zone = ZoneInfo(actor.timezone)
today = utc_now().astimezone(zone).date()
words = st.text_input("Find a task", placeholder="Words of the question or its title", key="find_task")
with shown_to_user(), transaction() as tx:
    found = search.list_tasks(tx, actor, filters=TaskFilters(text=words)).cards
by_id = {task.task_id: task for task in found}
with st.form("set_work"):
    task_id = st.selectbox(
        "Task",
        list(by_id),
        format_func=lambda each: plain_line(f"Task {by_id[each].task_number}: {by_id[each].title}"),
    )
    due = st.date_input("Due on", value=today + timedelta(days=7), min_value=today, format="DD/MM/YYYY", width=240)
    note = st.text_input("A word with it (you need not)", max_chars=assignments.MAX_NOTE_CHARACTERS)
    if st.form_submit_button("Set it", type="primary"):
        with shown_to_user(), transaction() as tx:
            assignments.set_work(
                tx,
                actor,
                cohort_id=card.cohort_id,
                task_id=task_id or 0,
                opens_at=utc_now(),
                due_at=datetime.combine(due, time(23, 59), zone),
                note=note,
            )
        st.toast("It is set. Your learners see it on their first page.")
        st.rerun()
show_board(actor, cohort_id=card.cohort_id)
