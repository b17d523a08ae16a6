"""Mails to send: a mail leaves if, and only if, the transaction that asked for it is kept."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from core.jobs import queue
from core.notifications import letters
from db.repositories import outbox as mails

ABOUT = "about"  # in a context: the one thing a mail is sent about, once; it stays when the rest is forgotten


def put_once(
    session: Session,
    *,
    about: str,
    recipient: str,
    template: str,
    context: Mapping[str, str | int],
    user_id: int,
) -> int | None:
    """As `put`, unless such a mail about this very thing was put before; its number, or None.

    Whoever calls holds a lock under which nobody else does the same for this person.
    """
    if mails.is_about(session, user_id=user_id, template=template, about=about):
        return None
    return put(session, recipient=recipient, template=template, context={**context, ABOUT: about}, user_id=user_id)


def is_about(session: Session, *, user_id: int, template: str, about: str) -> bool:
    """Whether such a mail about this very thing was put."""
    return mails.is_about(session, user_id=user_id, template=template, about=about)


def put(
    session: Session,
    *,
    recipient: str,
    template: str,
    context: Mapping[str, str | int],
    user_id: int | None = None,
) -> int:
    """Write a mail into the outbox and defer its sending, both in the caller's transaction; its number.

    The letter is rendered here once, so that a missing value is a fault of the use case and not of the worker.
    """
    letters.render(template, context)
    outbox_id = mails.add(session, recipient=recipient, template=template, context=dict(context), user_id=user_id)
    queue.defer(session, "send_mail", queue="mail", outbox_id=outbox_id)
    return outbox_id


def latest_dev_message(session: Session, *, user_id: int, template: str) -> str | None:
    """The text of the newest such mail to this person, for the screen of a machine without a mail server.

    None wherever mails really leave, and in production always: there the mailbox alone may show it.
    """
    if not letters.may_be_shown_on_screen():
        return None
    mail = mails.find_latest(session, user_id=user_id, template=template)
    return letters.render(mail.template, mail.context).text if mail else None
