"""Look around without an account: three buttons on one's own machine, nothing anywhere else."""

import streamlit as st

from core.accounts import sessions
from core.actor import Role
from core.demo import door, guests
from core.transaction import transaction
from pages.components.auth import begin_session, client_address
from pages.components.errors import shown_to_user
from pages.components.names import ROLES

_ICONS = {Role.learner: ":material/edit:", Role.tutor: ":material/school:", Role.admin: ":material/monitoring:"}


def show_demo_doors() -> None:
    """The buttons and what they do; draws nothing where the demo is closed."""
    if not door.is_open_to(client_address()):
        return
    with st.container(border=True):
        st.markdown("**Look around first, as**")
        chosen = None
        with st.container(horizontal=True):
            for role, label in ROLES.items():
                if st.button(label, icon=_ICONS[role], key=f"demo_{role.value}"):
                    chosen = role
        st.caption("Only on this computer. You meet sample people; their essays are assessed in the background.")
        if chosen is None:
            return
        with shown_to_user():
            with transaction() as tx:
                user_id = guests.sign_in_as(tx, role=chosen)
                ticket = sessions.issue_ticket(tx, user_id=user_id)
            begin_session(ticket, next_path="/")
