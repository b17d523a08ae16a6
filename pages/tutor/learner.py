"""One learner as their tutor sees them: the charts of their own Progress page, and every essay with a result."""

import streamlit as st

from core.classroom import learner_view
from core.transaction import reading
from pages.components.auth import require_tutor
from pages.components.classroom.learner_essays import show_essays, show_head
from pages.components.errors import shown_to_user
from pages.components.progress.bands_view import show_bands, show_criteria
from pages.components.progress.kept import progress_page
from pages.components.progress.practice_view import show_days, show_errors, show_pace
from pages.components.query import query_id

VIEWS = {
    "Essays": (),
    "Bands": (show_bands,),
    "Criteria": (show_criteria,),
    "Errors": (show_errors,),
    "Pace": (show_pace,),
    "Days": (show_days,),
}

actor = require_tutor()
learner_id = query_id("learner")
with shown_to_user(), reading() as tx:
    learner = learner_view.as_learner(tx, actor, learner_id=learner_id)
show_head(learner)
view = st.segmented_control(
    "What to look at",
    list(VIEWS),
    default="Essays",
    required=True,
    key="learner_view",
    bind="query-params",
    label_visibility="collapsed",
)
if view in (None, "Essays"):
    show_essays(learner)
else:
    with shown_to_user():
        kept = progress_page(learner)
    for show in VIEWS[view]:
        show(kept)
    st.caption("The charts and sentences are those that the learner reads under Progress.")
