"""A new password: by a link in the mail, or by somebody who is signed in. Either ends the other sessions."""

import logging

from sqlalchemy.orm import Session

from core.accounts import authentication, passwords, sessions, tokens
from core.accounts.errors import LinkExpired, MalformedEmail, TooManyMails, WrongPassword
from core.accounts.fields import clean_email
from core.accounts.types import Attempt
from core.actor import Actor, Role
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from db.models.accounts import AttemptKind, TokenKind, User
from db.repositories import accounts, sign_in

log = logging.getLogger(__name__)

RESET_PAGE = "reset_password"


def ask_for_link(session: Session, *, email: str, address: str) -> int | None:
    """Mail a link to choose a new password; the screen answers the same whether there is an account or not.

    The person's number for an account that was mailed, else None: for tests and a machine without a mail server,
    never to be told apart on screen. More than three mails an hour to one person are quietly left out.

    Raises:
        TooManyTries: Too many requests from this address.
    """
    authentication.note_request(session, kind=AttemptKind.reset_password, email=email, address=address)
    try:
        user = accounts.find_user_by_email(session, email=clean_email(email))
    except MalformedEmail:
        return None
    if user is None or not user.is_active or user.erased_at is not None:
        return None
    try:
        tokens.require_few_mails(session, user_id=user.id, kind=TokenKind.reset_password)
    except TooManyMails:
        return None
    secret = tokens.issue(session, user_id=user.id, kind=TokenKind.reset_password, payload={"email": user.email})
    minutes = int(tokens.LIFETIMES[TokenKind.reset_password].total_seconds() // 60)
    outbox.put(
        session,
        recipient=user.email,
        template="reset_password",
        context={"link": page_link(RESET_PAGE, token=secret), "minutes": minutes},
        user_id=user.id,
    )
    return user.id


def require_good_link(session: Session, *, secret: str) -> None:
    """Refuse a link that would not work, before anybody types a password.

    Raises:
        LinkExpired: Used, too old or never ours.
    """
    tokens.require_good(session, secret=secret, kind=TokenKind.reset_password)


def reset(session: Session, *, secret: str, password: str) -> None:
    """Set a new password by the link of the mail, end all sessions and void the person's other links.

    A refused password leaves the link as it was. Whoever opened the mail owns the address, so it is confirmed too.

    Raises:
        LinkExpired: Used, too old or never ours.
        PasswordRefused: One of its subclasses says which rule.
    """
    taken = tokens.take(session, secret=secret, kind=TokenKind.reset_password)
    user = accounts.user_for_update(session, user_id=taken.user_id)
    if user is None or not user.is_active or user.erased_at is not None:
        raise LinkExpired
    _set(session, user, password)
    if user.email_verified_at is None and taken.payload.get("email") == user.email:
        user.email_verified_at = utc_now()
    sign_in.void_tokens(session, user_id=user.id, kinds=(TokenKind.reset_password,), now=utc_now())
    sessions.end_all(session, user_id=user.id)
    _tell(session, user)


def change(
    session: Session, actor: Actor, attempt: Attempt, *, current_password: str, new_password: str, token: str
) -> None:
    """Set a new password for the person in front of the screen; the session of `token` stays, all others end.

    `attempt` comes from `authentication.begin` on the actor's own address, so that guesses at the current password
    are throttled like a sign-in.

    Raises:
        WrongPassword: The current password is not right.
        PasswordRefused: One of its subclasses says which rule the new one breaks.
    """
    is_right = passwords.matches(current_password, attempt.password_hash)
    if not is_right or attempt.user_id != actor.user_id:
        raise WrongPassword
    user = accounts.user_for_update(session, user_id=actor.user_id)
    if user is None or user.password != attempt.password_hash:  # changed in another tab since
        raise WrongPassword
    authentication.settle(session, attempt)
    _set(session, user, new_password)
    sign_in.void_tokens(session, user_id=user.id, kinds=(TokenKind.reset_password,), now=utc_now())
    sign_in.clear_must_change_password(session, token_hash=tokens.digest(token))
    sessions.end_all(session, user_id=user.id, except_token=token)
    _tell(session, user)


def _set(session: Session, user: User, password: str) -> None:
    groups = accounts.group_names(session, user_id=user.id)
    is_staff = bool(groups & {Role.tutor.value, Role.admin.value})
    minimum = passwords.MIN_CHARACTERS_FOR_STAFF if is_staff else passwords.MIN_CHARACTERS
    own_words = (user.email, user.display_name, user.first_name, user.last_name)
    passwords.require_acceptable(password, minimum=minimum, own_words=own_words)
    user.password = passwords.hashed(password)
    log.info("account.password_changed", extra={"user_id": user.id})


def _tell(session: Session, user: User) -> None:
    outbox.put(
        session,
        recipient=user.email,
        template="password_changed",
        context={"link": page_link(RESET_PAGE)},
        user_id=user.id,
    )
