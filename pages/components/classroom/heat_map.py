"""Learner by criterion: the newest bands as colours, their change, and what is behind each."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from core.actor import Actor
from core.assessment.criteria import CRITERIA
from core.classroom import cockpit
from core.classroom.cockpit import ClassError, LearnerRow
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

ESSAY = "pages/tutor/essay.py"
TASKS: dict[str, int | None] = {"Both tasks": None, "Task 1": 1, "Task 2": 2}
SHORT = ("Task", "Coherence", "Vocabulary", "Grammar")
_SHADES = ((5, "#b3261e"), (6, "#c77700"), (7, "#5b7f2b"), (9, "#1d6f5c"))


def show_heat_map(actor: Actor, *, cohort_id: int) -> None:
    """The table of the class; a row picked in it opens that learner's newest essay."""
    chosen = st.segmented_control("Which task", list(TASKS), default="Both tasks", required=True, key="heat_task")
    with shown_to_user(), transaction() as tx:
        rows = cockpit.heat_map(tx, actor, cohort_id=cohort_id, task_number=TASKS[chosen or "Both tasks"])
    if not rows:
        st.write("Nobody has joined yet. Give your learners the code, or invite them by mail under People.")
        return
    _show_summary(rows)
    frame = pd.DataFrame([_cells(row) for row in rows])
    picked = st.dataframe(
        frame.style.map(_shade, subset=list(SHORT)),
        hide_index=True,
        key="heat_map",
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            **{name: st.column_config.TextColumn(name, help="Newest band, and its change") for name in SHORT},
            "Last 4": st.column_config.TextColumn("Last 4", help="Lowest and highest band of the last four essays"),
            "This week": st.column_config.NumberColumn("This week", help="Essays handed in in the last 7 days"),
            "Last essay": st.column_config.DatetimeColumn("Last essay", format="D MMM YYYY", timezone=actor.timezone),
            "Test": st.column_config.DateColumn("Test", format="D MMM YYYY"),
        },
    )
    chosen_rows = picked["selection"]["rows"] if picked else []
    if chosen_rows:
        learner = rows[chosen_rows[0]]
        if learner.submission_id is None:
            st.caption(f"{plain_line(learner.display_name)} has no result yet.")
        else:
            st.page_link(
                ESSAY,
                label=f"Open the newest essay of {plain_line(learner.display_name)}",
                icon=":material/article:",
                query_params={"submission": str(learner.submission_id)},
            )
    st.caption("Pick a row to open that learner's newest essay. Bands are estimates, about one band either way.")


def show_errors(errors: Sequence[ClassError]) -> None:
    """What the class gets wrong, most often first."""
    if not errors:
        st.caption("No essay of the last 30 days has comments.")
        return
    st.dataframe(
        [
            {
                "Error": error.kind.replace("_", " ").capitalize(),
                "Times": error.times,
                "People": error.people,
                "Per 100 words": round(error.per_100_words, 2),
            }
            for error in errors
        ],
        hide_index=True,
        key="class_errors",
    )


def _show_summary(rows: Sequence[LearnerRow]) -> None:
    with_band = [row for row in rows if row.overall is not None]
    at_target = [row for row in with_band if row.target is not None and row.overall is not None
                 and row.overall >= row.target]  # fmt: skip
    with_target = [row for row in with_band if row.target is not None]
    wrote = sum(row.essays_this_week > 0 for row in rows)
    st.markdown(
        f"**{len(rows)}** learners · **{wrote}** wrote this week · newest band at the target: "
        f"**{len(at_target)} of {len(with_target)}**"
    )


def _cells(row: LearnerRow) -> dict[str, object]:
    cells: dict[str, object] = {"Learner": row.display_name}
    for name, criterion in zip(SHORT, CRITERIA, strict=True):
        cells[name] = _band(row.bands.get(criterion), row.changes.get(criterion))
    return cells | {
        "Overall": f"{row.overall:.1f}" if row.overall is not None else "–",
        "Last 4": f"{row.lowest:.1f} to {row.highest:.1f}" if row.lowest is not None else "–",
        "Target": f"{row.target:.1f}" if row.target is not None else "–",
        "Test": row.test_date,
        "This week": row.essays_this_week,
        "Last essay": row.last_active_at,
    }


def _band(band: Decimal | None, change: Decimal | None) -> str:
    if band is None:
        return "–"
    return f"{int(band)}" + (f"  ({change:+.0f})" if change else "")


def _shade(cell: object) -> str:
    band = str(cell).split(" ")[0]
    if not band.isdecimal():
        return ""
    colour = next(shade for highest, shade in _SHADES if int(band) <= highest)
    return f"background-color: {colour}; color: white"
