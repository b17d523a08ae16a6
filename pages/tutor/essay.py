"""A learner's essay as its tutor sees it: the whole result, and the tutor's own bands beside it."""

import streamlit as st

from core.assessment.reports import ReportState
from core.classroom import releases, review_queue
from core.practice import process
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.classroom.commenting import show_commenting
from pages.components.classroom.marking import show_mark, show_marking
from pages.components.errors import shown_to_user
from pages.components.process import show_process
from pages.components.query import query_id
from pages.components.report import show_report
from pages.components.text import plain_line

REVIEW = "pages/tutor/review.py"

actor = require_tutor()
submission_id = query_id("submission")
with shown_to_user(), transaction() as tx:
    found = review_queue.open_report(tx, actor, submission_id=submission_id)
    mark = review_queue.find_mark(tx, submission_id=submission_id)
    waiting = review_queue.queue(tx, actor)
    is_kept = releases.is_kept(tx, submission_id=submission_id)

report = found.report
if report.state is not ReportState.ready:
    st.title(plain_line(report.task.title), anchor=False)
    st.write("This essay has no result.")
    st.text(report.essay)
    st.stop()

if is_kept:
    st.info("Its writer does not see this result yet. Your mark shows it.", icon=":material/schedule:")
place = st.container(border=True)
show_commenting(actor, submission_id=submission_id)
how = st.expander("How it was written", icon=":material/show_chart:", key="how_written", on_change="rerun")
if how.open:
    with how, shown_to_user(), transaction() as tx:
        show_process(process.read(tx, submission_id=submission_id), key="process")
show_report(report, whose=f"{found.learner}:")
st.page_link(REVIEW, label="Back to the queue", icon=":material/arrow_back:")
with place:  # last: a mark that is refused leaves the essay and what is typed below where they are
    if mark is not None:
        show_mark(mark, timezone=actor.timezone, task_number=report.task.task_number)
    elif show_marking(actor, report):
        following = [each for each in waiting if each.submission_id != submission_id]
        if following:
            st.query_params["submission"] = str(following[0].submission_id)
            st.rerun()
        st.switch_page(REVIEW)
