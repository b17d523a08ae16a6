"""The ledger of own errors: a box a kind, opened to its sentences; and what waits to be practised."""

import streamlit as st

from core.actor import Actor
from core.progress import my_errors
from core.progress.error_drills import Waiting
from core.progress.my_errors import OwnError
from core.transaction import transaction
from pages.components.dates import day_in_words
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

DRILL, RESULT = "pages/learner/drill.py", "pages/learner/result.py"


def show_waiting(waiting: Waiting) -> None:
    """Today's exercises as one button; else the day of the next one."""
    if waiting.today or waiting.more:
        count = waiting.today or waiting.more
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            with st.container():
                st.markdown(f"**{exercises(count)} from your own errors**")
                st.caption("Three minutes. Right answers rest for 3, 7 and 21 days.")
            if st.button("Start", type="primary", key="start_drills"):
                st.switch_page(DRILL)
    elif waiting.next_day is not None:
        st.caption(f"The next exercise comes {day_in_words(waiting.next_day)}.")


def show_kind(actor: Actor, kind: OwnError) -> None:
    """What counting says of a kind; its sentences are read when the box is opened."""
    name = f"{kind.label[0].upper()}{kind.label[1:]}"
    often = f"in {kind.essays} of your last essays" if kind.is_recurring else "in one of your last essays"
    if not kind.essays:
        often = "not in your last essays"
    place = st.expander(f"{plain_line(name)}: {often}", key=f"kind_{kind.type}", on_change="rerun")
    with place:
        st.write(plain_line(kind.sentence))
        if kind.drills:
            st.caption(f"{kind.drills_done} of {exercises(kind.drills)} finished.")
        if place.open:
            _show_sentences(actor, kind)


def exercises(count: int) -> str:
    """The number with its word."""
    return "1 exercise" if count == 1 else f"{count} exercises"


def _show_sentences(actor: Actor, kind: OwnError) -> None:
    with shown_to_user(), transaction() as tx:
        found = my_errors.sentences(tx, actor, kind=kind.type)
    for each in found:
        with st.container(border=True):
            st.markdown(
                f"{plain_line(each.before)} ~~{plain_line(each.quote)}~~ "
                f":green-background[**{plain_line(each.right)}**] {plain_line(each.after)}"
            )
            st.caption(plain_line(each.why))
            st.page_link(
                RESULT,
                label=plain_line(each.title),
                icon=":material/article:",
                query_params={"submission": str(each.submission_id)},
            )
