"""Rows of sessions, of secrets that work once, and of tries to sign in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, delete, exists, func, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.accounts import AttemptKind, Group, LoginAttempt, LoginSession, Token, TokenKind, User
from db.models.content import ModuleType
from db.types import UtcDateTime


@dataclass(frozen=True)
class FailedAttempts:
    """How many, and when the oldest was."""

    count: int
    oldest: datetime | None


class ActorRow(NamedTuple):
    """What `find_actor_row` reads."""

    session_id: int
    opened_at: datetime
    last_seen_at: datetime
    must_change_password: bool
    user_id: int
    display_name: str
    email: str
    email_verified_at: datetime | None
    timezone: str | None
    module_type: ModuleType
    target_band: Decimal | None
    test_date: date | None
    is_superuser: bool
    groups: list[str] | None


_user_groups = User.metadata.tables["accounts_customuser_groups"]

# Built once: every run of every page asks it.
_ACTOR = (
    select(
        LoginSession.id,
        LoginSession.created_at,
        LoginSession.last_seen_at,
        LoginSession.must_change_password,
        User.id,
        User.display_name,
        User.email,
        User.email_verified_at,
        User.timezone,
        User.module_type,
        User.target_band_score,
        User.test_date,
        User.is_superuser,
        select(func.array_agg(Group.name))
        .join(_user_groups)
        .where(_user_groups.c.customuser_id == LoginSession.user_id)
        .scalar_subquery(),
    )
    .join(User, User.id == LoginSession.user_id)
    .where(
        LoginSession.token_hash == bindparam("token_hash"),
        LoginSession.revoked_at.is_(None),
        LoginSession.expires_at > bindparam("now", type_=UtcDateTime),
        or_(LoginSession.stay_signed_in, LoginSession.last_seen_at > bindparam("seen_since", type_=UtcDateTime)),
        LoginSession.created_at >= User.sessions_valid_from,
        User.is_active,
        User.erased_at.is_(None),
    )
)


# Sessions


def find_actor_row(session: Session, *, token_hash: str, now: datetime, seen_since: datetime) -> ActorRow | None:
    """The open session of this token with its person and their groups, in one look-up by the unique hash.

    A session without "stay signed in" is open only if it was used after `seen_since`.
    """
    found = session.execute(_ACTOR, {"token_hash": token_hash, "now": now, "seen_since": seen_since}).one_or_none()
    return ActorRow._make(found) if found else None


def touch_session(session: Session, *, session_id: int, now: datetime, not_since: datetime) -> None:
    """Note that the session is used, unless another request has just noted it."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.last_seen_at <= not_since)
        .values(last_seen_at=now)
        .execution_options(synchronize_session=False)
    )


def add_session(session: Session, **columns: Any) -> None:
    """A signed-in browser."""
    session.execute(insert(LoginSession).values(**columns))


def revoke_session(session: Session, *, token_hash: str, now: datetime) -> None:
    """End the session of this token, if it is open."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == token_hash, LoginSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def revoke_sessions(session: Session, *, user_id: int, now: datetime, except_token_hash: str | None = None) -> int:
    """End the person's sessions, but for one; how many were open."""
    ended = session.scalars(
        update(LoginSession)
        .where(
            LoginSession.user_id == user_id,
            LoginSession.revoked_at.is_(None),
            LoginSession.token_hash != except_token_hash if except_token_hash else true(),
        )
        .values(revoked_at=now)
        .returning(LoginSession.id)
    )
    return len(ended.all())


def clear_must_change_password(session: Session, *, token_hash: str) -> None:
    """The person of this session has set a password that is long enough."""
    session.execute(
        update(LoginSession).where(LoginSession.token_hash == token_hash).values(must_change_password=False)
    )


# One-time tokens


def add_token(session: Session, **columns: Any) -> None:
    """A token that somebody holds."""
    session.execute(insert(Token).values(**columns))


