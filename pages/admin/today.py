"""Today: what waits for an administrator, whether the books are sound, and the last seven days."""

import streamlit as st

from core.operations import health, visits
from core.transaction import transaction
from pages.components.admin.books import show_state
from pages.components.admin.doctor import show_checks
from pages.components.admin.figures import duration, show_count, show_figure
from pages.components.admin.queue_line import show_queue
from pages.components.auth import require_admin
from pages.components.cached import audit_findings
from pages.components.errors import shown_to_user

actor = require_admin()
with shown_to_user(), transaction() as tx:
    visits.note(tx, actor, page="today")
    needs = health.needs(tx, actor)
    week = health.week(tx, actor)
    queue = health.queue_state(tx, actor)
with shown_to_user():
    findings = audit_findings(actor)

st.title("Today", anchor=False)

with st.container(border=True):
    st.header("Needs me", anchor=False)
    if not needs:
        st.write("Nothing waits for you.")
    for need in needs:
        st.markdown(f"- {need.sentence}")
    if needs:
        st.page_link("pages/admin/system.py", label="Open System", icon=":material/build:")
show_state(findings)
show_queue(queue)

st.header("Last 7 days", anchor=False)
with st.grid(min_column_width=150):
    show_count("Sign-ups", week.sign_ups, about="Accounts opened.")
    show_count("First essay", week.first_essays, about="People who handed in an essay for the first time.")
    show_count("Essays assessed", week.assessed, about="Essays handed in in these days that have a result.")
    show_count("Essays failed", week.failed, about="Essays handed in in these days that got no result.")
    show_figure(
        "Median wait",
        duration(week.median_wait_seconds),
        before=duration(week.median_wait_seconds_before),
        about="From hand-in to result. Sample data is left out: it waits behind people.",
    )

if not (week.assessed.now or week.assessed.before):
    st.header("Setting up", anchor=False)
    show_checks(actor)
