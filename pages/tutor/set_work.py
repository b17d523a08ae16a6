"""Set work: a task, a mock test or exercises for a class until a day, and the board of who has handed it in."""

import streamlit as st

from pages.components.auth import require_tutor
from pages.components.classroom.board import show_board
from pages.components.classroom.choosing import choose_class
from pages.components.classroom.setting import offer_to_set

actor = require_tutor()
st.title("Set work", anchor=False)
card = choose_class(actor)
if card is None:
    st.write("You have no class yet.")
    st.page_link("pages/tutor/classes.py", label="Open a class", icon=":material/add:")
    st.stop()

offer_to_set(actor, cohort_id=card.cohort_id)
show_board(actor, cohort_id=card.cohort_id)
