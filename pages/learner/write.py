"""Writing desk: one task, one draft, one button."""

from contextlib import suppress

import streamlit as st

from core.accounts import preferences
from core.assessment.comment_votes import votes_of
from core.assessment.reports import get_report
from core.billing import credits
from core.practice import drafts, redrafts, submissions, versions
from core.practice.errors import AlreadySubmitted
from core.practice.types import SubmissionStatus
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.dates import local_day
from pages.components.editor import essay_editor
from pages.components.errors import shown_to_user
from pages.components.improve import show_feedback
from pages.components.planning import show_planning
from pages.components.query import query_id
from pages.components.task import show_task
from pages.components.task_report import show_report

RESULT = "pages/learner/result.py"

actor = require_learner()
if "submission" not in st.query_params and "task" in st.query_params:
    with shown_to_user(), transaction() as tx:
        begun = drafts.begin(tx, actor, task_id=query_id("task"))
    st.query_params.clear()
    st.query_params["submission"] = str(begun)  # the address names the draft, so that a reload finds it
if "submission" not in st.query_params:
    st.switch_page("pages/learner/practise.py")
submission_id = query_id("submission")

with shown_to_user(), transaction() as tx:
    draft = drafts.get(tx, actor, submission_id=submission_id)
    balance = credits.balance(tx, actor)
    saves_itself = preferences.saves_itself(tx, actor)
    parent_id = draft.parent_submission_id
    offered = None if parent_id is None else redrafts.offer(tx, actor, submission_id=parent_id)
    if offered is not None:
        closed_until = offered.closed_until
    else:
        closed_until = versions.closed_until(tx, actor, task_id=draft.task.task_id)
left = credits.said(balance)
if draft.status != SubmissionStatus.draft:  # handed in in another tab, or by a click sent twice
    st.switch_page(RESULT, query_params={"submission": str(submission_id)})
if draft.sitting_code is not None:
    st.switch_page("pages/learner/exam.py")


def show_earlier_version(earlier_id: int) -> None:
    """The feedback to work with, and the task behind a second tab."""
    with shown_to_user(), transaction() as tx:
        earlier = get_report(tx, actor, submission_id=earlier_id)
        votes = votes_of(tx, actor, submission_id=earlier_id)
    st.title("Improve your essay", anchor=False)
    feedback, task = st.tabs(["Your feedback", "The task"])
    with feedback:
        show_feedback(earlier, votes)
    with task:
        show_task(draft.task)


task_column, essay_column = st.columns(2, gap="large")
with task_column:
    if parent_id is None:
        show_task(draft.task)
        show_report(actor, draft.task)
    else:
        show_earlier_version(parent_id)
with essay_column:
    if parent_id is None:
        show_planning(actor, draft.task, submission_id=submission_id)
    handed_in = essay_editor(
        submission_id=submission_id,
        owner_id=actor.user_id,
        text=draft.text,
        revision=draft.revision,
        min_words=draft.task.word_limit_min,
        active_seconds=draft.time_spent_seconds,
        saves_itself=saves_itself,
    )
    if closed_until is not None:
        until = local_day(closed_until, actor.timezone)
        left = f"Your tutor takes no more versions until {until}. Your draft waits here."
    elif offered is not None and offered.is_free:
        left = "This first redraft is free: handing it in uses no feedback."
    elif balance is not None:
        left += ". Handing in uses one." if balance.left else ". Write now and hand in then: your draft waits here."
    st.caption(left)

if handed_in:
    # Two tabs that hand in at the same moment meet here: the later one goes on to the same result.
    with shown_to_user(), suppress(AlreadySubmitted), transaction() as tx:
        submissions.submit(tx, actor, submission_id=submission_id, revision=handed_in.revision)
    st.switch_page(RESULT, query_params={"submission": str(submission_id)})
