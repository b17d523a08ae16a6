"""The tutor's mark beside the engine's: four bands, why, one click to agree."""

from decimal import Decimal

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


def show_marking(actor: Actor, report: Report) -> bool:
    """The form; whether a mark was saved in this run."""
    result = report.result
    if result is None:
        return False
    number = report.task.task_number
    engine = {criterion: int(result.band(criterion)) for criterion in CRITERIA}
    if st.button("I agree with these bands", key="agree", shortcut="Ctrl+Enter", icon=":material/done_all:"):
        return _save(actor, report.submission_id, {each: Decimal(band) for each, band in engine.items()}, "")
    with st.form("mark"):
        chosen = {}
        for criterion in CRITERIA:
            chosen[criterion] = st.select_slider(label(criterion, number), BANDS, value=engine[criterion])
        reason = st.text_area("Why? The learner reads it.", max_chars=review_queue.MAX_REASON_CHARACTERS, height=120)
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
