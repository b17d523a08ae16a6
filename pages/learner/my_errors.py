"""My errors: what comes back, in which sentences, and the exercises made of them."""

import streamlit as st

from core.progress import error_drills, my_errors
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.errors import shown_to_user
from pages.components.progress.kept import progress_page
from pages.components.progress.ledger import show_kind, show_waiting

actor = require_learner()
with shown_to_user():
    errors = progress_page(actor).page.errors
with shown_to_user(), transaction() as tx:
    error_drills.look_through(tx, actor)
    waiting = error_drills.waiting(tx, actor)
    kinds = my_errors.own_errors(tx, actor, errors=errors)

st.title("My errors", anchor=False)
if not errors.readings:
    st.info("Your first result will start this page.")
    st.write("It will show the errors that come back, in your own sentences, with short exercises on them.")
    st.page_link("pages/learner/practise.py", label="Choose a task", icon=":material/edit:")
    st.stop()
show_waiting(waiting)
if not kinds:
    st.write("None of the errors that we can find reliably is in your last essays.")
for kind in kinds:
    show_kind(actor, kind)
st.caption(
    "Only articles, subject and verb, verb forms, spelling and uncountable nouns are here: of the others we find "
    "too few to count them."
)
