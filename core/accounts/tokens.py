"""One-time secrets: 256 random bits in the mail or the page, only their digest in the database."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from core.accounts.errors import LinkExpired, TooManyMails
from core.clock import utc_now
from db.models.accounts import TokenKind
from db.repositories import sign_in

LIFETIMES = {
    TokenKind.verify_email: timedelta(days=3),
    TokenKind.reset_password: timedelta(minutes=15),
    TokenKind.sign_in: timedelta(seconds=30),
    TokenKind.erase_account: timedelta(minutes=30),
}
MAX_LINKS_AN_HOUR = 3  # of one kind for one person, so that nobody's mailbox can be flooded
_MAX_SECRET_CHARACTERS = 100


@dataclass(frozen=True)
class TakenToken:
    """Whose token it was and what it carried."""

    user_id: int
    payload: dict[str, str | bool]


def new_secret() -> str:
    """256 random bits as text that can stand in an address or a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the database keeps of a secret; a long text that was sent to us is cut first."""
    return hashlib.sha256(secret[:_MAX_SECRET_CHARACTERS].encode("utf-8", "surrogatepass")).hexdigest()


def require_few_mails(session: Session, *, user_id: int, kind: TokenKind) -> None:
    """Refuse when the person was sent enough of these links within the last hour.

    Raises:
        TooManyMails: Three of the kind.
    """
    since = utc_now() - timedelta(hours=1)
    if sign_in.count_tokens(session, user_id=user_id, kind=kind, since=since) >= MAX_LINKS_AN_HOUR:
        raise TooManyMails


def issue(session: Session, *, user_id: int, kind: TokenKind, payload: dict[str, str | bool]) -> str:
    """A new secret for this person; it is returned once and never stored."""
    secret = new_secret()
    now = utc_now()
    sign_in.add_token(
        session,
        user_id=user_id,
        kind=kind,
        token_hash=digest(secret),
        payload=payload,
        created_at=now,
        expires_at=now + LIFETIMES[kind],
    )
    return secret


def take(session: Session, *, secret: str, kind: TokenKind) -> TakenToken:
    """Use the secret up.

    Raises:
        LinkExpired: It was used before, is too old or was never ours.
    """
    row = sign_in.take_token(session, token_hash=digest(secret), kind=kind, now=utc_now())
    if row is None:
        raise LinkExpired
    return TakenToken(user_id=row[0], payload=row[1] or {})


def require_good(session: Session, *, secret: str, kind: TokenKind) -> None:
    """Refuse a secret that `take` would refuse; it is not used up.

    Raises:
        LinkExpired: As `take`.
    """
    token = sign_in.find_token(session, token_hash=digest(secret), kind=kind)
    if token is None or token.used_at is not None or token.expires_at <= utc_now():
        raise LinkExpired
