"""What the bands say of each task: tried, average, spread, and whether it is as hard as its label says."""

import streamlit as st

from analytics import task_difficulty_analysis
from analytics.views import definitions
from core.accounts.roles import everybody_scope
from core.actor import Actor
from core.transaction import reading
from pages.components.admin.tables import show_rows
from pages.components.errors import shown_to_user

LABELS = {
    "task_code": "Task",
    "difficulty_level": "Our level",
    "attempt_count": "Handed in",
    "completed_count": "Assessed",
    "average_score": "Average band",
    "score_stddev": "Spread (sd, bands)",
}


def show_statistics(actor: Actor) -> None:
    """A row a task that was handed in at least once, the most tried first; the rest as a count."""
    with shown_to_user(), reading() as tx:
        frame = task_difficulty_analysis.read(tx, everybody_scope(actor))
        meanings = definitions(tx, task_difficulty_analysis.NAME)
    frame = frame.assign(against_label=task_difficulty_analysis.against_label(frame))
    tried = frame[frame["attempt_count"] > 0].sort_values(["attempt_count", "task_code"], ascending=[False, True])
    untried = len(frame) - len(tried)
    if tried.empty:
        st.write("No essay has been handed in on a task of ours yet.")
        return
    st.caption(
        f"Tried: {len(tried)}. Not tried yet: {untried}. A task with few essays moves by chance: nothing is said"
        f" of its label under {task_difficulty_analysis.MIN_ESSAYS}."
    )
    show_rows(
        actor,
        [
            {label: _rounded(row[column]) for column, label in LABELS.items()}
            | {"Against its label": row["against_label"]}
            for row in tried.to_dict("records")
        ],
        key="item_statistics",
    )
    with st.expander("What each number means"):
        for column, label in LABELS.items():
            st.caption(f"**{label}**: {meanings.get(column, '')}")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return None if value != value else round(value, 2)
    return value
