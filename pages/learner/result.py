"""Result: what the band is, why, and what to do now; while it waits, where it stands."""

import streamlit as st

from core.assessment.comment_votes import votes_of
from core.assessment.reports import Report, ReportState, find_state, get_report
from core.practice import submissions
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.essay import Votes
from pages.components.query import query_id
from pages.components.report import show_report
from pages.components.text import plain_line

WAITING = (ReportState.queued, ReportState.reading)

actor = require_learner()
submission_id = query_id("submission")
with shown_to_user(), transaction() as tx:
    report = get_report(tx, actor, submission_id=submission_id)
    votes = votes_of(tx, actor, submission_id=submission_id)


def show_waiting() -> None:
    """Ask once a second; when the result is there the whole page is drawn anew."""
    with shown_to_user(), transaction() as tx:
        state, before = find_state(tx, actor, submission_id=submission_id)
    if state not in WAITING:
        st.rerun()
    if state == ReportState.reading:
        label = "We are reading your essay: checking grammar and words, then weighing the four criteria."
    elif before:
        label = f"In the queue: {before} before you." if before > 1 else "In the queue: one essay before you."
    else:
        label = "Your essay is next."
    st.status(label, state="running")
    st.caption("You can leave this page: the result will be under My essays.")


def show_failure(failed: Report) -> None:
    """Why there is no band, and the way on."""
    st.warning(plain_line(failed.failure or ""), icon=":material/info:")
    st.write("No credit was used. Your text is safe:")
    with st.container(border=True):
        st.text(failed.essay)
    if failed.may_retry and st.button("Send it again", type="primary"):
        with shown_to_user(), transaction() as tx:
            submissions.retry(tx, actor, submission_id=submission_id)
        st.rerun()


if report.state == ReportState.draft:
    st.switch_page("pages/learner/write.py", query_params={"submission": str(submission_id)})
elif report.state in WAITING:
    st.title("Your result", anchor=False)
    st.caption(plain_line(report.task.title))
    st.fragment(show_waiting, run_every=1.0)()
elif report.state == ReportState.failed:
    st.title("Your result", anchor=False)
    show_failure(report)
else:
    show_report(report, votes=Votes(submission_id, votes))
    with st.container(horizontal=True):
        if st.button("Write on this task again", icon=":material/edit:"):
            st.switch_page("pages/learner/write.py", query_params={"task": str(report.task.task_id)})
        st.page_link("pages/learner/practise.py", label="Choose the next task", icon=":material/arrow_forward:")
