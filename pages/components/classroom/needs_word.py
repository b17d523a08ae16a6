"""Learners who need a word: the reasons with their numbers, and a message ready to send."""

import streamlit as st

from core.actor import Actor
from core.classroom import at_risk, messages
from core.classroom.at_risk import AtRisk
from core.classroom.messages import Followed
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun
from pages.components.text import plain_line


def show_needs_word(actor: Actor, *, cohort_id: int, most: int | None = None) -> None:
    """The list, at most `most` of it; the rule stands below."""
    with shown_to_user(), transaction() as tx:
        found = at_risk.needs_a_word(tx, actor, cohort_id=cohort_id)
    if not found:
        st.write("Nobody needs a word just now.")
    with shown_to_user(), transaction() as tx:
        followed = messages.followed(tx, actor, cohort_id=cohort_id) if found else {}
    for each in found[:most]:
        _show(actor, each, cohort_id, followed.get(each.user_id))
    with st.expander("The rule", key=f"rule_{cohort_id}"):
        for rule in at_risk.RULES:
            st.markdown(f"- {rule}")


def _show(actor: Actor, each: AtRisk, cohort_id: int, after: Followed | None) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain_line(each.display_name)}**: {plain_line('; '.join(each.reasons))}")
        if after is not None:
            st.caption(_what_came(after, actor.timezone))
        with st.expander("Write to this learner", key=f"word_{cohort_id}_{each.user_id}"):
            text = st.text_area(
                "Message", value=each.message, key=f"text_{cohort_id}_{each.user_id}", max_chars=messages.MAX_CHARACTERS
            )
            if st.button("Send it", key=f"send_{cohort_id}_{each.user_id}"):
                with shown_to_user(), transaction() as tx:
                    messages.send(tx, actor, learner_id=each.user_id, text=text)
                say_and_rerun("It is on its way, by mail and on their first page.")


def _what_came(after: Followed, timezone: str) -> str:
    said = f"You wrote on {local_day(after.sent_at, timezone)}, {'read' if after.is_read else 'not opened here yet'}. "
    if after.wrote_at is None:
        return said + "No essay since."
    days = (after.wrote_at - after.sent_at).days
    return said + ("An essay came the same day." if not days else f"An essay came {days} days later.")
