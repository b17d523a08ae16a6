"""Home: the one next step, the last result, and where the person stands."""

import streamlit as st

from core.billing import credits
from core.progress.next_step import NextKind, NextStep, next_step
from core.progress.overview import overview
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.bands import show_last_result, show_line, show_week
from pages.components.errors import shown_to_user
from pages.components.standing import confirm_email_notice, standing_line
from pages.components.text import plain_line

WRITE = "pages/learner/write.py"
BUTTONS = {
    NextKind.sit: "Back to the test",
    NextKind.go_on: "Go on writing",
    NextKind.wait: "See where it stands",
    NextKind.write: "Write this one",
}


def show_next(step: NextStep, *, is_first: bool) -> None:
    """The large card: one button."""
    with st.container(border=True):
        st.caption("Next")
        st.subheader(plain_line(step.title), anchor=False)
        st.write(plain_line(step.reason))
        if step.kind == NextKind.nothing:
            return
        label = "Write my first essay" if is_first and step.kind == NextKind.write else BUTTONS[step.kind]
        if st.button(label, type="primary", icon=":material/edit:"):
            if step.kind == NextKind.sit:
                st.switch_page("pages/learner/exam.py")
            if step.kind == NextKind.wait:
                st.switch_page("pages/learner/result.py", query_params={"submission": str(step.submission_id)})
            elif step.kind == NextKind.go_on:
                st.switch_page(WRITE, query_params={"submission": str(step.submission_id)})
            st.switch_page(WRITE, query_params={"task": str(step.task_id)})


actor = require_learner()
with shown_to_user(), transaction() as tx:
    step = next_step(tx, actor)
    progress = overview(tx, actor)
    left = credits.sentence(tx, actor)
is_new = progress.essays == 0

st.title(f"Hello, {plain_line(actor.display_name)}", anchor=False)
st.caption(standing_line(actor, left, today=progress.today))
show_next(step, is_first=is_new)
confirm_email_notice(actor)

links = st.container(horizontal=True)
links.page_link("pages/learner/check.py", label="Check an essay I already have", icon=":material/content_paste:")
links.page_link("pages/learner/practise.py", label="Choose another task", icon=":material/list:")

if is_new:
    with st.container(border=True):
        st.subheader("What you will get", anchor=False)
        st.write("A band with its likely range, what holds the essay down, and comments in your text.")
        st.page_link("pages/public/sample_report.py", label="See a complete sample report", icon=":material/article:")
else:
    last_column, line_column = st.columns(2)
    with last_column:
        show_last_result(progress)
    with line_column:
        show_line(progress.task_2, target=progress.target_band, last=6, is_glance=True)
    show_week(progress)
