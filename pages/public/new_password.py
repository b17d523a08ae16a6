"""A longer password, for tutors and administrators who came with a short one: they get no further without it."""

import streamlit as st

from core.accounts.passwords import MIN_CHARACTERS_FOR_STAFF
from pages.components.accounts.password_form import password_form
from pages.components.auth import require_anyone

actor = require_anyone()
with st.container(horizontal_alignment="center"), st.container(width=440):
    st.title("Choose a longer password", anchor=False)
    if actor.must_change_password:
        st.write(f"You see other people's work now: your password needs {MIN_CHARACTERS_FOR_STAFF} characters or more.")
        if password_form(actor, minimum=MIN_CHARACTERS_FOR_STAFF):
            st.rerun()
    else:
        st.success("Your password is long enough. Thank you.")
        st.page_link("pages/learner/account.py", label="Go to my account")
