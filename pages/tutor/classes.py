"""Classes: the cockpit, the people, the errors of the class and its settings."""

import streamlit as st

from core.classroom import cohorts
from core.transaction import transaction
from pages.components.auth import require_tutor
from pages.components.classroom.choosing import CLASS, choose_class
from pages.components.classroom.class_errors import show_class_errors
from pages.components.classroom.heat_map import show_heat_map
from pages.components.classroom.needs_word import show_needs_word
from pages.components.classroom.roster import show_roster, show_settings
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.text import plain_line

TABS = ("Cockpit", "Needs a word", "Errors", "People", "Settings")

actor = require_tutor()
st.title("Classes", anchor=False)
card = choose_class(actor)
with (
    st.expander("Open a new class", icon=":material/add:", expanded=card is None),
    st.form(form_key("new_class"), border=False),
):
    name = st.text_input(
        "Name of the class", max_chars=cohorts.MAX_NAME_CHARACTERS, placeholder="Evening group, spring"
    )
    if st.form_submit_button("Open it"):
        with shown_to_user(), transaction() as tx:
            made = cohorts.create(tx, actor, name=name)
        st.query_params[CLASS] = str(made)
        begin_anew("new_class")
        st.rerun()
if card is None:
    st.stop()

st.header(plain_line(card.name), anchor=False)
tabs = st.tabs(TABS, key="class_tab", on_change="rerun", bind="query-params")
for tab, title in zip(tabs, TABS, strict=True):
    if not tab.open:
        continue
    with tab:
        if title == "Cockpit":
            show_heat_map(actor, cohort_id=card.cohort_id)
        elif title == "Needs a word":
            show_needs_word(actor, cohort_id=card.cohort_id)
        elif title == "Errors":
            show_class_errors(actor, card)
        elif title == "People":
            show_roster(actor, card)
        else:
            show_settings(actor, card)
