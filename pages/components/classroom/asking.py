"""A learner asks the tutor to look at a result, and reads what the tutor said."""

import streamlit as st

from core.actor import Actor
from core.classroom import review_queue, tutor_comments
from core.transaction import transaction
from pages.components.classroom.commenting import show_comments
from pages.components.classroom.marking import show_mark
from pages.components.errors import shown_to_user


def show_tutor_mark(actor: Actor, *, submission_id: int, task_number: int) -> None:
    """The tutor's bands, before the engine's; that somebody will look; or nothing."""
    with shown_to_user(), transaction() as tx:
        mark = review_queue.find_mark(tx, submission_id=submission_id)
        comments = tutor_comments.list_of(tx, submission_id=submission_id)
        waits = mark is None and review_queue.is_waiting(tx, submission_id=submission_id)
    if mark is not None:
        show_mark(mark, timezone=actor.timezone, task_number=task_number)
    elif waits:
        st.info("Your tutor was asked to look at this result.", icon=":material/hourglass_top:")
    show_comments(comments, actor)


def offer_to_ask(actor: Actor, *, submission_id: int) -> None:
    """Ask once a result, with words of one's own."""
    with shown_to_user(), transaction() as tx:
        is_offered = review_queue.may_ask(tx, actor, submission_id=submission_id)
    if not is_offered:
        return
    with (
        st.expander("Ask my tutor to look at these bands", icon=":material/school:"),
        st.form(f"ask_tutor_{submission_id}", border=False),
    ):
        words = st.text_area(
            "What do you see differently?",
            max_chars=review_queue.MAX_WORDS_CHARACTERS,
            height=100,
            key=f"ask_words_{submission_id}",
        )
        if st.form_submit_button("Ask"):
            with shown_to_user(), transaction() as tx:
                review_queue.ask(tx, actor, submission_id=submission_id, words=words)
            st.rerun()
