"""Runs of the audit."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from db.models.platform import BooksCheck


def lift_time_limit(session: Session) -> None:
    """Let the statements of this transaction take as long as they need."""
    session.execute(text("set local statement_timeout = 0"))


def add(session: Session, *, seconds: Decimal, broken: dict[str, int]) -> None:
    """Keep a run."""
    session.add(BooksCheck(seconds=seconds, broken=broken))
    session.flush()


def newest(session: Session) -> BooksCheck | None:
    """The last run."""
    return session.scalar(select(BooksCheck).order_by(BooksCheck.id.desc()).limit(1))


def forget_before(session: Session, *, moment: datetime) -> None:
    """Delete older runs."""
    session.execute(delete(BooksCheck).where(BooksCheck.created_at < moment))
