"""Today: what waits for the tutor, who owes work, and who needs a word, each by name."""

import streamlit as st

from core.classroom import assignments, cohorts, review_queue
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.classroom.needs_word import show_needs_word
from pages.components.classroom.words import offer_to_write
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

MOST_WORDS, MOST_NAMES = 3, 8

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
        asked = f", {appeals} asked by learners" if appeals else ""
        st.page_link(
            "pages/tutor/review.py",
            label=f"{len(waiting)} essays{asked}" if len(waiting) > 1 else f"One essay{asked}",
            icon=":material/rate_review:",
        )
    else:
        st.write("No essay waits for you.")

if owed:
    with st.container(border=True):
        st.header("Not handed in", anchor=False)
        for each in owed:
            names = ", ".join(each.names[:MOST_NAMES]) + (" and others" if len(each.names) > MOST_NAMES else "")
            st.markdown(f"**{plain_line(each.title)}** ({plain_line(each.class_name)}): {plain_line(names)}")
        st.page_link("pages/tutor/set_work.py", label="Set work and see the boards", icon=":material/assignment:")

st.header("Needs a word", anchor=False)
for card in classes:
    if len(classes) > 1:
        st.markdown(f"**{plain_line(card.name)}**")
    show_needs_word(actor, cohort_id=card.cohort_id, most=MOST_WORDS)
    offer_to_write(actor, cohort_id=card.cohort_id)
