"""Learner by criterion: the newest bands as colours, their change, and what is behind each."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from core.actor import Actor
from core.assessment.criteria import CRITERIA
from core.classroom import class_day, cockpit
from core.classroom.class_day import WeekEssay
from core.classroom.cockpit import LearnerRow
from core.clock import utc_now
from core.transaction import transaction
from pages.components.classroom.distances import choose_by_distance
from pages.components.classroom.filtering import PERIODS, choose_filters
from pages.components.dates import short_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

ESSAY, LEARNER = "pages/tutor/essay.py", "pages/tutor/learner.py"
HEADINGS = (
    "Learner", "Task", "Coherence", "Vocabulary", "Grammar", "Overall", "Last four", "Target", "Test", "This week",
    "Last essay",
)  # fmt: skip
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ORDERS: dict[str, Callable[[LearnerRow], object]] = {
    "Name": lambda row: row.display_name,
    "Lowest band": lambda row: (row.overall is None, row.overall),
    "Nearest test": lambda row: row.test_date or date.max,
    "Longest silence": lambda row: row.last_active_at or _LONG_AGO,
}
_ASSETS = Path(__file__).parents[1] / "assets"
_TABLE = st.components.v2.component(
    "heat_map",
    html=(_ASSETS / "heat_map.html").read_text(),
    css=(_ASSETS / "heat_map.css").read_text(),
    js=(_ASSETS / "heat_map.js").read_text(),
)


def show_heat_map(actor: Actor, *, cohort_id: int) -> None:
    """The table of the class; a name opens the learner, a band their newest essay."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters = choose_filters(actor, cohort_id=cohort_id, key="heat", periods=PERIODS)
        order = st.selectbox("Order", list(ORDERS), key="heat_order", width=170)
    with shown_to_user(), transaction() as tx:
        rows = cockpit.heat_map(tx, actor, cohort_id=cohort_id, filters=filters)
    if not rows:
        st.write("Nobody has joined yet. Give your learners the code, or invite them by mail under People.")
        return
    _show_summary(rows)
    shown = choose_by_distance(rows, utc_now().astimezone(ZoneInfo(actor.timezone)).date(), cohort_id=cohort_id)
    ordered = sorted(shown, key=ORDERS[order or "Name"])  # type: ignore[arg-type]
    answer = _TABLE(
        key="heat_map",
        data={
            "caption": "Learners and their newest bands by criterion",
            "headings": list(HEADINGS),
            "rows": [_cells(row) for row in ordered],
        },
        on_person_change=lambda: None,
        on_essay_change=lambda: None,
    )
    if answer.person:
        st.switch_page(LEARNER, query_params={"learner": str(answer.person)})
    if answer.essay:
        st.switch_page(ESSAY, query_params={"submission": str(answer.essay)})
    st.caption("A name opens the learner, a band the newest essay. Bands are estimates, about one band either way.")
    week = st.expander("What was handed in this week", icon=":material/inbox:", key="class_week", on_change="rerun")
    if week.open:
        with week, shown_to_user(), transaction() as tx:
            _show_week(class_day.week(tx, actor, cohort_id=cohort_id))


def _show_week(essays: Sequence[WeekEssay]) -> None:
    if not essays:
        st.write("Nothing yet.")
    for each in essays:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                ESSAY,
                label=plain_line(each.display_name),
                icon=":material/article:",
                query_params={"submission": str(each.submission_id)},
                width="content",
            )
            kind = f"redraft, Task {each.task_number}" if each.is_redraft else f"Task {each.task_number}"
            band = "no band yet" if each.band is None else f"band {each.band:.1f}"
            about = f"{each.task_title} ({kind}), {each.word_count} words, {band}, {short_day(each.submitted_at)}"
            st.markdown(plain_line(about), width="content")


def _show_summary(rows: Sequence[LearnerRow]) -> None:
    with_target = [row for row in rows if row.overall is not None and row.target is not None]
    reached = sum(row.overall >= row.target for row in with_target if row.overall and row.target)
    wrote = sum(row.essays_this_week > 0 for row in rows)
    st.markdown(
        f"**{len(rows)}** learners · **{wrote}** wrote this week · newest band at the target: "
        f"**{reached} of {len(with_target)}**"
    )


def _cells(row: LearnerRow) -> dict[str, object]:
    bands = [(row.bands.get(criterion), row.changes.get(criterion)) for criterion in CRITERIA]
    return {
        "name": row.display_name,
        "person": row.user_id,
        "essay": row.submission_id,
        "bands": [[None if band is None else int(band), int(change) if change else 0] for band, change in bands],
        "rest": [
            "–" if row.overall is None else f"{row.overall:.1f}",
            "–" if row.lowest is None else f"{row.lowest:.1f} to {row.highest:.1f}",
            "–" if row.target is None else f"{row.target:.1f}",
            "–" if row.test_date is None else f"{row.test_date.day} {row.test_date:%b %Y}",
            str(row.essays_this_week),
            "–" if row.last_active_at is None else short_day(row.last_active_at),
        ],
    }
