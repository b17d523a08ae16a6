"""Result: what the band is, why, and what to do now; while it waits, where it stands."""

import streamlit as st

from core.assessment.comment_votes import votes_of
from core.assessment.comparing import answered_counts
from core.assessment.reports import Report, ReportState, find_state, get_report, mark_read
from core.content.model_answers import models_of
from core.practice import process, redrafts, submissions
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.classroom.asking import offer_to_ask, show_tutor_mark
from pages.components.errors import shown_to_user
from pages.components.essay import Votes
from pages.components.improve import improve_button, uptake_in_words
from pages.components.model_answers import show_models
from pages.components.process import show_process
from pages.components.query import query_id
from pages.components.report import show_comments_alone, show_held, show_report
from pages.components.report_file import offer_as_pdf
from pages.components.text import plain_line

WAITING = (ReportState.queued, ReportState.reading)

actor = require_learner()
submission_id = query_id("submission")
with shown_to_user(), transaction() as tx:
    report = get_report(tx, actor, submission_id=submission_id)
    votes = votes_of(tx, actor, submission_id=submission_id)
    models = models_of(tx, actor, task_id=report.task.task_id)
    offered = redrafts.offer(tx, actor, submission_id=submission_id)
    answered = answered_counts(tx, submission_id=submission_id) if report.parent_submission_id else {}
    if report.state == ReportState.ready and not report.is_read:
        mark_read(tx, actor, submission_id=submission_id)


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


def show_way_on() -> None:
    """What became of the earlier comments, and the next redraft."""
    if report.parent_submission_id is not None:
        st.markdown(f"**Your redraft.** {uptake_in_words(answered)}")
        pair = {"first": str(report.parent_submission_id), "second": str(submission_id)}
        st.page_link(
            "pages/learner/compare.py",
            label="Compare it with your earlier version",
            icon=":material/compare_arrows:",
            query_params=pair,
        )
    if report.mock_test_code is not None:
        st.page_link(
            "pages/learner/exam_result.py",
            label="Your Writing band of this mock test",
            icon=":material/timer:",
            query_params={"sitting": report.mock_test_code},
        )
    improve_button(actor, offered, submission_id=submission_id, key="result")


if report.state == ReportState.draft:
    st.switch_page("pages/learner/write.py", query_params={"submission": str(submission_id)})
elif report.state in WAITING:
    st.title("Your result", anchor=False)
    st.caption(plain_line(report.task.title))
    st.fragment(show_waiting, run_every=1.0)()
elif report.state == ReportState.failed:
    st.title("Your result", anchor=False)
    show_failure(report)
elif report.state == ReportState.held:
    show_held(report)
elif not report.has_bands:
    show_comments_alone(report, votes=Votes(submission_id, votes))
    improve_button(actor, offered, submission_id=submission_id, key="result")
else:
    show_tutor_mark(actor, submission_id=submission_id, task_number=report.task.task_number)
    show_report(report, votes=Votes(submission_id, votes), way_on=show_way_on)
    offer_to_ask(actor, submission_id=submission_id)
    show_models(models, task_id=report.task.task_id)
    how = st.expander("How you wrote it", icon=":material/show_chart:", key="how_written", on_change="rerun")
    if how.open:
        with how, shown_to_user(), transaction() as tx:
            show_process(process.of_own(tx, actor, submission_id=submission_id), key="process")
    with st.container(horizontal=True):
        offer_as_pdf(actor, report)
        if st.button("Write on this task from the start", icon=":material/edit:"):
            st.switch_page("pages/learner/write.py", query_params={"task": str(report.task.task_id)})
        st.page_link("pages/learner/practise.py", label="Choose the next task", icon=":material/arrow_forward:")
