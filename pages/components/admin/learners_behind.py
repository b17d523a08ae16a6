"""The learners behind a bar, with a file of them."""

import pandas as pd
import streamlit as st

from analytics import user_performance_summary
from analytics.learners_by_band import STEP
from core.accounts.roles import everybody_scope
from core.actor import Actor
from core.transaction import reading
from pages.components.admin.take_along import offer_files
from pages.components.errors import shown_to_user

MOST = 500
LABELS = {
    "user_id": "Learner",
    "average_score": "Average band",
    "target_band_score": "Target",
    "best_score": "Best band",
    "completed_assessments": "Assessed",
    "total_submissions": "Essays in all",
    "last_practice_date": "Last hand-in",
}


def show_learners(actor: Actor, bands: pd.DataFrame) -> None:
    """Pick a half band, see who stands there, take the rows along as CSV."""
    starts = list(bands["band_from"].dropna())
    if not starts:
        return
    behind = st.expander("Who stands there", key="learners:who", on_change="rerun")
    if behind.open:
        with behind:
            _show_band(actor, starts)


def _show_band(actor: Actor, starts: list[float]) -> None:
    names = {f"{start:.1f} to under {start + STEP:.1f}": start for start in reversed(starts)}
    picked = st.selectbox("Learners with an average of", list(names), key="learners:band")
    low = names[picked]
    with shown_to_user(), reading() as tx:
        frame = user_performance_summary.read_between(tx, everybody_scope(actor), low=low, high=low + STEP, limit=MOST)
    st.dataframe(
        frame,
        hide_index=True,
        column_order=list(LABELS),
        column_config={
            column: st.column_config.NumberColumn(label, format="%.2f" if column == "average_score" else None)
            if column != "last_practice_date"
            else st.column_config.DatetimeColumn(label, format="D MMM YYYY", timezone=actor.timezone)
            for column, label in LABELS.items()
        },
        key="learners:rows",
    )
    offer_files(frame, name="learners")
