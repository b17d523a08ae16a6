"""A new account: one person, one address, the learner group, the free plan and a mail to confirm."""

import logging
import secrets

from sqlalchemy.orm import Session

from core.accounts import authentication, email_confirmation, passwords, roles, sessions
from core.accounts.errors import EmailTaken
from core.accounts.fields import clean_display_name, clean_email
from core.accounts.types import Registered
from core.actor import Role
from core.billing import subscriptions
from core.clock import utc_now
from db.models.accounts import AttemptKind
from db.repositories import accounts

log = logging.getLogger(__name__)

CONSENT_VERSION = "2026-11"  # of the terms and the privacy note that the sign-up page names


def register(session: Session, *, email: str, display_name: str, password: str) -> Registered:
    """Open an account with the free plan and send the mail that confirms its address.

    All of it happens in the caller's transaction. Two sign-ups with one address at the same moment make one account:
    the unique index decides, the second is refused.

    Raises:
        MalformedEmail: It cannot be an e-mail address.
        NameMissing, NameTooLong: The name to be called by.
        PasswordTooShort, PasswordTooLong, PasswordCommon, PasswordLikeAccount: The password breaks the policy.
        EmailTaken: There is an account with this address, perhaps in other capitals.
    """
    address = clean_email(email)
    user_id = _open(session, address, display_name, password, minimum=passwords.MIN_CHARACTERS)
    email_confirmation.send(session, user_id=user_id, email=address)
    log.info("account.registered", extra={"user_id": user_id})
    return Registered(user_id=user_id)


def register_admin(session: Session, *, email: str, display_name: str, password: str) -> Registered:
    """Open an account for an administrator who may manage roles, with a confirmed address, for a command only.

    Raises:
        As `register`; the password needs 15 characters.
    """
    address = clean_email(email)
    user_id = _open(session, address, display_name, password, minimum=passwords.MIN_CHARACTERS_FOR_STAFF)
    user = accounts.user_for_update(session, user_id=user_id)
    if user is not None:
        user.email_verified_at = utc_now()
    roles.give_role(session, user_id=user_id, role=Role.admin, by=None, may_manage_roles=True)
    return Registered(user_id=user_id)


def register_and_sign_in(session: Session, *, email: str, display_name: str, password: str) -> str:
    """As `register`, and the ticket for the new person's first session; its refusals are the same."""
    registered = register(session, email=email, display_name=display_name, password=password)
    return sessions.issue_ticket(session, user_id=registered.user_id)


def note_try(session: Session, *, email: str, address: str) -> None:
    """Count a sign-up, in a transaction of its own: they are bounded like tries to sign in.

    Raises:
        TooManyTries: Too many of them from this address.
    """
    authentication.note_request(session, kind=AttemptKind.register, email=email, address=address)


def _open(session: Session, email: str, display_name: str, password: str, *, minimum: int) -> int:
    name = clean_display_name(display_name)
    passwords.require_acceptable(password, minimum=minimum, own_words=(email, name))
    stored = passwords.hashed(password)  # slow on purpose, so before the first statement: no connection is held
    now = utc_now()
    user_id = accounts.add_user(
        session,
        username=f"u{secrets.token_hex(8)}",
        email=email,
        display_name=name,
        password=stored,
        consent_version=CONSENT_VERSION,
        consented_at=now,
        date_joined=now,
        sessions_valid_from=now,  # by the clock that dates sessions, not the database's
    )
    if user_id is None:
        raise EmailTaken
    accounts.set_groups(session, user_id=user_id, names={Role.learner.value})
    accounts.add_preferences(session, user_id=user_id)
    subscriptions.open_free(session, user_id=user_id)
    return user_id
