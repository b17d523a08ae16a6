"""Proof that an address belongs to the account: at sign-up and when it changes."""

import logging

from sqlalchemy.orm import Session

from core.accounts import tokens
from core.accounts.errors import EmailTaken, LinkExpired, SameEmail
from core.accounts.fields import clean_email
from core.actor import Actor
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from db.models.accounts import TokenKind
from db.repositories import accounts, sign_in

log = logging.getLogger(__name__)

CONFIRM_PAGE = "confirm_email"
_DAYS = tokens.LIFETIMES[TokenKind.verify_email].days


def send(session: Session, *, user_id: int, email: str) -> None:
    """Put the mail with the confirmation link into the outbox."""
    _send(session, user_id=user_id, email=email, template="confirm_email")


def send_again(session: Session, actor: Actor) -> None:
    """Send the confirmation mail once more; nothing happens when the address is confirmed.

    Raises:
        TooManyMails: Three were sent within the last hour.
    """
    if not actor.is_email_verified:
        tokens.require_few_mails(session, user_id=actor.user_id, kind=TokenKind.verify_email)
        send(session, user_id=actor.user_id, email=actor.email)


def ask_for_change(session: Session, actor: Actor, *, new_email: str) -> None:
    """Send a link to the new address; the old one stays until that is opened.

    Whether the new address has an account already is not told here: the link says so to whoever holds it.

    Raises:
        MalformedEmail: It cannot be an e-mail address.
        SameEmail: It is the account's own.
        TooManyMails: Three were sent within the last hour.
    """
    address = clean_email(new_email)
    if address == actor.email:
        raise SameEmail
    tokens.require_few_mails(session, user_id=actor.user_id, kind=TokenKind.verify_email)
    _send(session, user_id=actor.user_id, email=address, template="change_email")


def confirm(session: Session, *, secret: str) -> None:
    """Take a confirmation link: of the first address, or of a new one, which then becomes the account's.

    A link that has done its work before simply succeeds again, so that opening the mail twice is no error.

    Raises:
        LinkExpired: The link is too old or was never ours.
        EmailTaken: Somebody else has signed up with the new address meanwhile.
    """
    try:
        taken = tokens.take(session, secret=secret, kind=TokenKind.verify_email)
    except LinkExpired:
        if _has_done_its_work(session, secret=secret):
            return
        raise
    user = accounts.user_for_update(session, user_id=taken.user_id)
    if user is None or user.erased_at is not None:
        raise LinkExpired
    old_email, email = user.email, str(taken.payload["email"])
    if email == old_email:
        user.email_verified_at = user.email_verified_at or utc_now()
    elif not accounts.move_email(session, user_id=user.id, email=email, verified_at=utc_now()):
        raise EmailTaken
    else:
        outbox.put(
            session, recipient=old_email, template="email_changed", context={"new_email": email}, user_id=user.id
        )
    log.info("account.email_confirmed", extra={"user_id": user.id})


def _has_done_its_work(session: Session, *, secret: str) -> bool:
    token = sign_in.find_token(session, token_hash=tokens.digest(secret), kind=TokenKind.verify_email)
    if token is None or token.used_at is None:
        return False
    user = accounts.find_user(session, user_id=token.user_id)
    return user is not None and user.email_verified_at is not None and user.email == (token.payload or {}).get("email")


def _send(session: Session, *, user_id: int, email: str, template: str) -> None:
    secret = tokens.issue(session, user_id=user_id, kind=TokenKind.verify_email, payload={"email": email})
    outbox.put(
        session,
        recipient=email,
        template=template,
        context={"link": page_link(CONFIRM_PAGE, token=secret), "days": _DAYS},
        user_id=user_id,
    )
