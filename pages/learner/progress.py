"""Progress: Task 1 and Task 2 against the target, the criteria, and practice days."""

import streamlit as st

from core.progress.overview import overview
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.bands import show_calendar, show_criteria_over_time, show_line
from pages.components.errors import shown_to_user

actor = require_learner()
with shown_to_user(), transaction() as tx:
    progress = overview(tx, actor)

st.title("Progress", anchor=False)
if not progress.essays:
    st.info("Your first result will start this page.")
    st.page_link("pages/learner/practise.py", label="Choose a task", icon=":material/edit:")
    st.stop()

st.caption("Task 1 and Task 2 are different skills, so each has its own line. Redrafts are left out.")
st.page_link("pages/public/how_good.py", label="How good are these bands?", icon=":material/help:")
for trend in (progress.task_2, progress.task_1):
    with st.container(border=True):
        show_line(trend, target=progress.target_band)
        show_criteria_over_time(trend)
show_calendar(progress)
