"""Compare: two versions of an essay, or any two essays, side by side."""

import streamlit as st

from core.assessment.comparing import compare
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.compare import show_answered, show_bands, show_checks, show_texts, titles
from pages.components.errors import shown_to_user
from pages.components.query import query_id
from pages.components.text import plain_line

actor = require_learner()
if "first" not in st.query_params or "second" not in st.query_params:
    st.switch_page("pages/learner/my_essays.py")
with shown_to_user(), transaction() as tx:
    compared = compare(tx, actor, first_id=query_id("first"), second_id=query_id("second"))

first, second = compared.first, compared.second
st.title("Two versions" if compared.is_redraft else "Two essays", anchor=False)
if first.task_title == second.task_title:
    st.caption(plain_line(first.task_title))
names = titles(compared, timezone=actor.timezone)
show_bands(compared, names)
show_answered(compared)
show_checks(compared)
show_texts(compared, names)
with st.container(horizontal=True):
    for side, name in zip((first, second), names, strict=True):
        st.page_link(
            "pages/learner/result.py",
            label=f"Read the result: {name}",
            icon=":material/article:",
            query_params={"submission": str(side.submission_id)},
        )
