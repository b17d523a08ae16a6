"""The result of a mock test: both tasks, and the Writing band that follows from them; one task has its own page."""

import streamlit as st

from core.assessment.claims import DISCLAIMER
from core.assessment.sitting_results import get_sitting_result
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.sitting_result import show_part, show_writing_band
from pages.components.text import plain_line

actor = require_learner()
code = st.query_params.get("sitting", "")
with shown_to_user(), transaction() as tx:
    found = get_sitting_result(tx, actor, code=code)
if found.is_open:
    st.switch_page("pages/learner/exam.py")
if not found.is_mock_test and not found.parts[0].is_blank:
    st.switch_page("pages/learner/result.py", query_params={"submission": str(found.parts[0].submission_id)})


def ask_again() -> None:
    """Once in two seconds; when a task is ready the whole page is drawn anew."""
    with shown_to_user(), transaction() as tx:
        now = get_sitting_result(tx, actor, code=code)
    if [part.state for part in now.parts] != [part.state for part in found.parts]:
        st.rerun()
    st.status("We are reading your answers, one after the other.", state="running")
    st.caption("You can leave this page: the result will be here, and both essays under My essays.")


show_writing_band(found)
what = "Mock test" if found.is_mock_test else "One task under the clock"
st.caption(f"{what}, {local_day(found.started_at, actor.timezone)}")
if found.is_waiting:
    st.fragment(ask_again, run_every=2.0)()
columns = st.columns(2)
for column, part in zip(columns, found.parts, strict=False):
    with column:
        show_part(part)
with st.container(horizontal=True):
    st.page_link("pages/learner/home.py", label="Home", icon=":material/home:")
    if found.is_mock_test:
        st.page_link("pages/learner/exam.py", label="All my mock tests", icon=":material/timer:")
    st.page_link("pages/learner/practise.py", label="Practise", icon=":material/edit:")
st.caption(plain_line(DISCLAIMER))
