"""Words from one's tutor, and the form with which a tutor writes to a class."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.classroom import messages
from core.classroom.messages import Word
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.said import say_and_rerun
from pages.components.text import plain, plain_line

_TOLD = "They have this message from you already."


def show_unread(actor: Actor, words: Sequence[Word]) -> None:
    """What the actor's tutors wrote and was not read yet; nothing otherwise."""
    for word in [word for word in words if not word.is_read][:3]:
        with st.container(border=True, key=f"word_{word.message_id}"):
            st.markdown(f"**{plain_line(word.tutor)}** wrote on {local_day(word.at, actor.timezone)}:")
            st.markdown(plain(word.words))
            if st.button("I have read it", key=f"read_{word.message_id}", type="tertiary", icon=":material/check:"):
                with shown_to_user(), transaction() as tx:
                    messages.mark_read(tx, actor, message_id=word.message_id)
                st.rerun()


def show_all(actor: Actor) -> None:
    """Every word from the actor's tutors, the newest first."""
    with shown_to_user(), transaction() as tx:
        found = messages.inbox(tx, actor)
    for word in found:
        with st.container(border=True):
            st.caption(f"{plain_line(word.tutor)}, {local_day(word.at, actor.timezone)}")
            st.markdown(plain(word.words))


def offer_to_write(actor: Actor, *, cohort_id: int) -> None:
    """One message to the whole class."""
    with st.expander("Write to the whole class", icon=":material/campaign:", key=f"write_class_{cohort_id}"):
        name = f"class_words_{cohort_id}"
        with st.form(form_key(name), border=False):
            text = st.text_area("Message", max_chars=messages.MAX_CHARACTERS, height=120)
            sent = st.form_submit_button("Send it to everybody")
        if sent:
            with shown_to_user(), transaction() as tx:
                count = messages.send_to_class(tx, actor, cohort_id=cohort_id, text=text)
            begin_anew(name)
            people = "one learner" if count == 1 else f"{count} learners"
            say_and_rerun(f"Sent to {people}, by mail and on their first page." if count else _TOLD)
