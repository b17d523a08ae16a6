"""Account: plan and credits, profile, preferences, security."""

import streamlit as st

from core.accounts import sessions
from core.accounts.passwords import MIN_CHARACTERS, MIN_CHARACTERS_FOR_STAFF
from core.actor import Role
from core.billing import credits
from core.transaction import transaction
from pages.components.accounts.password_form import password_form
from pages.components.accounts.preferences_form import preferences_form
from pages.components.accounts.profile_form import email_form, profile_form
from pages.components.auth import end_session, require_signed_in
from pages.components.errors import shown_to_user
from pages.components.standing import confirm_email_notice
from pages.components.text import plain_line

actor = require_signed_in()
st.title("Account", anchor=False)
confirm_email_notice(actor)
plan, about, likes, security = st.tabs(["Plan and credits", "Profile", "Preferences", "Security"])

with plan:
    with shown_to_user(), transaction() as tx:
        left = credits.sentence(tx, actor)
    st.write(plain_line(left))

with about.container(width=640):
    profile_form(actor)
    st.subheader("E-mail", anchor=False)
    email_form(actor)

with likes.container(width=640):
    preferences_form(actor)

with security.container(width=440):
    st.subheader("Password", anchor=False)
    is_staff = actor.has(Role.tutor) or actor.has(Role.admin)
    if password_form(actor, minimum=MIN_CHARACTERS_FOR_STAFF if is_staff else MIN_CHARACTERS):
        st.success("Your new password is saved, and all your other devices are signed out.")
    st.subheader("Sessions", anchor=False)
    st.write("Did you forget to sign out somewhere? This ends all your sessions, here too.")
    if st.button("Sign out everywhere"):
        with shown_to_user(), transaction() as tx:
            sessions.end_all(tx, user_id=actor.user_id)
        end_session()
