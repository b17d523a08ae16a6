"""Who used a power over somebody else's rows: entries are added, never changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor
from db.repositories import audit_log


def record(
    session: Session,
    actor: Actor | None,
    *,
    action: str,
    entity: str,
    entity_id: int | str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Note that `actor` did this; None is whoever can run commands on the server.

    `action` is `noun.past_verb`; `detail` holds ids and words of ours, never text or addresses of people.
    """
    audit_log.add(
        session,
        actor_id=actor.user_id if actor else None,
        action=action,
        entity=entity,
        entity_id=str(entity_id),
        detail=dict(detail) if detail else None,
    )
