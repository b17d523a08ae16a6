"""The form that sets work: what, for whom, from when until when."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.classroom import assignments, cohorts
from core.classroom.assignments import Release
from core.classroom.types import MemberKind
from core.clock import utc_now
from core.content import search, tasks
from core.content.types import TaskFilters
from core.progress.reliable_errors import RELIABLE
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.said import say_and_rerun

TASK, MOCK_TEST, DRILLS = "One task", "A mock test", "Exercises on an error"
EXERCISES = "exercises"  # in the address: the kind of error that another page proposes
RELEASES = {
    Release.at_once: "As soon as the engine has read it",
    Release.after_look: "After I have looked",
    Release.comments: "Comments at once, bands after I have looked",
}
PRACTICE, EXAM = "Practice", "Exam"
_HOW = {
    PRACTICE: {
        TASK: "They write at the desk, in their own time.",
        MOCK_TEST: "Each chooses: exactly like the test, or relaxed, with notes.",
    },
    EXAM: {
        TASK: "20 minutes for Task 1, 40 for Task 2, without notes. Only what is written under the clock counts.",
        MOCK_TEST: "Exactly like the test, without notes. A relaxed mock test does not count.",
    },
}
_DAY = "DD/MM/YYYY"


def offer_to_set(actor: Actor, *, cohort_id: int) -> None:
    """Choose a task, a mock test or exercises, everybody or some, and the days."""
    zone = ZoneInfo(actor.timezone)
    now = utc_now()
    today = now.astimezone(zone).date()
    wanted = st.query_params.get(EXERCISES, "")
    first = DRILLS if wanted in RELIABLE else TASK
    kind = st.segmented_control("What", [TASK, MOCK_TEST, DRILLS], default=first, required=True, key="work_kind")
    is_exam = kind != DRILLS and _chooses_exam(kind)
    task_id, error_type, titles = None, None, {}
    if kind == TASK:
        words = st.text_input("Find a task", placeholder="Words of the question or its title", key="find_task")
        with shown_to_user(), transaction() as tx:
            found = search.list_tasks(tx, actor, filters=TaskFilters(text=words)).cards
            own = [] if words.strip() else tasks.list_own(tx, actor)
        titles = {task.task_id: one_line(f"Your question, Task {task.task_number}: {task.title}") for task in own}
        titles |= {task.task_id: one_line(f"Task {task.task_number}: {task.title}") for task in found}
    with shown_to_user(), transaction() as tx:
        learners = {
            member.user_id: one_line(f"{member.display_name} ({member.email})")
            for member in cohorts.members(tx, actor, cohort_id=cohort_id)
            if member.kind is MemberKind.learner
        }
    name = f"set_work:{cohort_id}"
    with st.form(form_key(name)):
        if kind == TASK:
            task_id = st.selectbox("Task", list(titles), format_func=lambda each: titles[each])
        elif kind == DRILLS:
            kinds = list(RELIABLE)
            error_type = st.selectbox(
                "Kind of error",
                kinds,
                index=kinds.index(wanted) if wanted in RELIABLE else 0,
                format_func=lambda each: RELIABLE[each].label,
            )
            st.write(
                "Eight sentences each: the learner's own with this error first, then those of the class whose "
                "writers agreed to share them, without names."
            )
        else:
            st.write("Both tasks under one clock of 60 minutes, as in the exam. It uses two credits of each learner.")
        chosen = st.multiselect(
            "For whom",
            list(learners),
            format_func=lambda each: learners[each],
            placeholder="The whole class",
            key=f"for_whom:{form_key(name)}",
        )
        with st.container(horizontal=True):
            opens = st.date_input("Opens on", value=today, min_value=today, format=_DAY, width=200)
            due = st.date_input("Due on", value=today + timedelta(days=7), min_value=today, format=_DAY, width=200)
        release, drafts_allowed = Release.at_once, None
        if kind == TASK and not is_exam:
            drafts_allowed = st.selectbox(
                "Versions that each may hand in until then",
                [None, *range(1, 4)],
                format_func=lambda each: "As many as they like" if each is None else str(each),
                help="Redrafts count. After the day everybody can go on with the essay.",
            )
        if kind != DRILLS:
            release = st.selectbox(
                "Your learners see their result",
                list(RELEASES),
                format_func=RELEASES.__getitem__,
                help="What you keep is shown when you mark the essay or press Show on the board, "
                "and after two weeks by itself.",
            )
        note = st.text_input("A word with it (you need not)", max_chars=assignments.MAX_NOTE_CHARACTERS)
        sent = st.form_submit_button("Set it", type="primary")
    if sent:
        if kind == TASK and task_id is None:
            st.warning("Find a task first.", icon=":material/info:")
            return
        with shown_to_user(), transaction() as tx:
            assignments.set_work(
                tx,
                actor,
                cohort_id=cohort_id,
                task_id=task_id,
                error_type=error_type,
                opens_at=now if opens <= today else datetime.combine(opens, time(0), zone),
                due_at=datetime.combine(due, time(23, 59), zone),
                note=note,
                learner_ids=chosen or None,
                release=release,
                is_exam=is_exam,
                drafts_allowed=drafts_allowed,
            )
        begin_anew(name)
        say_and_rerun("It is set. Your learners see it on their first page.")


def _chooses_exam(kind: str) -> bool:
    """Whether it is to be written in exam conditions."""
    how = st.segmented_control("How", list(_HOW), default=PRACTICE, required=True, key="work_mode")
    st.caption(_HOW[how][kind])
    return bool(how == EXAM)
