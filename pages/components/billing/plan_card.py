"""The plan in Account: what it is, what happens next, and the buttons that change it."""

import streamlit as st

from core.actor import Actor
from core.billing import changes, credits, my_plan
from core.billing.gateways import choosing
from core.billing.my_plan import MyPlan
from core.billing.types import SubscriptionStatus
from core.transaction import transaction
from pages.components.billing.test_mode import test_mode_notice
from pages.components.billing.words import term, usd, what_is_next
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.leave_for import leave_for
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

PLANS, CREDITS, PAYMENTS = "pages/learner/plans.py", "pages/learner/credits.py", "pages/learner/payments.py"
_ASKS = "asks_to_cancel"


def show_plan_card(actor: Actor) -> None:
    """The tab: plan, credits, and what can be done."""
    with shown_to_user(), transaction() as tx:
        plan = my_plan.find(tx, actor)
        balance = credits.balance(tx, actor)
    test_mode_notice()
    with st.container(border=True):
        if plan is None:
            st.write(plain_line(credits.said(None)))
            return
        price = f" · {usd(plan.price_usd)} {term(plan.months)}" if plan.is_bought else ""
        st.header(plain_line(plan.plan_name) + price, anchor=False)
        st.markdown(f"**{plain_line(credits.said(balance))}**")
        if plan.is_complimentary:
            st.write("This plan was given to you for nothing.")
        st.markdown(what_is_next(plan, actor.timezone) or "It is free and has no end.")
        if plan.waits_for_payment and not plan.is_bought:
            st.caption("You opened a payment page. If you paid there, your plan begins in a moment.")
        _show_ways(plan)
    if plan.is_bought:
        _offer_changes(actor, plan, left=balance.left if balance else 0)


def _show_ways(plan: MyPlan) -> None:
    with st.container(horizontal=True):
        st.page_link(PLANS, label="Change my plan" if plan.is_bought else "See the plans", icon=":material/sell:")
        st.page_link(CREDITS, label="Every credit", icon=":material/toll:")
        st.page_link(PAYMENTS, label="Payments and receipts", icon=":material/receipt_long:")


def _offer_changes(actor: Actor, plan: MyPlan, *, left: int) -> None:
    is_resting = plan.paused_until is not None
    with st.container(horizontal=True):
        if (is_resting or not plan.renews) and st.button(
            "Go on with my plan" if is_resting else "Let it renew", key="resume_plan"
        ):
            with shown_to_user():
                changes.resume(actor)
            say_and_rerun("Your plan goes on." if is_resting else "Your plan renews by itself again.")
        if (
            plan.renews
            and not is_resting
            and plan.status is SubscriptionStatus.active
            and st.button("Pause", key="pause_plan", help="Skips the next charge, for at most three months.")
        ):
            with shown_to_user():
                changes.pause(actor)
            say_and_rerun("Your next charge is skipped.")
        if not choosing.is_test_mode() and st.button("Change my card", key="portal", icon=":material/credit_card:"):
            with shown_to_user():
                url = changes.portal_link(actor)
            leave_for(url)
        if plan.status is not SubscriptionStatus.cancelled and st.button("Cancel my plan", key="cancel_plan"):
            st.session_state[_ASKS] = True
    if st.session_state.get(_ASKS) and plan.status is not SubscriptionStatus.cancelled:
        _ask_to_cancel(actor, plan, left=left)


def _ask_to_cancel(actor: Actor, plan: MyPlan, *, left: int) -> None:
    day = local_day(plan.ends_at, actor.timezone) if plan.ends_at else ""
    with st.form("cancel", border=True):
        st.markdown(f"Your plan stays yours until **{day}**, with {left} feedbacks left this month.")
        reason = st.text_input("Why do you leave? (you need not say)", max_chars=changes.LONGEST_REASON)
        sent = st.form_submit_button("Cancel it now", type="primary")
    if sent:
        with shown_to_user():
            changes.cancel(actor, reason=reason)
        st.session_state.pop(_ASKS, None)
        say_and_rerun(
            f"Your plan is cancelled. You can use it until {day}. Nothing more is charged. We send you a mail."
        )
