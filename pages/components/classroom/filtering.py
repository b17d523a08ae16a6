"""Which essays of a class a page looks at: the task, the days, a piece of set work."""

from collections.abc import Mapping

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.classroom import assignments
from core.classroom.assignments import WorkKind
from core.classroom.filters import Filters
from core.transaction import transaction
from pages.components.errors import shown_to_user

TASKS: dict[str, int | None] = {"Both tasks": None, "Task 1": 1, "Task 2": 2}
PERIODS: dict[str, int | None] = {"At any time": None, "In 7 days": 7, "In 30 days": 30, "In 90 days": 90}
MONTHS: dict[str, int | None] = {"In 30 days": 30, "In 7 days": 7, "In 90 days": 90}


def choose_filters(actor: Actor, *, cohort_id: int, key: str, periods: Mapping[str, int | None]) -> Filters:
    """Draw the choices side by side; the first of `periods` is chosen to begin with."""
    with shown_to_user(), transaction() as tx:
        work = {
            each.assignment_id: one_line(each.title)
            for each in assignments.list_work(tx, actor, cohort_id=cohort_id)
            if each.kind is not WorkKind.drill_set
        }
    task = st.segmented_control("Which task", list(TASKS), default="Both tasks", required=True, key=f"{key}_task")
    since = st.selectbox("Handed in", list(periods), key=f"{key}_since", width=170)
    assignment_id = None
    if work:
        assignment_id = st.selectbox(
            "Set work",
            [None, *work],
            format_func=lambda each: "Any" if each is None else work[each],
            key=f"{key}_work:{cohort_id}",
            width=220,
        )
    return Filters(TASKS[task or "Both tasks"], periods.get(since or "", None), assignment_id)
