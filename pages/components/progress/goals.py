"""Goals: where each stands, what it asks of a week, and the form for a new one."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import streamlit as st

from core.actor import Actor
from core.assessment.criteria import CRITERIA, label
from core.clock import utc_now
from core.progress import goals
from core.progress.goals import Goal
from core.progress.types import GoalType
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

_KINDS = {
    GoalType.practice_count: "Hand in essays",
    GoalType.consistency: "Practise days in a row",
    GoalType.band_score: "Reach a band",
    GoalType.skill_improvement: "Get better at one criterion",
}


def show_goals(actor: Actor) -> None:
    """Open goals, the form, and what was reached."""
    with shown_to_user(), transaction() as tx:
        found = goals.list_mine(tx, actor)
    open_now = [goal for goal in found if not goal.is_achieved]
    reached = [goal for goal in found if goal.is_achieved]
    for goal in open_now:
        _show(actor, goal)
    if not open_now:
        st.write("You have no open goal. Small ones work best: a number of essays, or days in a row.")
    _offer(actor)
    if reached:
        st.header("Reached", anchor=False)
        for goal in reached:
            day = f", {goal.achieved_on.day} {goal.achieved_on:%B %Y}" if goal.achieved_on else ""
            st.markdown(f":material/check_circle: {plain_line(goal.title)}{day}")


def show_nearest(goal: Goal | None) -> None:
    """One line on Home about the goal with the nearest day; nothing without goals."""
    if goal is not None:
        st.progress(goal.share, text=f"**{plain_line(goal.title)}.** {plain_line(goal.now)}")


def _show(actor: Actor, goal: Goal) -> None:
    with st.container(border=True):
        by = f" by {goal.target_date.day} {goal.target_date:%B %Y}" if goal.target_date else ""
        st.markdown(f"**{plain_line(goal.title)}**{by}")
        st.progress(goal.share, text=plain_line(goal.now))
        if goal.week:
            st.caption(plain_line(goal.week))
        if st.button("Take it back", key=f"drop_goal_{goal.goal_id}", type="tertiary"):
            with shown_to_user(), transaction() as tx:
                goals.drop(tx, actor, goal_id=goal.goal_id)
            st.rerun()


def _offer(actor: Actor) -> None:
    today = utc_now().astimezone(ZoneInfo(actor.timezone)).date()
    with st.container(border=True):
        st.header("A new goal", anchor=False)
        kind = st.selectbox("What", list(_KINDS), format_func=lambda each: _KINDS[each], key="goal_kind")
        with st.form("new_goal", border=False):
            task_number, criterion = 2, None
            if kind in (GoalType.band_score, GoalType.skill_improvement):
                task_number = st.radio("Task", [2, 1], format_func=lambda each: f"Task {each}", horizontal=True)
            if kind is GoalType.skill_improvement:
                criterion = st.selectbox("Criterion", CRITERIA, format_func=lambda each: label(each, task_number))
            target = _target(actor, kind)
            by = st.date_input(
                "By (you need not say)",
                value=None,
                min_value=today,
                max_value=today + timedelta(days=730),
                format="DD/MM/YYYY",
                width=240,
            )
            sent = st.form_submit_button("Set this goal", type="primary")
        if sent:
            with shown_to_user(), transaction() as tx:
                goals.set_goal(
                    tx,
                    actor,
                    goal_type=kind,
                    target=target,
                    target_date=by,
                    task_number=task_number,
                    criterion=criterion,
                )
            say_and_rerun("Your goal is set.")


def _target(actor: Actor, kind: GoalType) -> Decimal:
    if kind is GoalType.band_score:
        return Decimal(str(st.number_input("Band", 1.0, 9.0, float(actor.target_band or 6.5), 0.5, width=240)))
    if kind is GoalType.skill_improvement:
        return Decimal(st.number_input("Band", 1, 9, 7, width=240))
    if kind is GoalType.consistency:
        return Decimal(st.number_input("Days in a row", 2, goals.MOST_DAYS, 7, width=240))
    return Decimal(st.number_input("Essays", 1, goals.MOST_ESSAYS, 10, width=240))
