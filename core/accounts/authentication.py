"""Checking who somebody is: the throttle before the costly check, the same answer and the same work for every name.

The screen asks `begin` for the one hash to check, checks it outside any transaction, and tells `finish` the outcome.
A try counts as failed from `begin` on, so guesses that run side by side are all counted.
"""

import hashlib
import hmac
import ipaddress
import logging
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.accounts import passwords, sessions
from core.accounts.errors import MalformedEmail, TooManyTries, WrongEmailOrPassword
from core.accounts.fields import clean_email
from core.accounts.types import Attempt
from core.actor import Role
from core.clock import utc_now
from core.config import settings
from db.models.accounts import AttemptKind
from db.repositories import accounts, sign_in

log = logging.getLogger(__name__)

WINDOW = timedelta(minutes=5)
MAX_TRIES_PER_NAME_AND_ADDRESS = 10
MAX_TRIES_PER_NAME = 100  # from all addresses; one where the owner has signed in before is not asked
MAX_TRIES_PER_ADDRESS = 100  # a school shares one
KNOWN_ADDRESS_FOR = timedelta(days=30)


def begin(session: Session, *, email: str, address: str) -> Attempt:
    """Count a try and give what to check the password against; call it in a transaction of its own.

    An unknown name, a closed account and one without a password get a hash that nothing fits. Only failures count,
    they decay after five minutes, and guesses from elsewhere never keep owners out of places where they signed in.

    Raises:
        TooManyTries: The throttle is closed for this name from this address.
    """
    now = utc_now()
    try:
        typed = clean_email(email)
    except MalformedEmail:
        typed = ""
    name, place = _name_key(typed), network_of(address)
    _require_open(session, kind=AttemptKind.sign_in, name=name, address=place, now=now)
    attempt_id = sign_in.add_attempt(session, kind=AttemptKind.sign_in, name=name, address=place, created_at=now)
    user = accounts.find_user_by_email(session, email=typed)
    may_enter = user is not None and user.is_active and user.erased_at is None and user.password.startswith("$2")
    if user is None or not may_enter:
        return Attempt(attempt_id=attempt_id, user_id=None, password_hash=passwords.nobody_hash())
    return Attempt(attempt_id=attempt_id, user_id=user.id, password_hash=user.password)


def finish(session: Session, attempt: Attempt, *, is_right: bool, password: str, stay_signed_in: bool = False) -> str:
    """Let the person in: note the sign-in and give the ticket for `sessions.open_session`.

    A tutor or administrator whose password is too short for the role gets a session that leads to a new one only.

    Raises:
        WrongEmailOrPassword: The password does not fit, or the name is unknown: nobody is told which.
    """
    user = accounts.user_for_update(session, user_id=attempt.user_id) if attempt.user_id is not None else None
    if not is_right or user is None or not user.is_active or user.password != attempt.password_hash:
        log.info("sign_in.refused", extra={"attempt_id": attempt.attempt_id})
        raise WrongEmailOrPassword
    settle(session, attempt)
    user.last_login = utc_now()
    groups = accounts.group_names(session, user_id=user.id)
    is_staff = bool(groups & {Role.tutor.value, Role.admin.value})
    log.info("sign_in.succeeded", extra={"user_id": user.id})
    return sessions.issue_ticket(
        session,
        user_id=user.id,
        stay_signed_in=stay_signed_in,
        must_change_password=is_staff and passwords.is_shorter_than_staff_needs(password),
    )


def settle(session: Session, attempt: Attempt) -> None:
    """The password was right: this try and the slips before it, from the same place, count no more."""
    sign_in.mark_successful(session, attempt_id=attempt.attempt_id)
    sign_in.forget_failures(session, attempt_id=attempt.attempt_id)


def note_request(session: Session, *, kind: AttemptKind, email: str, address: str) -> None:
    """Count a request that needs no password (a sign-up, a mail asked for) under the same bounds.

    Raises:
        TooManyTries: Too many of them from this address.
    """
    now = utc_now()
    name, place = _name_key(email.strip().lower()[:254]), network_of(address)
    _require_open(session, kind=kind, name=name, address=place, now=now)
    sign_in.add_attempt(session, kind=kind, name=name, address=place, created_at=now)


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 subscriber owns."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _require_open(session: Session, *, kind: AttemptKind, name: str, address: str, now: datetime) -> None:
    sign_in.lock_tries(session, key=f"{kind.value}:{name}:{address}")
    since = now - WINDOW
    bounds = (
        (MAX_TRIES_PER_NAME_AND_ADDRESS, name, address),
        (MAX_TRIES_PER_ADDRESS, None, address),
        (MAX_TRIES_PER_NAME, name, None),
    )
    for maximum, of_name, of_address in bounds:
        tries = sign_in.failed_attempts(session, kind=kind, since=since, name=of_name, address=of_address)
        if tries.count < maximum:
            continue
        is_known = of_address is None and sign_in.address_is_known(
            session, name=name, address=address, since=now - KNOWN_ADDRESS_FOR
        )
        if not is_known:
            log.warning("sign_in.throttled", extra={"kind": kind.value, "address": address})
            opens_at = (tries.oldest or now) + WINDOW
            raise TooManyTries(int((opens_at - now).total_seconds()))


def _name_key(name: str) -> str:
    """A keyed digest: people type other people's addresses here, and sometimes their own password."""
    key = settings().password_pepper.encode()
    return hmac.new(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
