"""My essays: drafts to go on with, results to read, two of them to compare."""

import streamlit as st

from core.practice import essays
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.essay_card import show_essay, show_picked

DRAFTS, RESULTS = "Drafts", "Handed in"

actor = require_learner()
st.title("My essays", anchor=False)
view = st.segmented_control("Show", [RESULTS, DRAFTS], default=RESULTS, label_visibility="collapsed", required=True)
statuses = essays.DRAFTS if view == DRAFTS else essays.HANDED_IN
search = st.text_input("Search in tasks and essays", key="search", max_chars=essays.MAX_SEARCH_CHARACTERS)
page = st.session_state.get(f"page:{view}:{search}", 1)
with shown_to_user(), transaction() as tx:
    total = essays.count_essays(tx, actor, statuses=statuses, search=search)
    cards = essays.list_essays(tx, actor, statuses=statuses, page=page, search=search)

if not cards and search:
    st.info("Nothing found. Try one word of the task or of your text.")
elif not cards:
    st.info("No drafts. An essay that you begin is kept here by itself." if view == DRAFTS else "No essays yet.")
    st.page_link("pages/learner/practise.py", label="Choose a task", icon=":material/edit:")
if view == RESULTS:
    show_picked()
for card in cards:
    show_essay(actor, card)
if total > essays.PAGE:
    st.pagination(-(-total // essays.PAGE), key=f"page:{view}:{search}")
