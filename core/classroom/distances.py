"""How far the learners of a class are from their targets, and how near their tests."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.classroom.cockpit import LearnerRow

SOON_DAYS, NEXT_DAYS = 30, 90
_HALF = Decimal("0.5")


class Distance(StrEnum):
    """The newest overall band against the target."""

    reached = "reached"
    half = "half"
    one = "one"
    more = "more"
    unknown = "unknown"


class ExamTime(StrEnum):
    """When the test is: within 30 days, within 90, later or without a date."""

    soon = "soon"
    next = "next"
    later = "later"


Group = tuple[Distance, ExamTime | None]


def distance_of(row: LearnerRow) -> Distance:
    """How many bands are missing; unknown without a target or a result."""
    if row.overall is None or row.target is None:
        return Distance.unknown
    missing = row.target - row.overall
    if missing <= 0:
        return Distance.reached
    if missing <= _HALF:
        return Distance.half
    return Distance.one if missing <= 1 else Distance.more


def time_of(row: LearnerRow, today: date) -> ExamTime:
    """How near the test is; a day that has passed says nothing of the next one."""
    days = None if row.test_date is None else (row.test_date - today).days
    if days is None or days < 0 or days > NEXT_DAYS:
        return ExamTime.later
    return ExamTime.soon if days <= SOON_DAYS else ExamTime.next


def counts(rows: Sequence[LearnerRow], today: date) -> dict[Distance, dict[ExamTime, int]]:
    """How many learners stand in each group; every group is there, also with nobody in it."""
    found = {distance: dict.fromkeys(ExamTime, 0) for distance in Distance}
    for row in rows:
        found[distance_of(row)][time_of(row, today)] += 1
    return found


def of_group(rows: Sequence[LearnerRow], group: Group, today: date) -> list[LearnerRow]:
    """The learners of one group; without a time those of every time."""
    distance, when = group
    return [row for row in rows if distance_of(row) is distance and when in (None, time_of(row, today))]
