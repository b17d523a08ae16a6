"""Progress: the way to the target, the bands of each task, criteria, errors, pace and practice days."""

import streamlit as st

from core.accounts import profile
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.progress.bands_view import show_bands, show_criteria
from pages.components.progress.goals import show_goals
from pages.components.progress.kept import progress_page
from pages.components.progress.practice_view import show_days, show_errors, show_pace
from pages.components.progress.way import show_way

VIEWS = {
    "Bands": (show_bands,),
    "Criteria": (show_criteria,),
    "Errors": (show_errors,),
    "Pace": (show_pace,),
    "Days": (show_days,),
}
GOALS = "Goals"

actor = require_learner()
with shown_to_user():
    kept = progress_page(actor)
with shown_to_user(), transaction() as tx:
    last_test = profile.get(tx, actor).last_writing_band

st.title("Progress", anchor=False)
if not kept.page.overview.essays:
    st.info("Your first result will start this page.")
    st.write("It will show your bands with their likely ranges, what keeps coming back, and the way to your target.")
    st.page_link("pages/learner/practise.py", label="Choose a task", icon=":material/edit:")
    if kept.page.overview.practice_days:
        show_days(kept)
    st.header("Goals", anchor=False)
    show_goals(actor)
    st.stop()

show_way(kept)
if last_test is not None:
    st.caption(f"Your last test: Writing {last_test:.1f}.")
view = st.segmented_control(
    "What to look at",
    [*VIEWS, GOALS],
    default="Bands",
    required=True,
    key="view",
    bind="query-params",
    label_visibility="collapsed",
)
if view == GOALS:
    show_goals(actor)
for show in VIEWS.get(view or "Bands", ()):
    show(kept)
st.caption("Estimates, not official scores; not affiliated with IELTS.")
st.page_link("pages/public/how_good.py", label="How good are these bands?", icon=":material/help:")
