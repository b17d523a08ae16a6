"""Today: what waits for the tutor, who owes work, and each class: tests, who moved, who needs a word, its error."""

import streamlit as st

from core.classroom import assignments, cohorts, review_queue
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.classroom.class_today import show_class
from pages.components.classroom.owed_work import show_owed
from pages.components.errors import shown_to_user

MINUTES_AN_ESSAY = 8  # to read and mark one: 250 words with four bands and a reason

actor = require_tutor()
with shown_to_user(), transaction() as tx:
    classes = cohorts.list_mine(tx, actor)
    waiting = review_queue.queue(tx, actor)
    owed = assignments.owed(tx, actor)

st.title("Today", anchor=False)
if not classes:
    with st.container(border=True):
        st.header("No class yet", anchor=False)
        st.write(
            "Open a class, give its code to your learners or paste their addresses. Then this page starts your day."
        )
        st.page_link("pages/tutor/classes.py", label="Open a class", icon=":material/add:")
    st.page_link("pages/learner/practise.py", label="Practise myself", icon=":material/edit:")
    st.stop()

with st.container(border=True):
    st.header("Waits for you", anchor=False)
    appeals = sum(each.kind is not None for each in waiting)
    if waiting:
        essays = f"{len(waiting)} essays" if len(waiting) > 1 else "One essay"
        asked = f", {appeals} asked by learners" if appeals else ""
        st.page_link(
            "pages/tutor/review.py",
            label=f"{essays}{asked}: about {MINUTES_AN_ESSAY * len(waiting)} minutes",
            icon=":material/rate_review:",
        )
    else:
        st.write("No essay waits for you.")

show_owed(actor, owed)
for card in classes:
    show_class(actor, card)
