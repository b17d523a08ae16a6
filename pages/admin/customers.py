"""Customers: a person is found, everything that happened stands in one list, and we help from there."""

import streamlit as st

from core.operations import customers
from core.transaction import transaction
from pages.components.admin.visit import note_visit
from pages.components.auth import require_admin
from pages.components.customers.acts import offer_gifts
from pages.components.customers.class_gifts import offer_class_gifts
from pages.components.customers.finding import PERSON, show_card, show_search
from pages.components.customers.happenings import show_happenings
from pages.components.errors import shown_to_user
from pages.components.query import query_id

actor = require_admin()
user_id = query_id(PERSON)
note_visit(actor, "customers")

if user_id:
    if st.button("All people", icon=":material/arrow_back:", type="tertiary"):
        del st.query_params[PERSON]
        st.rerun()
    with shown_to_user(), transaction() as tx:
        card = customers.get_customer(tx, actor, user_id=user_id)
    show_card(actor, card)
    offer_gifts(actor, user_id=user_id, has_paid_plan=card.paid_plan)
    show_happenings(actor, user_id=user_id)
else:
    st.title("Customers", anchor=False)
    show_search(actor)
    offer_class_gifts(actor)
