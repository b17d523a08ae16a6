"""Join a class: the code, who sees what, and the consent."""

import streamlit as st

from pages.components.auth import require_learner
from pages.components.classroom.my_classes import show_joining

actor = require_learner()
st.title("Join a class", anchor=False)
with st.container(width=640):
    show_joining(actor)
