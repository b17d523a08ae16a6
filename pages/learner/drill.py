"""Short exercises from own errors: today's five, or a set from the tutor."""

import streamlit as st

from core.classroom import drill_sets
from core.progress import error_drills
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.progress.drilling import ask, show_outcome
from pages.components.query import query_id
from pages.components.text import plain_line

_MORE = "more_drills"

actor = require_learner()
st.title("Exercises", anchor=False)
set_id = query_id("set")
if set_id:
    with shown_to_user(), transaction() as tx:
        work = drill_sets.open_set(tx, actor, assignment_id=set_id)
    st.caption(f"{plain_line(work.title)}, set in {plain_line(work.class_name)}: {len(work.left)} of {work.all} left.")
    if show_outcome():
        st.stop()
    if work.left:
        ask(actor, work.left[0])
    elif work.all:
        st.success("All done. Your tutor sees that you have finished.", icon=":material/check:")
        st.page_link("pages/learner/my_errors.py", label="See my errors", icon=":material/list:")
    else:
        st.info("There is no sentence of this kind in your essays or in your class yet. Look again after an essay.")
    st.stop()

with shown_to_user(), transaction() as tx:
    waiting = error_drills.waiting(tx, actor)
    drill = error_drills.next_one(tx, actor)
if show_outcome():
    st.stop()
if drill is None or not (waiting.today or st.session_state.get(_MORE)):
    if waiting.more:
        st.success("That is all for today.", icon=":material/check:")
        if st.button(f"Do more ({waiting.more} wait)"):
            st.session_state[_MORE] = True
            st.rerun()
    else:
        st.success("Nothing waits today.", icon=":material/check:")
        st.write("Exercises come from your essays, the day after you wrote them, and return after 3, 7 and 21 days.")
    st.page_link("pages/learner/my_errors.py", label="See my errors", icon=":material/list:")
    st.stop()
st.caption(f"{waiting.today or waiting.more} left. From your own essay: {plain_line(drill.label)}.")
ask(actor, drill)
