"""Sign in: one form, then a cookie that no script can read."""

import streamlit as st

from pages.components.auth import begin_session, check_password
from pages.components.demo import show_demo_doors
from pages.components.errors import shown_to_user
from pages.components.query import asked_for

with st.container(horizontal_alignment="center"), st.container(width=440):
    st.title("Sign in", anchor=False)
    with st.form("sign_in"):
        email = st.text_input("E-mail", key="sign_in_email", autocomplete="username", max_chars=254)
        password = st.text_input("Password", key="sign_in_password", type="password", autocomplete="current-password")
        stay = st.checkbox("Stay signed in for 30 days", key="sign_in_stay", help="Not on a shared computer, please.")
        is_sent = st.form_submit_button("Sign in", type="primary", width="stretch")
    notice = st.container()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.page_link("pages/public/reset_password.py", label="Forgotten password?")
        st.page_link("pages/public/register.py", label="Create an account")

    if is_sent:
        with notice, shown_to_user():
            ticket = check_password(email, password, stay_signed_in=stay)
            begin_session(ticket, next_path=asked_for())

    show_demo_doors()
