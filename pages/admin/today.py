"""Today: what waits for an administrator, whether the books are sound, and the last seven days."""

import streamlit as st

from core.operations import books, health
from core.operations.types import Place
from core.transaction import transaction
from pages.components.admin.books import show_state
from pages.components.admin.doctor import show_checks
from pages.components.admin.figures import duration, show_count, show_figure
from pages.components.admin.money_week import show_money_week
from pages.components.admin.queue_line import show_queue
from pages.components.admin.visit import note_visit
from pages.components.auth import require_admin
from pages.components.cached import week_of_numbers
from pages.components.errors import shown_to_user

SYSTEM = "pages/admin/system.py"
PLACES = {
    Place.payments: ("pages/admin/money.py", {"view": "Payments"}),
    Place.reviews: (SYSTEM, {"system_tab": "Jobs"}),
    Place.jobs: (SYSTEM, {"system_tab": "Jobs"}),
    Place.reports: ("pages/admin/content.py", {"content_tab": "Reported"}),
    Place.mails: (SYSTEM, {"system_tab": "Mail"}),
}

actor = require_admin()
with shown_to_user(), transaction() as tx:
    needs = health.needs(tx, actor)
    queue = health.queue_state(tx, actor)
    checked = books.state(tx, actor)
with shown_to_user():
    week, money = week_of_numbers(actor)
note_visit(actor, "today")

st.title("Today", anchor=False)

with st.container(border=True):
    st.header("Needs me", anchor=False)
    if not needs:
        st.write("Nothing waits for you.")
    for need in needs:
        script, query = PLACES[need.place]
        st.page_link(script, label=need.sentence, icon=":material/arrow_forward:", query_params=query)
show_state(checked, actor)
show_queue(queue)

st.header("Last 7 days", anchor=False)
st.caption("In grey: the 7 days before.")
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

show_money_week(money)

if not (week.assessed.now or week.assessed.before):
    st.header("Setting up", anchor=False)
    show_checks(actor)
