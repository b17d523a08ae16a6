"""Step two after sign-up: three questions, none of which must be answered, then the first essay."""

from datetime import timedelta

import streamlit as st

from core.accounts import onboarding
from core.accounts.checks import BANDS
from core.clock import utc_now
from core.progress.next_step import NextKind, next_step
from core.transaction import transaction
from pages.components.auth import browser_timezone, require_learner
from pages.components.errors import shown_to_user
from pages.components.names import MODULES
from pages.components.text import plain_line

NOT_DECIDED = "I don't know yet"
WRITE, HOME, CHECK = "pages/learner/write.py", "pages/learner/home.py", "pages/learner/check.py"

actor = require_learner()
today = utc_now().date()
with st.container(horizontal_alignment="center"), st.container(width=560):
    st.title(f"Welcome, {plain_line(actor.display_name)}", anchor=False)
    st.write("Three questions, so that the tasks fit you. You may leave any of them open.")
    with st.form("welcome"):
        module = st.segmented_control(
            "Which test do you prepare for?",
            [*MODULES, None],
            format_func=lambda module: MODULES[module] if module else NOT_DECIDED,
            default=None,
        )
        test_date = st.date_input(
            "When is your test? Leave it empty if it is not booked.",
            value=None,
            min_value=today,
            max_value=today + timedelta(days=3 * 365),
            format="DD/MM/YYYY",
        )
        target = st.selectbox(
            "Which band do you need in Writing?",
            BANDS,
            index=None,
            placeholder=NOT_DECIDED,
            format_func=lambda band: f"{band:.1f}",
        )
        wants_to_write = st.form_submit_button("Write my first essay", type="primary", width="stretch")
        wants_check = st.form_submit_button("Check an essay I already have", width="stretch")

    if wants_to_write or wants_check:
        with shown_to_user(), transaction() as tx:
            onboarding.answer(
                tx,
                actor,
                module_type=module,
                test_date=test_date,
                target_band=target,
                browser_timezone=browser_timezone(),
            )
        if wants_check:
            st.switch_page(CHECK)
        actor = require_learner()  # with the answers
        with shown_to_user(), transaction() as tx:
            step = next_step(tx, actor)
        if step.kind == NextKind.write and step.task_id is not None:
            st.switch_page(WRITE, query_params={"task": str(step.task_id)})
        st.switch_page(HOME)
