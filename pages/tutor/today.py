"""Today: what a tutor will find here once there are classes."""

import streamlit as st

from pages.components.auth import require_tutor

actor = require_tutor()

st.title("Today", anchor=False)
with st.container(border=True):
    st.header("No class yet", anchor=False)
    st.write(
        "Classes are on their way. When you have one, this page starts your day: essays that wait for your eyes, "
        "work not handed in, tests that are near, and who needs a word."
    )
    st.write("Until then, write a task yourself and read the report as your learners will.")
    st.page_link("pages/learner/practise.py", label="Practise myself", icon=":material/edit:")
