"""Review: essays that wait for a tutor, appeals first."""

import streamlit as st

from core.classroom import agreement, review_queue
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.classroom.agreement import show_agreement
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain, plain_line

ESSAY = "pages/tutor/essay.py"

actor = require_tutor()
with shown_to_user(), transaction() as tx:
    waiting = review_queue.queue(tx, actor)

st.title("Review", anchor=False)
if not waiting:
    st.write("Nothing waits for you.")
    st.caption("Here you find results that learners of yours ask you to look at, and those the engine is not sure of.")
for place, each in enumerate(waiting):
    with st.container(border=True):
        why = "asks you to look" if each.kind else "a sample" if each.is_sample else "the engine is not sure"
        st.markdown(
            f"**{plain_line(each.learner)}**, {why}: Task {each.task_number}, {plain_line(each.title)}, "
            f"{each.words} words, engine's band {each.band:.1f}"
        )
        if each.said:
            st.markdown(f"“{plain(each.said)}”")
        st.caption(f"Since {local_day(each.since, actor.timezone)}")
        target = {"submission": str(each.submission_id)}
        if place:
            st.page_link(ESSAY, label="Open it", icon=":material/rate_review:", query_params=target)
        elif st.button(
            "Open it", shortcut="O", key=f"open:{each.submission_id}", type="primary", icon=":material/rate_review:"
        ):
            st.switch_page(ESSAY, query_params=target)
agreeing = st.expander("The engine and you", icon=":material/balance:", key="agreeing", on_change="rerun")
if agreeing.open:
    with agreeing, shown_to_user(), transaction() as tx:
        show_agreement(agreement.of_tutor(tx, actor), whose="yours")
