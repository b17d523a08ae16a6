"""Back from the payment service: what we know so far, said as it is. The address itself gives nothing."""

import streamlit as st

from core.actor import Actor
from core.billing import credits, my_plan
from core.transaction import transaction
from pages.components.billing.words import what_is_next
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

ASK_AGAIN_SECONDS = 2.0
_ASKED = "asked_for_payment"
_PATIENCE = 30  # times: a minute


def show_return(actor: Actor) -> None:
    """The plan as soon as it runs; before that, that we wait; in the end, what to do."""
    with st.container(border=True, key="paid_return"):
        if _is_there(actor) or st.session_state.get(_ASKED, 0) >= _PATIENCE:
            _say(actor)
        else:
            st.fragment(_ask_again, run_every=ASK_AGAIN_SECONDS)(actor)


def _ask_again(actor: Actor) -> None:
    st.session_state[_ASKED] = st.session_state.get(_ASKED, 0) + 1
    if _is_there(actor) or st.session_state[_ASKED] >= _PATIENCE:
        st.rerun()
    st.markdown(":material/hourglass_top: We wait for the payment service. This usually takes a few seconds.")
    st.caption("If you did not pay, nothing is charged, and you can choose again below.")


def _is_there(actor: Actor) -> bool:
    with shown_to_user(), transaction() as tx:
        plan = my_plan.find(tx, actor)
    return plan is not None and plan.is_bought


def _say(actor: Actor) -> None:
    with shown_to_user(), transaction() as tx:
        plan = my_plan.find(tx, actor)
        left = credits.sentence(tx, actor)
    if plan is None or not plan.is_bought:
        st.warning(
            "We have not heard of a payment. If you paid, your plan begins as soon as we hear of it, and you get "
            "a mail. If you did not, nothing is charged.",
            icon=":material/info:",
        )
        return
    st.success(f"{plain_line(plan.plan_name)} is yours. {plain_line(left)}.", icon=":material/check_circle:")
    st.write(what_is_next(plan, actor.timezone))
    if st.button("Write an essay", type="primary", icon=":material/edit:", key="after_paying"):
        st.switch_page("pages/learner/practise.py")
