"""Account: plan and credits, profile, preferences, security. Only the open tab is loaded and drawn."""

import streamlit as st

from core.accounts import sessions
from core.accounts.passwords import MIN_CHARACTERS, MIN_CHARACTERS_FOR_STAFF
from core.actor import Actor, Role
from core.transaction import transaction
from pages.components.accounts.help_form import show_help
from pages.components.accounts.my_data import show_my_data
from pages.components.accounts.password_form import password_form
from pages.components.accounts.preferences_form import preferences_form
from pages.components.accounts.profile_form import email_form, profile_form
from pages.components.auth import end_session, require_signed_in
from pages.components.billing.plan_card import show_plan_card
from pages.components.classroom.my_classes import show_my_classes
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.standing import confirm_email_notice


def show_profile(actor: Actor) -> None:
    """Who the person is, and the address."""
    profile_form(actor)
    st.header("E-mail", anchor=False)
    email_form(actor)


def show_security(actor: Actor) -> None:
    """The password, and the way out everywhere."""
    st.header("Password", anchor=False)
    is_staff = actor.has(Role.tutor) or actor.has(Role.admin)
    if password_form(actor, minimum=MIN_CHARACTERS_FOR_STAFF if is_staff else MIN_CHARACTERS):
        say_and_rerun("Your new password is saved, and all your other devices are signed out.")
    st.header("Sessions", anchor=False)
    st.write("Did you forget to sign out somewhere? This ends all your sessions, here too.")
    if st.button("Sign out everywhere"):
        with shown_to_user(), transaction() as tx:
            sessions.end_all(tx, user_id=actor.user_id)
        end_session()


TABS = {
    "Plan and credits": show_plan_card,
    "Classes": show_my_classes,
    "Profile": show_profile,
    "Preferences": preferences_form,
    "Security": show_security,
    "My data": show_my_data,
    "Help": show_help,
}

actor = require_signed_in()
st.title("Account", anchor=False)
confirm_email_notice(actor)
for tab, show in zip(st.tabs(list(TABS), on_change="rerun", key="account_tab"), TABS.values(), strict=True):
    if tab.open:
        with tab.container(width=640):
            show(actor)
