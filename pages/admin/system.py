"""System: jobs, audit, mail, people and roles, settings, and what is missing for production."""

from collections.abc import Callable

import streamlit as st

from core.actor import Actor
from pages.components.admin.books import show_audit
from pages.components.admin.doctor import show_checks, show_settings
from pages.components.admin.jobs import show_jobs
from pages.components.admin.mail import show_mail
from pages.components.admin.people import show_people
from pages.components.admin.visit import note_visit
from pages.components.auth import require_admin
from pages.components.billing.sandbox_clock import show_sandbox

TABS: dict[str, Callable[[Actor], None]] = {
    "Jobs": show_jobs,
    "Audit": show_audit,
    "Mail": show_mail,
    "People and roles": show_people,
    "Test payments": show_sandbox,
    "Settings": show_settings,
    "Doctor": show_checks,
}

actor = require_admin()
note_visit(actor, "system")

st.title("System", anchor=False)
tabs = st.tabs(list(TABS), key="system_tab", on_change="rerun", bind="query-params")
for tab, show in zip(tabs, TABS.values(), strict=True):
    if tab.open:  # the others cost nothing
        with tab:
            show(actor)
