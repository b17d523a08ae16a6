"""Tomorrow's paragraph: written again from memory, then compared with the first version."""

import streamlit as st

from core.progress import paragraphs
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.compare import show_passages
from pages.components.errors import shown_to_user
from pages.components.notebook import notebook
from pages.components.query import query_id
from pages.components.text import plain, plain_line

actor = require_learner()
if "paragraph" not in st.query_params:
    st.switch_page("pages/learner/home.py")
drill_id = query_id("paragraph")
with shown_to_user(), transaction() as tx:
    paragraph = paragraphs.get(tx, actor, drill_id=drill_id)

st.title("Write it again", anchor=False)
st.caption(plain_line(paragraph.task_title))
if paragraph.is_done:
    st.write("Look at what changed. Is the new one clearer? Did an old error come back?")
    show_passages(paragraph.before, paragraph.answer, ("What you wrote first", "What you wrote from memory"))
    st.page_link(
        "pages/learner/result.py",
        label="Read the result of the essay",
        icon=":material/article:",
        query_params={"submission": str(paragraph.submission_id)},
    )
else:
    st.write(
        f"Paragraph {paragraph.place} of your essay needed the most work. Write it again from memory, without looking: "
        "keep the idea, and say it as clearly as you can."
    )
    with st.container(border=True):
        st.markdown(plain(paragraph.prompt))
    notebook(
        address=f"/api/paragraphs/{drill_id}",
        owner_id=actor.user_id,
        text=paragraph.answer,
        label="Your paragraph from memory",
        placeholder="Write the paragraph here.",
        rows=10,
        key=f"paragraph:{drill_id}",
    )
    if st.button("Compare with the first version", type="primary"):
        with shown_to_user(), transaction() as tx:
            paragraphs.finish(tx, actor, drill_id=drill_id)
        st.rerun()
