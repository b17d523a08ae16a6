"""Payments: what was paid and given back, with receipts to keep."""

from collections.abc import Callable

import streamlit as st

from core.billing import history
from core.transaction import transaction
from pages.components.auth import require_signed_in
from pages.components.billing.test_mode import test_mode_notice
from pages.components.billing.words import usd
from pages.components.dates import local_day
from pages.components.download import offer_file
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

PAGE = "payments_page"

actor = require_signed_in()
page = st.session_state.get(PAGE, 1)
with shown_to_user(), transaction() as tx:
    found = history.list_payments(tx, actor, page=page)


def sheet(make: Callable[..., str], payment_id: int) -> Callable[[], str]:
    """Makes the receipt or credit note when somebody asks for it."""

    def made() -> str:
        with transaction() as tx:
            return make(tx, actor, payment_id=payment_id)

    return made


st.title("Your payments", anchor=False)
test_mode_notice()
if not found:
    st.write("You have not paid for anything.")
for each in found:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        back = f", {usd(each.refunded_usd)} given back" if each.refunded_usd else ""
        tax = f" (tax {usd(each.tax_usd)})" if each.tax_usd else ""
        st.markdown(
            f"**{plain_line(each.plan_name)}** · {usd(each.amount_usd)}{tax}{back}  \n"
            f"{local_day(each.at, actor.timezone)} · {plain_line(each.status)}"
            + (f" · {plain_line(each.method)}" if each.method else ""),
            width="stretch",
        )
        for label, is_there, make, letter in (
            ("Receipt", each.has_receipt, history.receipt, "R"),
            ("Credit note", each.has_credit_note, history.credit_note, "C"),
        ):
            if is_there:
                offer_file(
                    label,
                    sheet(make, each.payment_id),
                    file_name=f"{letter}-{each.payment_id:06}.html",
                    mime="text/html",
                    key=f"{letter}_{each.payment_id}",
                    icon=":material/download:",
                )

with st.container(horizontal=True):
    if page > 1 and st.button("Newer"):
        st.session_state[PAGE] = page - 1
        st.rerun()
    if len(found) == history.PAGE and st.button("Older"):
        st.session_state[PAGE] = page + 1
        st.rerun()
st.page_link("pages/learner/account.py", label="Back to my account", icon=":material/arrow_back:")
