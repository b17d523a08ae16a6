"""A question to the people behind the platform; the answer comes by mail."""

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.operations import help as asking
from core.practice import essays
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

_PAGES = (
    "Not about a page",
    "Home",
    "Practise",
    "The writing desk",
    "A result",
    "Progress",
    "Plans and payments",
    "Classes",
)
_NONE = "Not about one essay"


def show_help(actor: Actor) -> None:
    """What it is about, and the question."""
    with shown_to_user(), transaction() as tx:
        newest = essays.list_essays(tx, actor, statuses=essays.HANDED_IN, page=1)
    titles = {card.submission_id: card.task_title for card in newest}
    st.header("Ask us", anchor=False)
    st.write(f"We answer by mail, to {plain_line(actor.email)}.")
    with st.form(form_key("help")):
        page = st.selectbox("Where did it happen?", _PAGES)
        essay = st.selectbox(
            "Which essay?",
            [0, *titles],
            format_func=lambda each: f"{one_line(titles[each])} ({each})" if each else _NONE,
        )
        number = st.text_input("Error number, if you saw one", max_chars=20)
        words = st.text_area("Your question", max_chars=asking.MAX_CHARACTERS, height=160)
        sent = st.form_submit_button("Send it", type="primary")
    if sent:
        with shown_to_user(), transaction() as tx:
            asking.ask(
                tx,
                actor,
                words=words,
                page="" if page == _PAGES[0] else page,
                essay=f"{titles[essay]} ({essay})" if essay else "",
                error_number=number,
            )
        begin_anew("help")
        say_and_rerun("Thank you. Your question is on its way.")
