"""One click in a mail ends the mails about practice: the link is signed, needs no sign-in, and may be clicked twice."""

import hashlib
import hmac

from sqlalchemy.orm import Session

from core.accounts.errors import LinkExpired
from core.config import settings
from core.notifications.links import page_link
from db.repositories import accounts

PAGE = "unsubscribe"


def link(user_id: int) -> str:
    """The address for a mail to this person."""
    return page_link(PAGE, who=str(user_id), sign=_signature(user_id))


def unsubscribe(session: Session, *, user_id: int, signature: str) -> None:
    """End the mails about practice; those about money, classes and the account go on.

    Raises:
        LinkExpired: The link is not one of ours.
    """
    if not hmac.compare_digest(signature.encode(), _signature(user_id).encode()):
        raise LinkExpired
    accounts.add_preferences(session, user_id=user_id)
    row = accounts.find_preferences(session, user_id=user_id)
    if row is not None:
        row.email_notifications = False
        session.flush()


def _signature(user_id: int) -> str:
    key = settings().password_pepper.encode()
    return hmac.new(key, f"unsubscribe {user_id}".encode(), hashlib.sha256).hexdigest()
