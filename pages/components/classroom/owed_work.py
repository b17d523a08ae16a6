"""Set work that somebody has not handed in, by name, with a reminder ready to send."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.classroom import messages
from core.classroom.assignments import Owed
from core.clock import utc_now
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

MOST_NAMES = 8


def show_owed(actor: Actor, work: Sequence[Owed]) -> None:
    """A line each with the names; nothing where all is handed in."""
    if not work:
        return
    with st.container(border=True):
        st.header("Not handed in", anchor=False)
        for each in work:
            _show(actor, each)
        st.page_link("pages/tutor/set_work.py", label="Set work and see the boards", icon=":material/assignment:")


def _show(actor: Actor, each: Owed) -> None:
    day = local_day(each.due_at, actor.timezone)
    when = f"was due on {day}" if each.due_at < utc_now() else f"is due on {day}"
    names = ", ".join(each.names[:MOST_NAMES])
    others = len(each.names) - MOST_NAMES
    if others > 0:
        names += " and one other" if others == 1 else f" and {others} others"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain_line(each.title)}** ({plain_line(each.class_name)}) {when}: {plain_line(names)}",
            width="stretch",
        )
        with st.popover("Remind them"):
            text = st.text_area(
                "Message",
                value=f"“{each.title}” {when}, and I have nothing from you yet. It is still welcome.",
                key=f"remind_{each.assignment_id}",
                max_chars=messages.MAX_CHARACTERS,
                height=120,
            )
            if st.button("Send it", key=f"remind_now_{each.assignment_id}"):
                with shown_to_user(), transaction() as tx:
                    count = messages.remind(tx, actor, assignment_id=each.assignment_id, text=text)
                _say(count)


def _say(count: int) -> None:
    if count:
        people = "one learner" if count == 1 else f"{count} learners"
        st.success(f"Sent to {people}, by mail and on their first page.", icon=":material/check:")
    else:
        st.info("They have this message from you already.", icon=":material/info:")
