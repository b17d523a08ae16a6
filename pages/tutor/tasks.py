"""Tasks: a tutor's own questions, seen by nobody until they are set to a class; and the bank."""

import streamlit as st

from core.actor import Role
from core.content import tasks
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.errors import shown_to_user
from pages.components.own_question import paste_question
from pages.components.said import say_and_rerun
from pages.components.text import plain, plain_line

actor = require_tutor()
st.title("Tasks", anchor=False)
st.page_link("pages/learner/practise.py", label="Look through the bank", icon=":material/library_books:")
if actor.has(Role.learner):
    st.page_link("pages/learner/check.py", label="Check a student's essay", icon=":material/fact_check:")
    st.caption("Paste one that was written on paper. It uses one of your own credits, and only you see it.")
with st.expander("Paste a question of your own", icon=":material/add:", key="paste_own"):
    if paste_question(actor):
        say_and_rerun("It is kept. Set it to a class under Set work.")
with shown_to_user(), transaction() as tx:
    own = tasks.list_own(tx, actor)
st.header("Your own questions", anchor=False)
if not own:
    st.write("None yet. Only you see them until you set one to a class.")
for task in own:
    with st.container(border=True):
        st.markdown(f"**Task {task.task_number}: {plain_line(task.title)}**")
        st.markdown(plain(task.prompt))
if own:
    st.page_link("pages/tutor/set_work.py", label="Set one to a class", icon=":material/assignment:")
