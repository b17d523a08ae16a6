"""The mail tab: what left, what waits, what failed and why."""

import streamlit as st

from core.actor import Actor
from core.operations import mail
from core.operations.types import Mail
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun

NAMES = {"failed": "Failed", "waiting": "Waiting", "sent": "Sent"}


def show_mail(actor: Actor) -> None:
    """The outbox by status, without the messages' words, and the button for a failed one."""
    with shown_to_user(), transaction() as tx:
        counts = mail.counts(tx, actor)
    status = st.segmented_control(
        "Mails",
        list(NAMES),
        default="failed",
        format_func=lambda each: f"{NAMES[each]} ({counts[each]})",
        required=True,
        key="mail_status",
    )
    with shown_to_user(), transaction() as tx:
        listed = mail.list_mails(tx, actor, status=status)
    if not listed:
        st.caption({"failed": "No mail has failed.", "waiting": "No mail waits.", "sent": "No mail was sent."}[status])
        return
    show_rows(actor, [_row(each) for each in listed], key="mails")
    if status == "failed":
        _offer_to_send_again(actor, listed)


def _offer_to_send_again(actor: Actor, failed: list[Mail]) -> None:
    by_id = {each.outbox_id: each for each in failed}
    outbox_id = st.selectbox(
        "Failed mail",
        list(by_id),
        format_func=lambda each: f"{each}: {by_id[each].template} to {by_id[each].recipient}",
    )
    if st.button("Send it again", icon=":material/outgoing_mail:", key=f"send_again:{outbox_id}"):
        with shown_to_user(), transaction() as tx:
            mail.send_again(tx, actor, outbox_id=outbox_id)
        say_and_rerun(f"Mail {outbox_id} waits to be sent.")


def _row(each: Mail) -> dict[str, object]:
    return {
        "Mail": each.outbox_id,
        "To": each.recipient,
        "What": each.template,
        "Tries": each.attempts,
        "Error": each.error or "",
        "Created": each.created_at,
        "Sent": each.sent_at,
    }
