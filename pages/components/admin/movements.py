"""The people behind a month of MRR, with a file of them."""

import pandas as pd
import streamlit as st

from analytics import mrr_movements
from core.accounts.roles import everybody_scope
from core.actor import Actor
from core.transaction import reading
from pages.components.admin.take_along import offer_files
from pages.components.errors import shown_to_user

MOST = 200
LABELS = {
    "display_name": "Name",
    "email": "Address",
    "kind": "What happened",
    "amount_usd": "MRR",
}


def show_movements(actor: Actor, months: pd.DataFrame) -> None:
    """Pick a month, see who came, moved and left, take the rows along as CSV."""
    if months.empty:
        return
    behind = st.expander("Who moved it", key="mrr:who", on_change="rerun")
    if behind.open:
        with behind:
            _show_month(actor, months)


def _show_month(actor: Actor, months: pd.DataFrame) -> None:
    names = {f"{month:%B %Y}": month.to_pydatetime() for month in reversed(list(months["month"]))}
    picked = st.selectbox("Who moved MRR in", list(names), key="mrr:month")
    with shown_to_user(), reading() as tx:
        frame = mrr_movements.read_month(tx, everybody_scope(actor), month=names[picked], limit=MOST)
    if frame.empty:
        st.caption("Nobody in that month.")
        return
    st.dataframe(
        frame,
        hide_index=True,
        column_order=list(LABELS),
        column_config={
            column: st.column_config.NumberColumn(label, format="$%.2f")
            if column == "amount_usd"
            else st.column_config.TextColumn(label)
            for column, label in LABELS.items()
        },
        key="mrr:rows",
    )
    offer_files(frame, name=f"mrr-{names[picked]:%Y-%m}")
