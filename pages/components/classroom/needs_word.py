"""Learners who need a word: the reasons with their numbers, and a message ready to send."""

import streamlit as st

from core.actor import Actor
from core.classroom import at_risk
from core.classroom.at_risk import AtRisk
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.text import plain_line


def show_needs_word(actor: Actor, *, cohort_id: int, most: int | None = None) -> None:
    """The list, at most `most` of it; the rule stands below."""
    with shown_to_user(), transaction() as tx:
        found = at_risk.needs_a_word(tx, actor, cohort_id=cohort_id)
    if not found:
        st.write("Nobody needs a word just now.")
    for each in found[:most]:
        _show(actor, each, cohort_id)
    with st.expander("The rule", key=f"rule_{cohort_id}"):
        for rule in at_risk.RULES:
            st.markdown(f"- {rule}")


def _show(actor: Actor, each: AtRisk, cohort_id: int) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain_line(each.display_name)}**: {plain_line('; '.join(each.reasons))}")
        with st.expander("Write to this learner", key=f"word_{cohort_id}_{each.user_id}"):
            text = st.text_area(
                "Message", value=each.message, key=f"text_{cohort_id}_{each.user_id}", max_chars=at_risk.MAX_CHARACTERS
            )
            if st.button("Send it by mail", key=f"send_{cohort_id}_{each.user_id}"):
                with shown_to_user(), transaction() as tx:
                    at_risk.send_word(tx, actor, learner_id=each.user_id, text=text)
                st.success("It is on its way.", icon=":material/check:")
