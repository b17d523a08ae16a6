"""Goals of a learner: set, kept current by what happens, reached once.

A band goal, of a whole task or of one criterion, is reached by the median of the last four first attempts: one good
essay is luck (the rule of the Progress page). A count starts with the goal; a row of days follows the streak's rule.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Criterion
from core.clock import utc_now
from core.notifications import outbox, unsubscribing
from core.notifications.links import page_link
from core.progress import goal_words, practice_mails, streaks
from core.progress.claims import GOAL_WINDOW
from core.progress.goal_errors import GoalExists, GoalInThePast, GoalMet, GoalNotFound, GoalOutOfRange, TooManyGoals
from core.progress.practice_days import practice_days
from db.models.progress import GoalType, UserGoal
from db.repositories import goals as rows
from db.repositories import progress

MOST_OPEN = 8
MOST_ESSAYS, MOST_DAYS = 500, 365
_RANGES = {
    GoalType.band_score: (Decimal(1), Decimal(9), Decimal("0.5")),
    GoalType.skill_improvement: (Decimal(1), Decimal(9), Decimal(1)),
    GoalType.practice_count: (Decimal(1), Decimal(MOST_ESSAYS), Decimal(1)),
    GoalType.consistency: (Decimal(2), Decimal(MOST_DAYS), Decimal(1)),
}


@dataclass(frozen=True)
class Goal:
    """A goal as its owner sees it. `share` runs from 0 to 1; `now` and `week` are sentences ("" if none fits)."""

    goal_id: int
    goal_type: GoalType
    title: str
    target: Decimal
    current: Decimal
    share: float
    target_date: date | None
    now: str
    week: str
    is_achieved: bool
    achieved_on: date | None


def set_goal(
    session: Session,
    actor: Actor,
    *,
    goal_type: GoalType,
    target: Decimal,
    target_date: date | None = None,
    task_number: int = 2,
    criterion: Criterion | None = None,
) -> int:
    """Set a goal; its number. Band goals look at one task, `criterion` is for a skill alone.

    Raises:
        GoalOutOfRange: Not a number that this kind of goal can have.
        GoalInThePast: The date is over.
        GoalMet: The actor is there already.
        GoalExists: The same goal is open.
        TooManyGoals: Eight are open.
    """
    is_band = goal_type in (GoalType.band_score, GoalType.skill_improvement)
    low, high, step = _RANGES[goal_type]
    if not low <= target <= high or target % step or (is_band and task_number not in (1, 2)):
        raise GoalOutOfRange
    if (goal_type is GoalType.skill_improvement) != (criterion is not None):
        raise GoalOutOfRange
    if target_date is not None and target_date < _today(actor.timezone):
        raise GoalInThePast
    made = UserGoal(
        user_id=actor.user_id,
        goal_type=goal_type,
        task_number=task_number if is_band else None,
        criterion=criterion.value if criterion else None,
        target_value=target,
        target_date=target_date,
        created_at=utc_now(),
    )
    open_now = rows.open_for_update(session, user_id=actor.user_id)
    if any(_about(each) == _about(made) for each in open_now):
        raise GoalExists
    if len(open_now) >= MOST_OPEN:
        raise TooManyGoals
    made.current_value = _current(session, made, timezone=actor.timezone)
    if made.current_value >= target:
        raise GoalMet
    session.add(made)
    session.flush()
    return made.id


def drop(session: Session, actor: Actor, *, goal_id: int) -> None:
    """Take a goal back; one that was reached may go too.

    Raises:
        GoalNotFound: It is not the actor's.
    """
    found = rows.for_update(session, goal_id=goal_id, user_id=actor.user_id)
    if found is None:
        raise GoalNotFound
    session.delete(found)
    session.flush()


def list_mine(session: Session, actor: Actor) -> tuple[Goal, ...]:
    """The actor's goals: open ones by date, then those reached."""
    today = _today(actor.timezone)
    found = []
    for row in rows.list_of(session, user_id=actor.user_id):
        current = row.current_value if row.is_achieved else _current(session, row, timezone=actor.timezone)
        found.append(_goal(row, current, today, actor.timezone))
    return tuple(found)


def nearest(session: Session, actor: Actor) -> Goal | None:
    """The open goal with the nearest day, as of the last result; None without one."""
    today = _today(actor.timezone)
    row = next((row for row in rows.list_of(session, user_id=actor.user_id) if not row.is_achieved), None)
    return None if row is None else _goal(row, row.current_value, today, actor.timezone)


def refresh(session: Session, *, user_id: int) -> int:
    """Bring a person's open goals up to date after something counted; how many were reached just now.

    A goal reached is told by mail to those who want mails.
    """
    reached = 0
    timezone = progress.timezone_of(session, user_id=user_id)
    for row in rows.open_for_update(session, user_id=user_id):
        row.current_value = _current(session, row, timezone=timezone)
        if row.current_value >= row.target_value:
            row.is_achieved, row.achieved_at = True, utc_now()
            _tell(session, row)
            reached += 1
    session.flush()
    return reached


def _current(session: Session, row: UserGoal, *, timezone: str) -> Decimal:
    if row.goal_type is GoalType.practice_count:
        return Decimal(min(999, rows.count_handed_in(session, user_id=row.user_id, since=row.created_at)))
    if row.goal_type is GoalType.consistency:
        today = _today(timezone)
        days = practice_days(session, user_id=row.user_id, timezone=timezone, today=today)
        return Decimal(min(999, streaks.streak(days, today=today)))
    bands = rows.last_bands(
        session,
        user_id=row.user_id,
        task_number=row.task_number or 2,
        criterion=row.criterion,
        limit=GOAL_WINDOW,
    )
    return Decimal(median(bands)) if len(bands) == GOAL_WINDOW else Decimal(0)


def _about(row: UserGoal) -> tuple[object, ...]:
    return (row.goal_type, row.task_number, row.criterion, row.target_value)


def _goal(row: UserGoal, current: Decimal, today: date, timezone: str) -> Goal:
    is_band = row.goal_type in (GoalType.band_score, GoalType.skill_improvement)
    start = Decimal(1) if is_band else Decimal(0)
    way = row.target_value - start
    gone = max(Decimal(0), current - start)
    asked = goal_words.week(row.goal_type, row.target_value, current, row.target_date, today)
    return Goal(
        goal_id=row.id,
        goal_type=row.goal_type,
        title=goal_words.title(row.goal_type, row.target_value, row.task_number, row.criterion),
        target=row.target_value,
        current=current,
        share=1.0 if row.is_achieved or way <= 0 else min(1.0, float(gone / way)),
        target_date=row.target_date,
        now=goal_words.now(row.goal_type, current),
        week="" if row.is_achieved else asked,
        is_achieved=row.is_achieved,
        achieved_on=row.achieved_at.astimezone(ZoneInfo(timezone)).date() if row.achieved_at else None,
    )


def _tell(session: Session, row: UserGoal) -> None:
    address = practice_mails.address_of(session, user_id=row.user_id)
    if address is None:
        return
    outbox.put(
        session,
        recipient=address,
        template="goal_reached",
        context={
            "goal": goal_words.title(row.goal_type, row.target_value, row.task_number, row.criterion),
            "link": page_link("progress", view="Goals"),
            "unsubscribe": unsubscribing.link(row.user_id),
        },
        user_id=row.user_id,
    )


def _today(timezone: str) -> date:
    return utc_now().astimezone(ZoneInfo(timezone)).date()
