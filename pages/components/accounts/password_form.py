"""The form for a new password by somebody who is signed in."""

import streamlit as st

from core.accounts import authentication, password_change
from core.actor import Actor
from core.transaction import transaction
from pages.components.auth import client_address, session_token
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key


def password_form(actor: Actor, *, minimum: int) -> bool:
    """Ask for the old and the new password; True in the run that has saved the new one."""
    name = form_key("change_password")
    with st.form(name):
        current = st.text_input(
            "Current password", key=f"current:{name}", type="password", autocomplete="current-password"
        )
        new = st.text_input(
            "New password",
            key=f"changed:{name}",
            type="password",
            autocomplete="new-password",
            placeholder=f"At least {minimum} characters",
            help="A short sentence works well, and is easy to remember.",
        )
        is_sent = st.form_submit_button("Save my new password", type="primary")
    if not is_sent:
        return False
    with shown_to_user():
        with transaction() as tx:  # kept whatever follows: a try counts
            attempt = authentication.begin(tx, email=actor.email, address=client_address())
        with transaction() as tx:
            password_change.change(
                tx, actor, attempt, current_password=current, new_password=new, token=session_token()
            )
    begin_anew("change_password")
    return True