def take_token(
    session: Session, *, token_hash: str, kind: TokenKind, now: datetime
) -> Row[int, dict[str, Any] | None] | None:
    """Use a token up: whose it was and what it carries; None if it is used, too old, unknown or of another kind."""
    return session.execute(
        update(Token)
        .where(Token.token_hash == token_hash, Token.kind == kind, Token.used_at.is_(None), Token.expires_at > now)
        .values(used_at=now)
        .returning(Token.user_id, Token.payload)
    ).one_or_none()


def find_token(session: Session, *, token_hash: str, kind: TokenKind) -> Token | None:
    """A token, used or not."""
    return session.scalar(select(Token).where(Token.token_hash == token_hash, Token.kind == kind))


def count_tokens(session: Session, *, user_id: int, kind: TokenKind, since: datetime) -> int:
    """How many tokens of a kind the person was given since then."""
    query = select(func.count()).where(Token.user_id == user_id, Token.kind == kind, Token.created_at > since)
    return session.scalar(query) or 0


def void_tokens(session: Session, *, user_id: int, kinds: Collection[TokenKind], now: datetime) -> None:
    """Make the person's open tokens of these kinds useless."""
    session.execute(
        update(Token)
        .where(Token.user_id == user_id, Token.kind.in_(kinds), Token.used_at.is_(None))
        .values(used_at=now)
    )


# Tries


def lock_tries(session: Session, *, key: str) -> None:
    """Let tries under one key wait for each other until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def add_attempt(session: Session, **columns: Any) -> int:
    """A try, counted as failed until it is marked otherwise."""
    return session.scalars(insert(LoginAttempt).values(**columns).returning(LoginAttempt.id)).one()


def failed_attempts(
    session: Session, *, kind: AttemptKind, since: datetime, name: str | None, address: str | None
) -> FailedAttempts:
    """How many tries failed since then under this name, address or both, and when the oldest of them was."""
    matches = [LoginAttempt.kind == kind, LoginAttempt.created_at > since, LoginAttempt.is_successful.is_(False)]
    if name is not None:
        matches.append(LoginAttempt.name == name)
    if address is not None:
        matches.append(LoginAttempt.address == address)
    row = session.execute(select(func.count(), func.min(LoginAttempt.created_at)).where(*matches)).one()
    return FailedAttempts(count=row[0], oldest=row[1])


def address_is_known(session: Session, *, name: str, address: str, since: datetime) -> bool:
    """Whether the person of this name has signed in from this address since then."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    LoginAttempt.kind == AttemptKind.sign_in,
                    LoginAttempt.name == name,
                    LoginAttempt.address == address,
                    LoginAttempt.created_at > since,
                    LoginAttempt.is_successful,
                )
            )
        )
    )


def mark_successful(session: Session, *, attempt_id: int) -> None:
    """The try was right."""
    session.execute(update(LoginAttempt).where(LoginAttempt.id == attempt_id).values(is_successful=True))


def forget_failures(session: Session, *, attempt_id: int) -> None:
    """The owner got in: earlier slips under the same name from the same address count no more."""
    right = select(LoginAttempt.name, LoginAttempt.address).where(LoginAttempt.id == attempt_id).subquery()
    session.execute(
        delete(LoginAttempt)
        .where(
            LoginAttempt.kind == AttemptKind.sign_in,
            LoginAttempt.name == right.c.name,
            LoginAttempt.address == right.c.address,
            LoginAttempt.is_successful.is_(False),
        )
        .execution_options(synchronize_session=False)
    )


def delete_past(session: Session, *, attempts_before: datetime, sessions_before: datetime) -> int:
    """Delete tries, and sessions and tokens that ended, before these moments; how many rows that were."""
    ended = or_(LoginSession.expires_at < sessions_before, LoginSession.revoked_at < sessions_before)
    deleted = [
        session.scalars(
            delete(LoginAttempt).where(LoginAttempt.created_at < attempts_before).returning(LoginAttempt.id)
        ),
        session.scalars(delete(LoginSession).where(ended).returning(LoginSession.id)),
        session.scalars(delete(Token).where(Token.expires_at < sessions_before).returning(Token.id)),
    ]
    return sum(len(ids.all()) for ids in deleted)
