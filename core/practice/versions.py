"""How many versions of an essay a tutor takes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.clock import utc_now
from core.practice.errors import NoMoreVersions
from db.repositories import draft_limits


def require_open(session: Session, actor: Actor, *, task_id: int) -> None:
    """Refuse one more essay of the actor's on a task of which set work has as many as it takes.

    Raises:
        NoMoreVersions: Until the day on which that work is due.
    """
    until = closed_until(session, actor, task_id=task_id)
    if until is not None:
        raise NoMoreVersions(until.astimezone(ZoneInfo(actor.timezone)).date())


def closed_until(session: Session, actor: Actor, *, task_id: int) -> datetime | None:
    """Until when set work takes no more essays of the actor's on a task; None while it does."""
    return draft_limits.find_closed_until(session, user_id=actor.user_id, task_id=task_id, now=utc_now())
