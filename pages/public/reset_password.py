"""Forgotten password: ask for a link, or use the one of the mail."""

import streamlit as st

from core.accounts import password_change
from core.notifications import outbox
from core.transaction import transaction
from pages.components.auth import client_address
from pages.components.errors import shown_to_user

SIGN_IN = "pages/public/sign_in.py"


def ask_for_link() -> None:
    """One field; the answer is the same whether there is an account or not."""
    with st.form("ask_for_link"):
        email = st.text_input("E-mail", key="reset_email", autocomplete="username", max_chars=254)
        is_sent = st.form_submit_button("Send me a link", type="primary", width="stretch")
    if not is_sent:
        return
    with shown_to_user(), transaction() as tx:
        user_id = password_change.ask_for_link(tx, email=email, address=client_address())
        message = outbox.latest_dev_message(tx, user_id=user_id, template="reset_password") if user_id else None
    st.success("If there is an account with this e-mail, we have sent it a link. It works for 15 minutes.")
    if message:
        with st.expander("Mail is not set up here: read the message"):
            st.text(message)


def choose_password(secret: str) -> None:
    """The form behind the link of the mail."""
    with shown_to_user(), transaction() as tx:
        password_change.require_good_link(tx, secret=secret)
    with st.form("choose_password"):
        password = st.text_input(
            "New password",
            key="reset_new_password",
            type="password",
            autocomplete="new-password",
            placeholder="At least 10 characters",
            help="A short sentence works well, and is easy to remember.",
        )
        is_sent = st.form_submit_button("Save my new password", type="primary", width="stretch")
    if is_sent:
        with shown_to_user(), transaction() as tx:
            password_change.reset(tx, secret=secret, password=password)
        st.success("Your new password is saved. You are signed out everywhere; please sign in with it.")


with st.container(horizontal_alignment="center"), st.container(width=440):
    st.title("Choose a new password", anchor=False)
    if token := st.query_params.get("token", ""):
        # Drawn first: a link that no longer works ends the run with its sentence.
        below = st.container()
        st.page_link("pages/public/reset_password.py", label="Ask for a new link")
        with below:
            choose_password(token)
    else:
        st.write("Type the e-mail of your account, and we send you a link.")
        ask_for_link()
