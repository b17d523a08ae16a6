"""How many versions of an essay set work takes, and whether somebody has handed in that many."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.repositories.assignments import FOR_WHOM

# work that limits the versions of the essays of {user_id} on {task_id} and is open at {at}
_LAST_DAY = f"""
    select max(a.due_at)
    from classroom_membership as m
    join classroom_cohort as c on c.id = m.cohort_id and c.archived_at is null
    join classroom_assignment as a on a.cohort_id = c.id and a.task_id = {{task_id}}
    where m.user_id = {{user_id}} and ({FOR_WHOM})
      and a.drafts_allowed is not null and a.withdrawn_at is null and {{at}} between a.opens_at and a.due_at
"""  # noqa: S608 (our own text)
_AS_MANY_AS_ALLOWED = """
      and a.drafts_allowed <= (
          select count(*) from practice_submission as s
          where s.user_id = m.user_id and s.task_id = a.task_id
            and (s.status in ('submitted', 'assessed') and s.submitted_at >= a.opens_at
                 or s.status = 'draft' and s.session_id is not null)
      )
"""


def closed_until(user_id: str, task_id: str) -> str:
    """SQL of the moment until which set work takes no more of this person's essays on the task; null if it does.

    Both arguments are SQL of our own: a column or a bound name. The statement binds `now`.
    """
    return _LAST_DAY.format(user_id=user_id, task_id=task_id, at=":now") + _AS_MANY_AS_ALLOWED


def limited_until(user_id: str, task_id: str, at: str) -> str:
    """SQL of the last day of set work that limits the versions of an essay handed in at that moment; null if none.

    The arguments are SQL of our own.
    """
    return _LAST_DAY.format(user_id=user_id, task_id=task_id, at=at)


_CLOSED_UNTIL = text(closed_until(":user_id", ":task_id"))


def find_closed_until(session: Session, *, user_id: int, task_id: int, now: datetime) -> datetime | None:
    """Until when set work takes no more of this person's essays on the task; None where it does."""
    found: datetime | None = session.scalar(_CLOSED_UNTIL, {"user_id": user_id, "task_id": task_id, "now": now})
    return found
