"""Where a person stands, in one line; and the reminder to confirm the address."""

from datetime import date

import streamlit as st

from core.accounts import email_confirmation
from core.actor import Actor
from core.notifications import outbox
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.text import plain_line


def standing_line(actor: Actor, credits_left: str, *, today: date) -> str:
    """Target, days to the test, credits: "Writing target 6.5 · test in 23 days · 4 of 5 feedbacks left"."""
    parts = []
    if actor.target_band is not None:
        parts.append(f"Writing target {actor.target_band:.1f}")
    if actor.test_date is not None and actor.test_date >= today:
        days = (actor.test_date - today).days
        parts.append("test today" if days == 0 else "test tomorrow" if days == 1 else f"test in {days} days")
    return " · ".join([*parts, credits_left])


def confirm_email_notice(actor: Actor) -> None:
    """Until the address is confirmed: what to do, and the message itself where no mail leaves."""
    if actor.is_email_verified:
        return
    with st.container(border=True):
        st.write(f"Please confirm your e-mail address ({plain_line(actor.email)}): your second feedback waits for it.")
        with shown_to_user(), transaction() as tx:
            message = outbox.latest_dev_message(tx, user_id=actor.user_id, template="confirm_email")
        if message:
            with st.expander("Mail is not set up here: read the message"):
                st.text(message)
        if st.button("Send it again", key="send_confirmation_again"):
            with shown_to_user(), transaction() as tx:
                email_confirmation.send_again(tx, actor)
            st.toast("Sent. Please look into your mail, also among the spam.")
