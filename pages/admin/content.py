"""Content: what the bank covers, its tasks, what people report, what the bands say of it, and files in and out."""

from collections.abc import Callable

import streamlit as st

from core.actor import Actor
from pages.components.admin.visit import note_visit
from pages.components.auth import require_admin
from pages.components.content_lab.coverage import show_coverage
from pages.components.content_lab.files import show_files
from pages.components.content_lab.reported import show_reported
from pages.components.content_lab.statistics import show_statistics
from pages.components.content_lab.tasks import show_tasks

TABS: dict[str, Callable[[Actor], None]] = {
    "Coverage": show_coverage,
    "Tasks": show_tasks,
    "Reported": show_reported,
    "Statistics": show_statistics,
    "Import and export": show_files,
}

actor = require_admin()
note_visit(actor, "content")

st.title("Content", anchor=False)
tabs = st.tabs(list(TABS), key="content_tab", on_change="rerun", bind="query-params")
for tab, show in zip(tabs, TABS.values(), strict=True):
    if tab.open:  # the others cost nothing
        with tab:
            show(actor)
