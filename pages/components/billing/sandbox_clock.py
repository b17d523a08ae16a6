"""Test mode for administrators: time moves on, charges succeed or fail, and a payment is disputed."""

import streamlit as st

from core.actor import Actor
from core.billing import sandbox_acts
from core.billing.gateways import choosing
from core.billing.sandbox_acts import Verdict
from pages.components.billing.test_mode import test_mode_notice
from pages.components.errors import shown_to_user

VERDICTS = {
    Verdict.open: "The card's owner disputes it",
    Verdict.won: "The bank decides for us",
    Verdict.lost: "The bank decides against us",
}


def show_sandbox(actor: Actor) -> None:
    """The tab: the sandbox's clock, the end of a term, a dispute."""
    if not choosing.is_test_mode():
        st.write("Money is real here: there is nothing to try out.")
        return
    test_mode_notice()
    _move_clock(actor)
    _end_term(actor)
    _dispute(actor)


def _move_clock(actor: Actor) -> None:
    with st.form("sandbox_clock"):
        st.markdown("**Let time pass at the payment service.** Our own clock does not move.")
        days = st.number_input("Days", min_value=1, max_value=sandbox_acts.MOST_DAYS, value=31, step=1)
        sent = st.form_submit_button("Move its clock on")
    if sent:
        with shown_to_user():
            ended = sandbox_acts.advance_clock(actor, days=int(days))
        st.success(f"Done. {ended} terms ended.", icon=":material/schedule:")


def _end_term(actor: Actor) -> None:
    with st.form("sandbox_term"):
        st.markdown("**End the running term of a plan now.** It is charged again, or ends.")
        subscription_id = st.number_input("Subscription number", min_value=1, step=1)
        declines = st.checkbox("The card is declined")
        sent = st.form_submit_button("End the term")
    if sent:
        end = sandbox_acts.fail if declines else sandbox_acts.renew
        with shown_to_user():
            end(actor, subscription_id=int(subscription_id))
        st.success("Done.", icon=":material/event_repeat:")


def _dispute(actor: Actor) -> None:
    with st.form("sandbox_dispute"):
        st.markdown("**Dispute a payment.**")
        payment_id = st.number_input("Payment number", min_value=1, step=1)
        verdict = st.selectbox("What happens", list(VERDICTS), format_func=VERDICTS.__getitem__)
        sent = st.form_submit_button("Do it")
    if sent:
        with shown_to_user():
            sandbox_acts.dispute(actor, payment_id=int(payment_id), verdict=verdict)
        st.success("Done.", icon=":material/gavel:")
