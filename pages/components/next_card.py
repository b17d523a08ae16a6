"""The large card of Home: one thing to do, one button."""

import streamlit as st

from core.actor import Actor
from core.practice import redrafts
from core.progress.next_step import NextKind, NextStep
from core.progress.paragraphs import Paragraph
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

WRITE, RESULT = "pages/learner/write.py", "pages/learner/result.py"
BUTTONS = {
    NextKind.sit: "Back to the test",
    NextKind.go_on: "Go on writing",
    NextKind.wait: "See where it stands",
    NextKind.read: "Read the result",
    NextKind.improve: "Improve this essay",
    NextKind.write: "Write this one",
}


def show_next(actor: Actor, step: NextStep, *, is_first: bool) -> None:
    """Draw the step; a newcomer's first task has a button of its own name."""
    with st.container(border=True):
        st.caption("Next")
        st.header(plain_line(step.title), anchor=False)
        st.write(plain_line(step.reason))
        if step.kind == NextKind.nothing:
            return
        label = "Write my first essay" if is_first and step.kind == NextKind.write else BUTTONS[step.kind]
        if st.button(label, type="primary", icon=":material/edit:"):
            _go(actor, step)


def show_paragraph(paragraph: Paragraph | None) -> None:
    """The paragraph that waits to be written again, if there is one."""
    if paragraph is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container():
            st.markdown("**Write one paragraph again, from memory**")
            st.caption(f"Paragraph {paragraph.place} of “{plain_line(paragraph.task_title)}”. Five minutes.")
        if st.button("Write it again", key="paragraph"):
            st.switch_page("pages/learner/paragraph.py", query_params={"paragraph": str(paragraph.drill_id)})


def _go(actor: Actor, step: NextStep) -> None:
    if step.kind == NextKind.write:
        st.switch_page(WRITE, query_params={"task": str(step.task_id)})
    if step.kind == NextKind.sit:
        st.switch_page("pages/learner/exam.py")
    submission_id = step.submission_id or 0
    if step.kind == NextKind.improve:
        with shown_to_user(), transaction() as tx:
            submission_id = redrafts.begin(tx, actor, submission_id=submission_id)
    page = WRITE if step.kind in (NextKind.go_on, NextKind.improve) else RESULT
    st.switch_page(page, query_params={"submission": str(submission_id)})
