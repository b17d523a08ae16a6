"""Learning: which bands learners get, and what the tasks do to them."""

import streamlit as st

from analytics import task_difficulty_analysis, user_performance_summary
from analytics.views import definitions
from core.accounts.roles import everybody_scope
from core.operations import comments, visits
from core.transaction import transaction
from pages.components.admin.comment_votes import show_comment_votes
from pages.components.admin.figures import share
from pages.components.admin.view_section import show_view
from pages.components.auth import require_admin
from pages.components.cached import votes_by_comment_type
from pages.components.errors import shown_to_user

LEARNER_LABELS = {
    "user_id": "Learner",
    "target_band_score": "Target",
    "average_score": "Average band",
    "best_score": "Best band",
    "completed_assessments": "Assessed",
    "total_submissions": "Essays in all",
    "draft_submissions": "Drafts",
    "last_practice_date": "Last hand-in",
}
TASK_LABELS = {
    "task_code": "Task",
    "difficulty_level": "Our level",
    "average_score": "Average band",
    "score_stddev": "Spread (sd, bands)",
    "completed_count": "Assessed",
    "attempt_count": "Handed in",
}

actor = require_admin()
with shown_to_user(), transaction() as tx:
    visits.note(tx, actor, page="learning")
    wrong_comments = comments.latest_wrong(tx, actor)
    scope = everybody_scope(actor)
    learners = user_performance_summary.read(tx, scope)
    tasks = task_difficulty_analysis.read(tx, scope)
    learner_meanings = definitions(tx, user_performance_summary.NAME)
    task_meanings = definitions(tx, task_difficulty_analysis.NAME)

st.title("Learning", anchor=False)
assessed, with_target, at_target = user_performance_summary.towards_target(learners)
with st.grid(min_column_width=260):
    st.metric("People with a result", share(assessed, len(learners)), border=True)
    st.metric(
        "Average at or above the target",
        share(at_target, with_target),
        help="Of people with a result and a target. Bands are estimates, about one band either way.",
        border=True,
    )
show_view(
    "Where learners stand",
    learners,
    user_performance_summary.chart(learners),
    name=user_performance_summary.NAME,
    alt="How many learners have which average band, in steps of half a band.",
    meanings=learner_meanings,
    labels=LEARNER_LABELS,
    formats={"average_score": "%.2f", "target_band_score": "%.1f", "best_score": "%.1f"},
)
show_view(
    "Bands by our difficulty level",
    tasks,
    task_difficulty_analysis.chart(tasks),
    name=task_difficulty_analysis.NAME,
    alt="The average band of every task, grouped by the difficulty that we gave it.",
    meanings=task_meanings,
    labels=TASK_LABELS,
    formats={"average_score": "%.2f", "score_stddev": "%.2f"},
)
st.caption("A task with few assessed essays moves by chance: look at the number before the average.")
show_comment_votes(actor, votes_by_comment_type(actor), wrong_comments)
