"""The week of the test on Home, the one question after it, and what may follow from the answer."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from core.actor import Actor
from core.progress import official_results, retakes
from core.progress.page import ProgressPage
from core.progress.retakes import AfterTest, Stretch
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

_MOST_ERRORS = 5
_PLAN = "retake_plan"


def show_test_week(actor: Actor, page: ProgressPage) -> None:
    """What helps in the last days: mock tests, the own five errors, and rest."""
    days = official_results.days_to_test(actor)
    if days is None or not official_results.is_test_week(actor):
        return
    with st.container(border=True, key="test_week"):
        if days == 0:
            st.header("Your test is today", anchor=False)
            st.write(
                "You are ready. Read each question twice, plan for five minutes, and keep five to check. Good luck!"
            )
            return
        if days == 1:
            st.header("Your test is tomorrow", anchor=False)
            st.write("Rest today. Nothing that you learn now helps as much as sleep.")
            return
        st.header(f"Your test is in {days} days", anchor=False)
        st.write("Nothing new any more: two mock tests before the day, and your own errors.")
        st.page_link("pages/learner/exam.py", label="Take a mock test", icon=":material/timer:")
        kinds = page.errors.kinds[:_MOST_ERRORS]
        if kinds:
            st.write("Check your next essay for these:")
            st.markdown("\n".join(f"- {plain_line(kind.label.capitalize())}" for kind in kinds))


def ask_for_result(actor: Actor, *, should_ask: bool) -> None:
    """After the test, once: what did you get? Answering is free, and so is not answering."""
    if not should_ask or actor.test_date is None:
        return
    with st.container(border=True, key="official_result"), st.form("official", border=False):
        st.header("What did you get in Writing?", anchor=False)
        st.write("It helps us to say how good our bands are. You need not answer.")
        band = st.number_input("Writing band", 1.0, 9.0, float(actor.target_band or 6.0), 0.5, width=200)
        with st.container(horizontal=True):
            told = st.form_submit_button("Save my band", type="primary")
            refused = st.form_submit_button("I would rather not say")
    if told or refused:
        value = Decimal(str(band)) if told else None
        with shown_to_user(), transaction() as tx:
            official_results.record(tx, actor, test_date=actor.test_date, band=value)
        say_and_rerun(_answer(value))


def show_after_test(after: AfterTest | None, actor: Actor) -> None:
    """At the target: the way to stop the renewal. Below it: a plan for another try, if it is wanted."""
    if plan := st.session_state.get(_PLAN):
        _show_plan(plan)
        return
    if after is None:
        return
    with st.container(border=True, key="after_test"):
        if after.is_enough:
            st.header("You are at your target", anchor=False)
            st.write(f"Writing {after.band:.1f}: your target was {after.target:.1f}. Congratulations!")
            st.write("If you need us no more, you can stop your plan's renewal; what is paid stays yours to its end.")
            st.page_link("pages/learner/account.py", label="My plan", icon=":material/credit_card:")
            return
        st.header("Another try?", anchor=False)
        st.write(
            f"You had {after.band:.1f}, and your target is {after.target:.1f}. Choose a day, and we plan back from it."
        )
        with st.form("retake", border=False):
            day = st.date_input(
                "Next test", value=after.usual_day, min_value=after.first_day, format="DD/MM/YYYY", width=200
            )
            if st.form_submit_button("Make a plan", type="primary"):
                with shown_to_user(), transaction() as tx:
                    st.session_state[_PLAN] = retakes.plan(tx, actor, test_date=day)
                st.rerun()


def _show_plan(plan: Sequence[Stretch]) -> None:
    with st.container(border=True, key="retake_plan"):
        st.header("Your plan for the next test", anchor=False)
        for part in plan:
            st.markdown(f"**{_day(part.first)} to {_day(part.last)}.** {plain_line(part.words)}")
        st.caption("The day is saved in your profile, and three essays a week until then as a goal under Progress.")
        if st.button("I have it", key="close_plan"):
            del st.session_state[_PLAN]
            st.rerun()


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _answer(band: Decimal | None) -> str:
    return "That is fine. We will not ask again." if band is None else "Thank you. It helps everybody who asks us."
