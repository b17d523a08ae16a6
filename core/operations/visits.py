"""Administrators see everybody's rows, so that they looked is written down too."""

from datetime import timedelta

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.clock import utc_now
from db.repositories import operations

ACTION = "page.opened"
ONE_VISIT = timedelta(hours=1)


def note(session: Session, actor: Actor, *, page: str) -> None:
    """Log that an administrator opened a page, once an hour and page.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    since = utc_now() - ONE_VISIT
    if not operations.logged_since(session, actor_id=actor.user_id, action=ACTION, entity_id=page, since=since):
        audit_log.record(session, actor, action=ACTION, entity="page", entity_id=page)
