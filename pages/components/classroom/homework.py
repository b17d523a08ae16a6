"""What a learner's tutor has set, on Home."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.classroom.assignments import Homework, WorkKind
from core.clock import utc_now
from pages.components.dates import local_day
from pages.components.text import plain, plain_line


def show_homework(actor: Actor, work: Sequence[Homework]) -> None:
    """A card with each open piece of work; nothing for somebody without."""
    if not work:
        return
    with st.container(border=True, key="homework"):
        st.header("Set by your tutor", anchor=False)
        for each in work:
            late = " It is overdue, and still welcome." if each.due_at < utc_now() else ""
            st.markdown(
                f"**{plain_line(each.title)}** ({plain_line(each.class_name)}), "
                f"due {local_day(each.due_at, actor.timezone)}.{late}"
            )
            if each.note:
                st.markdown(f"“{plain(each.note)}”")
            if each.kind == WorkKind.drill_set:
                st.page_link(
                    "pages/learner/drill.py",
                    label="Start the exercises",
                    icon=":material/edit:",
                    query_params={"set": str(each.assignment_id)},
                )
            elif each.is_exam and each.task_id is not None:
                st.page_link(
                    "pages/learner/exam.py",
                    label="Open it",
                    icon=":material/timer:",
                    query_params={"task": str(each.task_id)},
                )
            elif each.task_id is None:
                st.page_link("pages/learner/exam.py", label="Open the mock test", icon=":material/timer:")
            else:
                st.page_link(
                    "pages/learner/task.py",
                    label="Open it",
                    icon=":material/edit:",
                    query_params={"task": str(each.task_id)},
                )
