"""The tutor's mark beside the engine's: four bands, why, one click to agree."""

from decimal import Decimal
from pathlib import Path

import streamlit as st

from core.actor import Actor
from core.assessment.criteria import CRITERIA, label
from core.assessment.reports import Report
from core.classroom import review_queue
from core.classroom.review_queue import TutorMark
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain, plain_line

BANDS = list(range(1, 10))
_ASSETS = Path(__file__).parents[1] / "assets"
_KEYS = st.components.v2.component("marking_keys", html="<span></span>", js=(_ASSETS / "marking_keys.js").read_text())


def show_marking(actor: Actor, report: Report) -> bool:
    """The form; whether a mark was saved in this run."""
    result = report.result
    if result is None:
        return False
    number, one = report.task.task_number, report.submission_id
    engine = {criterion: int(result.band(criterion)) for criterion in CRITERIA}
    # a key alone is left to whoever is typing; Ctrl+Enter would agree where it should send the form
    if st.button("I agree with these bands", key=f"agree:{one}", shortcut="A", icon=":material/done_all:"):
        return _save(actor, report.submission_id, {each: Decimal(band) for each, band in engine.items()}, "")
    _KEYS(key="marking_keys")
    # keys of this essay alone: the next one in the queue begins with its own bands and without a reason
    with st.container(key="mark_form"), st.form(f"mark:{one}"):
        chosen = {}
        for criterion in CRITERIA:
            chosen[criterion] = st.select_slider(
                label(criterion, number), BANDS, value=engine[criterion], key=f"band:{one}:{criterion}"
            )
        reason = st.text_area(
            "Why? The learner reads it.",
            max_chars=review_queue.MAX_REASON_CHARACTERS,
            height=120,
            key=f"reason:{one}",
        )
        st.caption("Keys: A agrees. E goes to the bands, arrows change them. Ctrl+Enter after the reason saves.")
        if st.form_submit_button("Save my bands", type="primary"):
            return _save(actor, report.submission_id, {each: Decimal(band) for each, band in chosen.items()}, reason)
    return False


def show_mark(mark: TutorMark, *, timezone: str, task_number: int) -> None:
    """What a tutor said, for learner and tutor."""
    with st.container(border=True, key="tutor_mark"):
        st.markdown(f"**Your tutor {plain_line(mark.tutor)} says: band {mark.overall:.1f}**")
        parts = [f"{label(criterion, task_number)} {int(mark.bands[criterion])}" for criterion in CRITERIA]
        st.markdown(plain_line(" · ".join(parts)))
        if mark.reason:
            st.markdown(f"“{plain(mark.reason)}”")
        st.caption(f"{local_day(mark.at, timezone)}. The engine's own bands stay below.")


def _save(actor: Actor, submission_id: int, bands: dict, reason: str) -> bool:  # type: ignore[type-arg]
    with shown_to_user(), transaction() as tx:
        review_queue.decide(tx, actor, submission_id=submission_id, bands=bands, reason=reason)
    return True
