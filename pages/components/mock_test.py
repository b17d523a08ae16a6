"""The way into a mock test: what it is, what it costs, and the ones that were sat before."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core.billing.types import Balance
from core.practice.sittings import CREDITS, MINUTES
from core.practice.types import PastSitting, SittingMode
from pages.components.dates import local_day
from pages.components.extra_time import choose_extra_time
from pages.components.text import plain_line

EXAM, RESULT = "pages/learner/exam.py", "pages/learner/exam_result.py"
_MODES = {SittingMode.exam: "Exactly like the test", SittingMode.relaxed: "Relaxed"}
_ABOUT_MODES = {
    SittingMode.exam: "The clock stays on the screen to the end, and there are no notes or highlights.",
    SittingMode.relaxed: "The same time, but you may hide the clock, keep notes and highlight words.",
}


@dataclass(frozen=True)
class Choice:
    """How somebody wants to sit the test."""

    mode: SittingMode
    extra_time_percent: int


def mock_test_card() -> None:
    """The tab of Practise: one sentence and the way there."""
    with st.container(border=True):
        st.header("Mock test", anchor=False)
        st.write("The whole Writing test: Task 1 and Task 2 under one clock, as on the computer in the test centre.")
        st.caption("60 minutes · both tasks are new to you · at the end your Writing band")
        if st.button("Look at it", type="primary", icon=":material/timer:", key="to_mock_test"):
            st.switch_page(EXAM)


def start_form(*, balance: Balance | None, left: str, extra_time_percent: int) -> Choice | None:
    """Say what the test is and costs; the choice in the run that follows the click on the one button."""
    st.write("Task 1 and Task 2, one clock of 60 minutes. Go from one task to the other as often as you like.")
    mode = st.radio(
        "How do you want to sit it?",
        list(_MODES),
        format_func=_MODES.__getitem__,
        captions=[_ABOUT_MODES[mode] for mode in _MODES],
        key="mock_mode",
    )
    extra = choose_extra_time(MINUTES, percent=extra_time_percent, key="mock_extra")
    st.markdown(
        "- At zero the test closes by itself and hands in what you have written.\n"
        "- If your browser or computer stops, come back, also on another one: your text is here. The clock goes on.\n"
        "- A task that you leave empty gives no band. Its credit comes back."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        is_enough = balance is not None and balance.left >= CREDITS
        is_sent = st.button(
            "Start the clock", type="primary", icon=":material/timer:", disabled=not is_enough, key="start_clock"
        )
        st.caption(f"This costs {CREDITS} credits, one for each task. {plain_line(left)}.")
    if balance is not None and not is_enough:
        st.info(f"A mock test costs {CREDITS} credits; you have {balance.left} left.", icon=":material/info:")
    return Choice(mode, extra) if is_sent else None


def past_tests(past: Sequence[PastSitting], *, timezone: str) -> None:
    """The finished mock tests, each with its result behind it."""
    if not past:
        return
    st.header("Your mock tests", anchor=False)
    for one in past:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{local_day(one.started_at, timezone)}**")
            st.caption(_MODES[one.mode].lower())
            if st.button("Read the result", key=f"past:{one.code}"):
                st.switch_page(RESULT, query_params={"sitting": one.code})
