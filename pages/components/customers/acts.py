"""What an administrator does for one person. Every act asks for a reason and is in the audit log."""

from decimal import Decimal

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.billing import grants, plans, refunds, webhooks
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.said import say_and_rerun

CHOSEN = "customer_act"  # the line of the list whose form is open


def offer_gifts(actor: Actor, *, user_id: int, has_paid_plan: bool) -> None:
    """Bonus credits, and a plan for nothing where none is paid."""
    with st.expander("Give bonus credits", icon=":material/add_circle:"):
        _offer_credits(actor, user_id)
    if not has_paid_plan:
        with st.expander("Give a plan for nothing", icon=":material/redeem:"):
            _offer_plan(actor, user_id)


def offer_give_back(actor: Actor, usage_id: int) -> None:
    """Ask why, then give the spent credit back and tell the person by mail."""
    with st.form(f"give_back:{usage_id}"):
        reason = _reason("The person reads it, also by mail.")
        sent = st.form_submit_button("Give the credit back", type="primary")
    if sent:
        with shown_to_user(), transaction() as tx:
            amount = grants.refund_credit(tx, actor, usage_id=usage_id, reason=reason)
        _say("One credit came back." if amount == 1 else f"{amount} credits came back.")


def offer_refund(actor: Actor, payment_id: int) -> None:
    """Ask how much and why, then have the payment service give the money back."""
    with shown_to_user(), transaction() as tx:
        left = refunds.left_usd(tx, actor, payment_id=payment_id)
    if left <= 0:
        st.caption("Nothing of this payment can be given back.")
        return
    # a form of this sum alone: what was sent before the sum changed does nothing
    with st.form(f"refund:{payment_id}:{left}"):
        amount = st.number_input(
            f"US dollars, at most {left:.2f}", min_value=0.01, max_value=float(left), value=float(left), step=0.01
        )
        reason = _reason("It is kept in the audit log.")
        sent = st.form_submit_button("Refund this payment", type="primary")
        st.caption("All of it ends the plan that it paid for; the free plan comes back.")
    if sent:
        dollars = Decimal(str(amount)).quantize(Decimal("0.01"))
        with shown_to_user():
            refunds.refund_payment(actor, payment_id=payment_id, amount_usd=dollars, reason=reason)
        _say(f"${dollars} of payment {payment_id} goes back.")


def try_again(actor: Actor, event_id: str) -> None:
    """Put a failed event back into the queue."""
    with shown_to_user(), transaction() as tx:
        webhooks.replay_event(tx, actor, event_id=event_id)
    _say("The event waits to be applied again.")


def _offer_credits(actor: Actor, user_id: int) -> None:
    name = f"bonus:{user_id}"
    with st.form(form_key(name), border=False):
        amount = st.number_input("Credits", min_value=1, max_value=grants.MOST_CREDITS, value=1, step=1)
        reason = _reason("The person reads it among their credits.")
        sent = st.form_submit_button("Give these credits", type="primary")
        st.caption("They end with the person's current month.")
    if sent:
        with shown_to_user(), transaction() as tx:
            grants.grant_bonus(tx, actor, user_id=user_id, amount=int(amount), reason=reason)
        begin_anew(name)
        _say("One bonus credit is given." if amount == 1 else f"{int(amount)} bonus credits are given.")


def _offer_plan(actor: Actor, user_id: int) -> None:
    with shown_to_user(), transaction() as tx:
        offers = {each.slug: each for each in plans.list_plans(tx) if each.price_usd > 0}
    with st.form(f"plan:{user_id}", border=False):
        slug = st.selectbox("Plan", list(offers), format_func=lambda each: one_line(offers[each].name))
        months = st.number_input("Months", min_value=1, max_value=grants.MOST_MONTHS, value=1, step=1)
        reason = _reason("It is kept in the audit log.")
        sent = st.form_submit_button("Give this plan", type="primary")
        st.caption("It starts now. When it has run out, the free plan comes back.")
    if sent:
        with shown_to_user(), transaction() as tx:
            grants.give_plan(tx, actor, user_id=user_id, plan_slug=slug or "", months=int(months), reason=reason)
        _say("The plan is given and runs from now.")


def _reason(who_reads: str) -> str:
    return st.text_input(f"Why? {who_reads}", max_chars=grants.MOST_CHARACTERS)


def _say(sentence: str) -> None:
    st.session_state.pop(CHOSEN, None)
    say_and_rerun(sentence)
