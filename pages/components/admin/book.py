"""The month's book for the accountant."""

from datetime import date

import streamlit as st

from core.actor import Actor
from core.billing import book
from core.billing.periods import add_months, month_start
from core.clock import utc_now
from core.transaction import transaction
from pages.components.download import offer_file

_MONTHS_BACK = 24


def show_book(actor: Actor) -> None:
    """Pick a month, take its payments, refunds and chargebacks along as CSV; that it was taken is logged."""
    first = month_start(utc_now())
    months = {f"{month:%B %Y}": month.date() for month in (add_months(first, -back) for back in range(_MONTHS_BACK))}
    st.header("For the accountant", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox("Month (UTC)", list(months), key="book:month", width=240)

        def made() -> str:
            return _book(actor, months[picked])

        offer_file(
            "Save the book as CSV",
            made,
            file_name=f"book-{months[picked]:%Y-%m}.csv",
            mime="text/csv",
            key="book:csv",
        )
    st.caption("Every payment, refund and chargeback, with net, tax, fee and country. People are numbers in it.")


def _book(actor: Actor, month: date) -> str:
    with transaction() as tx:
        return book.month_book(tx, actor, month=month)
