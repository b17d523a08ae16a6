"""Every movement of a person's credits, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor
from core.clock import utc_now
from db.repositories import credit_movements

PAGE = 30
Place = tuple[datetime, int, int]  # where a page ends: moment, kind and number of its last row
_START: Place = (datetime(9999, 12, 31, tzinfo=UTC), 9, 0)
_USED = 3


@dataclass(frozen=True)
class Movement:
    """One line of the list. `change` is what it does to the credits left: -1, 0 (held and come back), +5.

    `usage_id` is set for a credit that is spent, so that it can be given back; `submission_id` where an essay
    belongs to it.
    """

    at: datetime
    sentence: str
    change: int
    submission_id: int | None
    usage_id: int | None
    place: Place


@dataclass(frozen=True)
class Movements:
    """A page of at most 30, newest first; `older` is where the next one begins, None at the end."""

    rows: tuple[Movement, ...]
    older: Place | None


def list_movements(session: Session, actor: Actor, *, before: Place | None = None) -> Movements:
    """One page of the actor's own credits."""
    return of_person(session, user_id=actor.user_id, before=before)


def of_person(session: Session, *, user_id: int, before: Place | None = None) -> Movements:
    """One page of anybody's credits, for whoever has checked that they may be seen."""
    rows: Sequence[Any] = credit_movements.page(
        session, user_id=user_id, before=before or _START, now=utc_now(), limit=PAGE + 1
    )
    shown = rows[:PAGE]
    found = tuple(_movement(row) for row in shown)
    return Movements(found, found[-1].place if len(rows) > PAGE else None)


def _movement(row: Any) -> Movement:
    if row.kind != _USED:
        return Movement(row.at, _given(row), row.amount, None, None, (row.at, row.kind, row.id))
    change = -row.amount if row.state in ("reserved", "consumed") else 0
    usage_id = row.id if row.state == "consumed" else None
    return Movement(row.at, _used(row), change, row.submission_id, usage_id, (row.at, row.kind, row.id))


def _given(row: Any) -> str:
    if row.state == "begun":
        return f"A new month began: {_count(row.amount)} from your plan {row.reason}."
    return f"You got {_count(row.amount)} on top: {_ended(row.reason)}"


def _used(row: Any) -> str:
    what = f"Feedback on “{row.title}”" if row.title else "A mock test"
    bonus = "bonus " if row.usage_type == "bonus_feedback" else ""
    cost = f"one {bonus}credit" if row.amount == 1 else f"{row.amount} {bonus}credits"
    if row.state == "consumed":
        return f"{what} used {cost}."
    if row.state == "reserved":
        return f"{what} holds {cost} until the result is there."
    if row.state == "refunded":
        return f"{what} used {cost}, and we gave it back: {_ended(row.reason or 'a mistake of ours')}"
    return f"{what} held {cost}, and it came back because {_why_back(row)}."


def _why_back(row: Any) -> str:
    """Why a hold came back, as the assessment that it was for stands now."""
    if row.assessment_status is None:
        return "the task was left empty, or its text had a result already"
    if row.assessment_status == "cancelled":
        return "the essay was taken back"
    if row.assessment_status == "completed" and row.is_provisional:
        return "nobody looked at the result in time"
    if row.assessment_status == "completed" and not row.billable:
        return "this result is free"
    return "we could not assess the essay"


def _count(amount: int) -> str:
    return "one credit" if amount == 1 else f"{amount} credits"


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
