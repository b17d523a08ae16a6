"""How many versions of an essay a tutor takes."""

from datetime import date, datetime
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
    until = draft_limits.find_closed_until(session, user_id=actor.user_id, task_id=task_id, now=utc_now())
    if until is not None:
        raise NoMoreVersions(day_of(until, actor))


def day_of(moment: datetime, actor: Actor) -> date:
    """The day of a moment where the actor lives."""
    return moment.astimezone(ZoneInfo(actor.timezone)).date()
