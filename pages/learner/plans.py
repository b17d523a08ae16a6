"""Plans: what each gives, what it costs, which one lasts until the test, and the way to pay or change."""

import streamlit as st

from core.accounts import onboarding
from core.billing import my_plan, plans
from core.transaction import transaction
from pages.components.auth import require_signed_in
from pages.components.billing.checkout_form import show_change, show_purchase
from pages.components.billing.paid_return import show_return
from pages.components.billing.plan_cards import show_plans
from pages.components.billing.test_mode import test_mode_notice
from pages.components.billing.words import what_is_next
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

CHOICE, PAID = "choice", "paid"

actor = require_signed_in()
today = my_plan.today_of(actor)
with shown_to_user(), transaction() as tx:
    offers = plans.list_plans(tx)
    mine = my_plan.find(tx, actor)
is_bought = mine is not None and mine.is_bought
chosen = next((offer for offer in offers if offer.slug == st.query_params.get(CHOICE) and offer.price_usd > 0), None)

st.title("Plans", anchor=False)
test_mode_notice()
if PAID in st.query_params:
    show_return(actor)
if mine is not None:
    st.markdown(f"You have **{plain_line(mine.plan_name)}**. {what_is_next(mine, actor.timezone)}")

if chosen is not None and (mine is None or chosen.slug != mine.plan_slug):
    with st.container(border=True, width=640):
        if is_bought:
            if show_change(actor, chosen):
                del st.query_params[CHOICE]
                say_and_rerun("Your plan is changed.")
        else:
            show_purchase(actor, chosen)
        if st.button("Look at the other plans", key="other_plans", type="tertiary", icon=":material/arrow_back:"):
            del st.query_params[CHOICE]
            st.rerun()
    st.stop()

test_date = st.date_input(
    "When is your test?",
    value=actor.test_date if actor.test_date is not None and actor.test_date >= today else None,
    min_value=today,
    format="DD/MM/YYYY",
    width=240,
    key="plans_test_date",
    help="We mark the shortest plan that lasts until then. You need not pay for longer.",
)
if test_date is not None and test_date != actor.test_date:
    with shown_to_user(), transaction() as tx:
        onboarding.answer(tx, actor, test_date=test_date)
suggestion = plans.shortest_plan_until(offers, test_date, today)
picked = show_plans(
    offers,
    current=mine.plan_slug if mine else None,
    suggested=suggestion.slug if suggestion and not is_bought else None,
    can_change=is_bought,
)
if picked is not None:
    st.query_params[CHOICE] = picked
    st.rerun()
st.caption("Prices are in US dollars and include tax. A feedback is one essay with its bands and comments.")
