"""Learning: which bands learners get, what they gain, what the tasks do to them, and comments called wrong."""

import streamlit as st

from analytics import learners_by_band
from core.operations import comments
from core.transaction import transaction
from pages.components.admin import blocks
from pages.components.admin.comment_votes import show_comment_votes
from pages.components.admin.figures import share
from pages.components.admin.learners_behind import show_learners
from pages.components.admin.learning_blocks import LEARNERS, TABS, TASKS
from pages.components.admin.marks import show_marks
from pages.components.admin.visit import note_visit
from pages.components.auth import require_admin
from pages.components.cached import votes_by_comment_type
from pages.components.errors import shown_to_user

actor = require_admin()
st.title("Learning", anchor=False)
tab = blocks.chosen("view", list(TABS), label="What about learning")

note_visit(actor, "learning")
with shown_to_user():
    shown = blocks.read(actor, TABS[tab])

if tab == "Comments":
    with shown_to_user(), transaction() as tx:
        wrong_comments = comments.latest_wrong(tx, actor)
    show_comment_votes(actor, votes_by_comment_type(actor), wrong_comments)
if tab == "Agreement":
    show_marks(actor)
for each in shown:
    if each.block is LEARNERS:
        people, assessed, with_target, at_target = learners_by_band.totals(each.frame)
        with st.grid(min_column_width=340):
            st.metric("People with a result", share(assessed, people), border=True)
            st.metric(
                "Average at or above the target",
                share(at_target, with_target),
                help="Of people with a result and a target. Bands are estimates, about one band either way.",
                border=True,
            )
    blocks.show(each)
    if each.block is LEARNERS:
        show_learners(actor, each.frame)
    if each.block is TASKS:
        st.caption("A task with few assessed essays moves by chance: look at the number before the average.")
