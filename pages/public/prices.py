"""Prices: the plans for somebody who has no account yet."""

import streamlit as st

from core.billing import plans
from core.transaction import transaction
from pages.components.billing.plan_cards import show_plans
from pages.components.billing.test_mode import test_mode_notice
from pages.components.errors import shown_to_user

REGISTER = "pages/public/register.py"

with shown_to_user(), transaction() as tx:
    offers = plans.list_plans(tx)

st.title("Prices", anchor=False)
test_mode_notice()
st.markdown(
    "Begin with the free plan: five essays every month, with the same bands and comments as in every other plan."
)
if st.button("Create a free account", type="primary", icon=":material/edit:"):
    st.switch_page(REGISTER)
if show_plans(offers, current=None, suggested=None, can_change=False):
    st.switch_page(REGISTER)
st.caption("Prices are in US dollars and include tax. A feedback is one essay with its bands and comments.")
st.caption("A plan for 3 or 6 months ends by itself unless you ask us to renew it. Cancelling takes two clicks.")
