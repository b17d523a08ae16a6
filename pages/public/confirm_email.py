"""Where the link of the confirmation mail leads; opening it again does no harm."""

import streamlit as st

from core.accounts import email_confirmation
from core.transaction import transaction
from pages.components.errors import shown_to_user

with st.container(horizontal_alignment="center"), st.container(width=440):
    st.title("Confirm your e-mail", anchor=False)
    with shown_to_user(), transaction() as tx:
        email_confirmation.confirm(tx, secret=st.query_params.get("token", ""))
    st.success("Thank you. Your e-mail address is confirmed.")
    st.write("You can close this page and go on where you were.")
