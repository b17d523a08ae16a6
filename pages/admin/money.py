"""Money: recurring revenue and what moves it, who has which plan, which payments failed."""

import streamlit as st

from pages.components.admin import blocks
from pages.components.admin.book import show_book
from pages.components.admin.figures import share, usd
from pages.components.admin.money_blocks import CHURN, MRR, TABS
from pages.components.admin.movements import show_movements
from pages.components.admin.renewals import show_renewals
from pages.components.admin.visit import note_visit
from pages.components.auth import require_admin
from pages.components.errors import shown_to_user

actor = require_admin()
st.title("Money", anchor=False)
tab = blocks.chosen("view", list(TABS), label="What about money")
months = blocks.chosen_period()

note_visit(actor, "money")
with shown_to_user():
    shown = blocks.read(actor, TABS[tab], months=months)
    recurring = blocks.read(actor, [MRR], months=2)[0].frame
    left = blocks.read(actor, [CHURN], months=1)[0].frame

if not recurring.empty:
    now, before = recurring.iloc[-1], recurring.iloc[0]
    with st.grid(min_column_width=260):
        st.metric(
            "MRR",
            usd(now["mrr_usd"]),
            f"{usd(now['net_usd'])} this month",
            help="Monthly recurring revenue, net of tax, at the end of the month that is running, as paid for by now.",
            border=True,
        )
        st.metric("Customers", f"{now['customers']:,}", f"{now['customers'] - before['customers']:+,}", border=True)
        if not left.empty:
            st.metric(
                "Left this month",
                share(int(left["customers_left"].iloc[-1]), int(left["customers_before"].iloc[-1])),
                help="People who paid at the end of last month and have not paid for the end of this one.",
                border=True,
            )
if tab == "Subscriptions":
    show_renewals(actor)
for each in shown:
    blocks.show(each)
    if each.block is MRR:
        show_movements(actor, each.frame)
show_book(actor)
st.caption(
    "In grey: the period before. Months are UTC. "
    "Recurring revenue, cohorts and the like are brought up to date every ten minutes."
)
