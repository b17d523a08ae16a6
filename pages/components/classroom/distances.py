"""The class against its targets and tests: bars of people, each opening who stands there."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from core.classroom import distances
from core.classroom.cockpit import LearnerRow
from core.classroom.distances import Distance, ExamTime, Group

_ASSETS = Path(__file__).parents[1] / "assets"
_BARS = st.components.v2.component(
    "distances",
    html=(_ASSETS / "distances.html").read_text(),
    css=(_ASSETS / "distances.css").read_text(),
    js=(_ASSETS / "distances.js").read_text(),
)
_NAMES = {
    Distance.reached: "At the target",
    Distance.half: "Half a band to go",
    Distance.one: "One band to go",
    Distance.more: "More than one to go",
    Distance.unknown: "No target or no result",
}
_TIMES = {
    ExamTime.soon: f"test within {distances.SOON_DAYS} days",
    ExamTime.next: f"within {distances.NEXT_DAYS} days",
    ExamTime.later: "later, or no date",
}


def choose_by_distance(rows: Sequence[LearnerRow], today: date, *, cohort_id: int) -> list[LearnerRow]:
    """Draw the bars; the learners of the group that was pressed, or all. A second press shows all again."""
    kept = f"distance_group:{cohort_id}"
    chosen: str | None = st.session_state.get(kept)
    found = distances.counts(rows, today)
    answer = _BARS(
        key=f"distances:{cohort_id}",
        data={
            "title": "Learners by distance from their target and time of their test",
            "times": [[time, label] for time, label in _TIMES.items()],
            "rows": [
                {"distance": distance, "label": label, "counts": list(found[distance].values())}
                for distance, label in _NAMES.items()
            ],
            "chosen": chosen,
        },
        on_group_change=lambda: None,
    )
    if answer.group:
        st.session_state[kept] = None if answer.group == chosen else str(answer.group)
        st.rerun()
    group = _group(chosen)
    if group is None:
        return list(rows)
    shown = distances.of_group(rows, group, today)
    when = "" if group[1] is None else f", {_TIMES[group[1]]}"
    st.caption(f"Shown: {len(shown)} of {len(rows)} ({_NAMES[group[0]].lower()}{when}). Press again to show all.")
    return shown


def _group(chosen: str | None) -> Group | None:
    distance, _, time = (chosen or "").partition(":")
    if distance not in _NAMES:
        return None
    return Distance(distance), ExamTime(time) if time in _TIMES else None
