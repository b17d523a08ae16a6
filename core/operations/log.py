"""The log of powers used: who did what to whose rows. Rows are added, never changed."""

from datetime import timedelta

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.clock import utc_now
from db.models.platform import AuditLogEntry
from db.repositories import operations

ONE_VISIT = timedelta(hours=1)


def record(
    session: Session,
    actor: Actor,
    *,
    action: str,
    entity: str | None = None,
    entity_id: int | str | None = None,
    **detail: str | int | None,
) -> None:
    """Write down that the actor did this; `action` is named like an event of the logs (noun.past_verb)."""
    session.add(
        AuditLogEntry(
            actor_id=actor.user_id,
            action=action,
            entity=entity,
            entity_id=None if entity_id is None else str(entity_id),
            detail=detail or None,
        )
    )
    session.flush()


def opened(session: Session, actor: Actor, *, page: str) -> None:
    """Write down that an administrator looked at a page, once an hour and page.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    if not operations.logged_since(
        session, actor_id=actor.user_id, action="page.opened", entity_id=page, since=utc_now() - ONE_VISIT
    ):
        record(session, actor, action="page.opened", entity="page", entity_id=page)
