"""Who is signed in where: a one-time ticket becomes a cookie, and every run asks the database whose it is."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from core.accounts import tokens
from core.accounts.fields import is_sample
from core.accounts.types import NewSession
from core.actor import Actor, Role
from core.clock import utc_now
from core.config import settings
from core.demo import door
from db.models.accounts import TokenKind
from db.repositories import accounts, sign_in

log = logging.getLogger(__name__)

STAY_SIGNED_IN = timedelta(days=30)
IDLE = timedelta(hours=12)
STAFF_LIMIT = timedelta(hours=12)  # tutors and administrators, from sign-in on, used or not
_SEEN_STEP = timedelta(minutes=1)
_STAFF = frozenset({Role.tutor, Role.admin})


def cookie_name() -> str:
    """The session cookie's name; over https browsers enforce what the prefix promises."""
    return "__Host-ielts_session" if settings().is_https else "ielts_session"


def issue_ticket(
    session: Session, *, user_id: int, stay_signed_in: bool = False, must_change_password: bool = False
) -> str:
    """A ticket that `open_session` swaps for a session, once, within 30 seconds."""
    return tokens.issue(
        session,
        user_id=user_id,
        kind=TokenKind.sign_in,
        payload={"stay_signed_in": stay_signed_in, "must_change_password": must_change_password},
    )


def open_session(session: Session, *, ticket: str) -> NewSession:
    """Swap a ticket for a session token of 256 bits; only its digest is kept.

    Raises:
        LinkExpired: The ticket was used before or is older than 30 seconds.
    """
    taken = tokens.take(session, secret=ticket, kind=TokenKind.sign_in)
    stays = bool(taken.payload.get("stay_signed_in"))
    is_staff = bool(_roles(accounts.group_names(session, user_id=taken.user_id)) & _STAFF)
    lifetime = STAFF_LIMIT if is_staff else STAY_SIGNED_IN
    token = tokens.new_secret()
    now = utc_now()
    sign_in.add_session(
        session,
        user_id=taken.user_id,
        token_hash=tokens.digest(token),
        created_at=now,
        last_seen_at=now,
        expires_at=now + lifetime,
        stay_signed_in=stays,
        must_change_password=bool(taken.payload.get("must_change_password")),
    )
    log.info("session.opened", extra={"user_id": taken.user_id})
    return NewSession(token=token, max_age_seconds=int(lifetime.total_seconds()) if stays else None)


def find_actor(session: Session, token: str) -> Actor | None:
    """Whose session this is now; roles, settings and every reason to end it are fresh at each call.

    None for an unknown, ended, too old or idle session and for a person who may not sign in any more.
    """
    if not token:
        return None
    now = utc_now()
    row = sign_in.find_actor_row(session, token_hash=tokens.digest(token), now=now, seen_since=now - IDLE)
    if row is None:
        return None
    if is_sample(row.email) and not door.is_available():
        return None  # a guest's cookie is worth nothing once this is no longer somebody's own machine
    roles = _roles(row.groups or ())
    if roles & _STAFF and row.opened_at <= now - STAFF_LIMIT:
        return None
    if row.last_seen_at <= now - _SEEN_STEP:
        sign_in.touch_session(session, session_id=row.session_id, now=now, not_since=now - _SEEN_STEP)
    return Actor(
        user_id=row.user_id,
        display_name=row.display_name,
        email=row.email,
        roles=roles,
        is_email_verified=row.email_verified_at is not None,
        timezone=row.timezone or "UTC",
        module_type=row.module_type,
        target_band=row.target_band,
        test_date=row.test_date,
        is_superuser=row.is_superuser,
        must_change_password=row.must_change_password and bool(roles & _STAFF),
    )


def end_session(session: Session, *, token: str) -> None:
    """End the session of this token; nothing happens if there is none."""
    sign_in.revoke_session(session, token_hash=tokens.digest(token), now=utc_now())


def end_all(session: Session, *, user_id: int, except_token: str | None = None) -> int:
    """End the person's sessions everywhere, but for one if its token is given; how many were open."""
    now = utc_now()
    # Tickets first: a swap that is under way finishes before, and its session is seen by the next statement.
    sign_in.void_tokens(session, user_id=user_id, kinds=(TokenKind.sign_in,), now=now)
    spared = tokens.digest(except_token) if except_token else None
    ended = sign_in.revoke_sessions(session, user_id=user_id, now=now, except_token_hash=spared)
    if spared is None:
        user = accounts.user_for_update(session, user_id=user_id)
        if user is not None:
            user.sessions_valid_from = now
    log.info("session.ended_all", extra={"user_id": user_id, "ended": ended})
    return ended


def forget_past(session: Session) -> int:
    """Delete tries older than 30 days, and sessions and tokens a week after their end; the number of rows."""
    now = utc_now()
    return sign_in.delete_past(
        session, attempts_before=now - timedelta(days=30), sessions_before=now - timedelta(days=7)
    )


def _roles(names: Iterable[str]) -> frozenset[Role]:
    return frozenset(role for role in Role if role.value in set(names))
