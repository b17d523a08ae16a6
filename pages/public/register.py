"""Create an account: three fields, then straight on to the first essay."""

import streamlit as st

from core.accounts import registration
from core.transaction import transaction
from pages.components.auth import begin_session, client_address
from pages.components.errors import shown_to_user

with st.container(horizontal_alignment="center"), st.container(width=440):
    st.title("Create an account", anchor=False)
    st.write("Free: five reports every month. No card needed.")
    with st.form("register"):
        email = st.text_input("E-mail", key="register_email", autocomplete="email", max_chars=254)
        name = st.text_input("What shall we call you?", key="register_name", autocomplete="nickname", max_chars=100)
        password = st.text_input(
            "Password",
            key="register_password",
            type="password",
            autocomplete="new-password",
            placeholder="At least 10 characters",
            help="A short sentence works well, and is easy to remember.",
        )
        is_sent = st.form_submit_button("Create my account", type="primary", width="stretch")
    notice = st.container()
    st.caption("With an account you agree that we keep your essays and results, so that we can give you feedback.")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.page_link("pages/public/sign_in.py", label="I have an account")
        st.page_link("pages/public/reset_password.py", label="Forgotten password?")

    if is_sent:
        with notice, shown_to_user():
            with transaction() as tx:  # kept whatever follows: a try counts
                registration.note_try(tx, email=email, address=client_address())
            with transaction() as tx:
                ticket = registration.register_and_sign_in(tx, email=email, display_name=name, password=password)
            begin_session(ticket, next_path="/welcome")
