"""The exam room: before the clock starts what the test is and costs; then one clock, and one essay or two."""

import streamlit as st

from core.accounts import preferences
from core.actor import Actor
from core.billing import credits
from core.content import tasks
from core.practice import plans, sittings
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.exam_room import Plan, exam_room
from pages.components.mock_test import RESULT, past_tests, start_form
from pages.components.query import query_id
from pages.components.timed_task import timed_task_form


def before(actor: Actor) -> None:
    """What it is, what it costs, one button."""
    with shown_to_user(), transaction() as tx:
        balance = credits.balance(tx, actor)
        extra_time_percent = preferences.get(tx, actor).extra_time_percent
        past = sittings.list_past(tx, actor)
    st.title("Mock test", anchor=False)
    with st.container(width=720):
        choice = start_form(balance=balance, left=credits.said(balance), extra_time_percent=extra_time_percent)
        if choice is not None:
            with shown_to_user(), transaction() as tx:
                sittings.start(tx, actor, mode=choice.mode, extra_time_percent=choice.extra_time_percent)
            st.rerun()
        past_tests(past, timezone=actor.timezone)


def before_task(actor: Actor, task_id: int) -> None:
    """The same for one task; its question comes with the clock."""
    with shown_to_user(), transaction() as tx:
        task = tasks.get_task(tx, actor, task_id=task_id)
        balance = credits.balance(tx, actor)
        extra = preferences.get(tx, actor).extra_time_percent
    with st.container(width=720):
        chosen = timed_task_form(task, balance=balance, left=credits.said(balance), extra_time_percent=extra)
        if chosen is not None:
            with shown_to_user(), transaction() as tx:
                sittings.start_task(tx, actor, task_id=task_id, extra_time_percent=chosen)
            st.rerun()


def hand_in(actor: Actor, code: str) -> None:
    """Close the test and go where its result will be; a second click, or the sweeper, has done it already."""
    with shown_to_user(), transaction() as tx:
        sittings.finish(tx, actor, code=code)
    st.session_state.pop("sitting_here", None)
    st.switch_page(RESULT, query_params={"sitting": code})


actor = require_learner()
with shown_to_user(), transaction() as tx:
    sitting = sittings.find_open(tx, actor)
    drafts = [part.submission_id for part in sitting.parts] if sitting else []
    kept = {
        one: Plan(plans.notes_of(tx, actor, submission_id=one), plans.highlights_of(tx, actor, submission_id=one))
        for one in drafts
    }

if sitting is None:
    closed_here = st.session_state.pop("sitting_here", None)
    if closed_here is not None:  # the test was closed by the clock or elsewhere while this page stood open
        st.switch_page(RESULT, query_params={"sitting": closed_here})
    if "task" in st.query_params:
        before_task(actor, query_id("task"))
    else:
        before(actor)
elif sitting.is_overdue:
    hand_in(actor, sitting.code)
else:
    st.session_state["sitting_here"] = sitting.code
    notice = st.container()
    if exam_room(sitting, owner_id=actor.user_id, plans=kept):
        with notice:
            hand_in(actor, sitting.code)
