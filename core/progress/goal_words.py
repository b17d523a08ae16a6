"""A goal in words: what it is, where it stands, what it asks of a week."""

from datetime import date
from decimal import Decimal
from math import ceil

from core.assessment.criteria import label
from core.assessment.types import Criterion
from core.progress.claims import GOAL_WINDOW
from db.models.progress import GoalType

_NEAR_WEEKS = 4  # half a band within a month is rare
_MANY_A_WEEK = 14


def title(goal_type: GoalType, target: Decimal, task_number: int | None, criterion: str | None) -> str:
    """The goal itself."""
    if goal_type is GoalType.practice_count:
        return f"{target:.0f} essays handed in"
    if goal_type is GoalType.consistency:
        return f"{target:.0f} practice days in a row"
    if criterion is not None:
        return f"Band {target:.0f} for {label(Criterion(criterion), task_number or 2)} in Task {task_number}"
    return f"Band {target:.1f} in Task {task_number}"


def now(goal_type: GoalType, current: Decimal) -> str:
    """Where it stands."""
    if goal_type is GoalType.practice_count:
        return f"{current:.0f} so far."
    if goal_type is GoalType.consistency:
        return "No row of days just now." if not current else f"{current:.0f} in a row now."
    if not current:
        return f"It shows after {GOAL_WINDOW} first attempts of this task."
    shown = f"{current:.2f}".removesuffix("0").removesuffix(".0")
    return f"The middle of your last {GOAL_WINDOW} first attempts is {shown}."


def week(goal_type: GoalType, target: Decimal, current: Decimal, by: date | None, today: date) -> str:
    """What the rest of the way asks of each week, kindly where the day is too near; "" without a day."""
    if by is None:
        return ""
    if by < today:
        return "The day is over. The goal still counts whenever you reach it."
    days = (by - today).days + 1
    weeks = max(1.0, days / 7)
    left = target - current
    if goal_type is GoalType.practice_count:
        each = ceil(float(left) / weeks)
        if each > _MANY_A_WEEK:
            return f"That is {each} essays a week, more than anybody can use. A later day would help you more."
        return f"That is {each} {'essay' if each == 1 else 'essays'} a week."
    if goal_type is GoalType.consistency:
        if left > days:
            return f"Only {days} days are left, so this day is too near. The row still counts when it comes."
        return "Six days a week are enough: one day a week is free."
    if not current:
        return f"Start with {GOAL_WINDOW} essays: two a week are a good pace."
    halves = float(left) / 0.5
    if halves * _NEAR_WEEKS > weeks:
        return "This day is very near for such a step. Two essays and two new drafts a week help most."
    return "Two essays a week, and a new draft of each, are a good pace for this."
