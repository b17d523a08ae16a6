"""The result of a sitting in parts: the Writing band with our sum, and a card for each task."""

import streamlit as st

from core.assessment.reports import ReportState
from core.assessment.sitting_results import WAITING, PartResult, SittingResult
from pages.components.text import plain_line

RESULT = "pages/learner/result.py"


def show_writing_band(found: SittingResult) -> None:
    """The band, its likely range and the sum that leads to it; or why there is none."""
    if found.writing_band is None:
        st.title("Your mock test" if found.is_mock_test else "Your task", anchor=False)
        if found.why_none and not found.is_waiting:
            st.info(plain_line(found.why_none), icon=":material/info:")
        return
    st.title(f"Your Writing band {found.writing_band:.1f}", anchor=False)
    st.write(
        f"Likely between {found.low:.1f} and {found.high:.1f}: the likely ranges of both tasks put into the same sum."
    )
    first, second = found.parts
    st.write(
        f"Our sum: Task 2 counts twice, so ({first.mean:.2f} + 2 × {second.mean:.2f}) ÷ 3 = {found.unrounded:.2f}, "
        f"rounded to {found.writing_band:.1f}. {first.mean:.2f} and {second.mean:.2f} are the means of the four "
        "criteria before any rounding. How the test itself rounds is not published."
    )


def show_part(part: PartResult) -> None:
    """One task: where it stands, its band, and the way to its own result."""
    with st.container(border=True, height="stretch"):
        st.header(f"Task {part.task_number}", anchor=False)
        st.caption(plain_line(f"{part.task_title} · {part.word_count} words"))
        if part.is_blank:
            st.write("You left this task empty. Its credit has returned.")
            return
        if part.state in WAITING:
            st.write("Being read.")
            return
        if part.state == ReportState.held:
            st.write("Your tutor looks at it first.")
        elif part.band is None:
            st.warning(plain_line(part.failure or ""), icon=":material/info:")
        else:
            st.metric("Band (provisional)" if part.is_provisional else "Band", f"{part.band:.1f}", border=False)
            st.caption(f"likely {part.low:.1f} to {part.high:.1f}" + (" · no credit used" if part.is_free else ""))
        if st.button("Read the result" if part.band is not None else "Read your text", key=f"part:{part.task_number}"):
            st.switch_page(RESULT, query_params={"submission": str(part.submission_id)})
