"""The week of the test on Home, and the one question after it."""

from decimal import Decimal

import streamlit as st

from core.actor import Actor
from core.progress import official_results
from core.progress.page import ProgressPage
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

_MOST_ERRORS = 5
_SAID = "official_said"


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
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check:")
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
        st.session_state[_SAID] = _answer(actor, value)
        st.rerun()


def _answer(actor: Actor, band: Decimal | None) -> str:
    if band is None:
        return "That is fine. We will not ask again."
    if actor.target_band is not None and band >= actor.target_band:
        return "Congratulations! You are at your target. You can stop your plan's renewal under Account."
    return "Thank you. For another try, set a new test date under Account: your way to the target starts from there."
