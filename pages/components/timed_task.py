"""The way into one task under the clock: what it is, what it costs, one button."""

import streamlit as st

from core.billing.types import Balance
from core.content.types import Task
from core.practice.sittings import minutes_of
from pages.components.extra_time import choose_extra_time
from pages.components.text import plain_line


def timed_task_form(task: Task, *, balance: Balance | None, left: str, extra_time_percent: int) -> int | None:
    """Say what happens; the extra time in per cent in the run that follows the click, None before.

    The question itself is not shown: it comes when the clock starts.
    """
    st.title(plain_line(task.title), anchor=False)
    minutes = minutes_of(task)
    st.write(f"One task as in the test: you have {minutes:g} minutes from the click. Then you see the question.")
    extra = choose_extra_time(minutes, percent=extra_time_percent, key="timed_extra")
    st.markdown(
        "- The clock stays on the screen to the end, and there are no notes or highlights.\n"
        "- At zero it closes by itself and hands in what you have written.\n"
        "- If your browser or computer stops, come back, also on another one: your text is here. The clock goes on.\n"
        "- If you leave it empty there is no band, and your credit comes back."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        is_enough = balance is not None and balance.left > 0
        is_sent = st.button(
            "Start the clock", type="primary", icon=":material/timer:", disabled=not is_enough, key="start_clock"
        )
        st.caption(f"This costs one credit. {plain_line(left)}.")
    return extra if is_sent else None
