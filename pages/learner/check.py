"""Check an essay that is written already: choose or paste the question, paste the essay, hand it in at the desk."""

import streamlit as st

from core.content import search
from core.practice import drafts
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.own_question import WRITE, own_question_form

OWN, OURS = "My own question", "A task from here"

actor = require_learner()
st.title("Check an essay I already have", anchor=False)
st.write("Two steps: say which question it answers and paste it here, then hand it in at the desk.")
source = st.segmented_control("Which question does it answer?", [OWN, OURS], default=OWN, required=True)

if source != OURS:
    own_question_form(actor, with_essay=True)
    st.stop()

with shown_to_user(), transaction() as tx:
    titles = search.titles(tx, module_type=actor.module_type)
with st.form("our_task"):
    task_id = st.selectbox("Task (type a word of its title)", list(titles), format_func=titles.__getitem__)
    essay = st.text_area("Your essay", height=320, placeholder="Paste your essay.")
    is_sent = st.form_submit_button("Go to the desk", type="primary")
if is_sent and task_id is not None:
    with shown_to_user(), transaction() as tx:
        draft_id = drafts.begin_with(tx, actor, task_id=task_id, text=essay)
    st.switch_page(WRITE, query_params={"submission": str(draft_id)})
