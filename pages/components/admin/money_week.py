"""Money of the week in Today: sentences, each with what it was before and the page behind it."""

from decimal import Decimal

import streamlit as st

from core.operations.money_week import MoneyWeek, Mrr
from pages.components.admin.figures import show_count, show_figure, usd
from pages.components.text import plain

MONEY = "pages/admin/money.py"


def show_money_week(week: MoneyWeek) -> None:
    """What came in, who began and who left, and recurring revenue as it stands."""
    st.header("Money, last 7 days", anchor=False)
    with st.grid(min_column_width=150):
        show_figure(
            "Came in, net", usd(week.net.now), before=usd(week.net.before), about="Less tax and what was given back."
        )
        show_count("First payments", week.first_payers, about="People whose first payment came in.")
        show_count("Plans cancelled", week.cancelled, about="Cancelled, most of them still run.")
        show_count("Payments failed", week.failed_payments, about="A card was refused.")
        show_figure(
            "Engine", usd(week.engine.now), before=usd(week.engine.before), about="Paid calls of a model, settled."
        )
    if week.mrr is not None:
        st.markdown(_said(week.mrr))
    for reason in week.reasons:
        st.markdown(f"- Cancelled: “{plain(reason)}”")
    with st.container(horizontal=True):
        st.page_link(MONEY, label="Revenue", icon=":material/payments:", query_params={"view": "Revenue"})
        st.page_link(MONEY, label="Subscriptions", icon=":material/group:", query_params={"view": "Subscriptions"})
        st.page_link(
            "pages/admin/learning.py",
            label="Comments called wrong" + f" ({week.wrong_comments.now})" * bool(week.wrong_comments.now),
            icon=":material/thumb_down:",
            query_params={"view": "Comments"},
        )


def _said(mrr: Mrr) -> str:
    moves = (
        (mrr.new_usd, "new"),
        (mrr.came_back_usd, "came back"),
        (mrr.larger_usd, "larger plans"),
        (mrr.smaller_usd, "smaller plans"),
        (mrr.left_usd, "left"),
    )
    told = ", ".join(f"{_signed(amount)} {what}" for amount, what in moves if amount)
    people = "1 customer" if mrr.customers == 1 else f"{mrr.customers:,} customers"
    if mrr.customers > 1 and mrr.a_customer_usd is not None:
        people += f", \\{usd(mrr.a_customer_usd)} from each on average"
    return f"Monthly recurring revenue is **\\{usd(mrr.usd)}** from {people}. This month: {told or 'nothing moved'}."


def _signed(amount: Decimal) -> str:
    return f"-\\${-amount:,.2f}" if amount < 0 else f"+\\${amount:,.2f}"
