"""Classes in a learner's account: join with a code, see who sees what, leave."""

import streamlit as st

from core.actor import Actor
from core.classroom import joining
from core.transaction import transaction
from pages.components.auth import client_address
from pages.components.classroom.words import show_all
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

_CODE = "class_code"


def show_my_classes(actor: Actor) -> None:
    """The classes the person is in, and the way into another one."""
    with shown_to_user(), transaction() as tx:
        mine = joining.list_mine(tx, actor)
    for card in mine:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            tutors = ", ".join(card.tutors) or "nobody"
            st.markdown(f"**{plain_line(card.name)}**  \nTaught by {plain_line(tutors)}", width="stretch")
            if st.button("Leave", key=f"leave_{card.cohort_id}"):
                with shown_to_user(), transaction() as tx:
                    joining.leave(tx, actor, cohort_id=card.cohort_id)
                say_and_rerun("You have left the class. Its tutors see nothing of you any more.")
    if mine:
        show_what_is_seen()
    messages = st.expander("What your tutors wrote", key="tutor_words", on_change="rerun")
    if messages.open:
        with messages:
            show_all(actor)
    st.page_link("pages/learner/join.py", label="Join a class with a code", icon=":material/group_add:")


def show_what_is_seen() -> None:
    """Who sees what, in plain lists."""
    st.markdown("**Your tutors see** " + "; ".join(joining.WHAT_TUTORS_SEE) + ".")
    st.markdown("**They do not see** " + "; ".join(joining.WHAT_THEY_DO_NOT) + ".")


def show_joining(actor: Actor) -> None:
    """A code, the class behind it, the consent, and joining."""
    code = st.text_input("Code of the class", value=st.query_params.get("code", ""), max_chars=20, key=_CODE)
    if not code.strip():
        st.caption("Your tutor gives it to you: eight letters and numbers.")
        return
    if st.session_state.get("looked_up") != code:
        with shown_to_user(), transaction() as tx:
            st.session_state["class_offer"] = joining.look_up(tx, actor, code=code, address=client_address())
        st.session_state["looked_up"] = code
    offer = st.session_state["class_offer"]
    with st.container(border=True):
        st.header(plain_line(offer.name), anchor=False)
        st.markdown(f"Taught by {plain_line(', '.join(offer.tutors) or 'nobody yet')}")
        show_what_is_seen()
        agrees = st.checkbox(
            "I agree that my tutors see this as long as I am in the class.", key=f"agrees:{offer.cohort_id}"
        )
        shares = st.checkbox(
            "Single sentences of mine may stand in class handouts, without my name (you need not agree).",
            key=f"shares:{offer.cohort_id}",
        )
        if st.button("Join this class", type="primary"):
            with shown_to_user(), transaction() as tx:
                joining.join(tx, actor, code=code, agrees=agrees, shares_sentences=shares)
            st.switch_page("pages/learner/home.py")
