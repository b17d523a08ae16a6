"""Rows of the audit log."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.platform import AuditLogEntry


def add(session: Session, **columns: Any) -> None:
    """An entry; a trigger keeps it as it is."""
    session.execute(insert(AuditLogEntry).values(**columns))
