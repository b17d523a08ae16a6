"""What fits into a week of the minutes a day that somebody has, and how much of it is done.

The times are ours: an essay takes its time in the test and a look at the result, a redraft less; exercises take three
minutes a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from core.progress.types import Attempt, Overview

DAYS = 7
EXERCISES = 3  # minutes a day
MINUTES = {"task_2": 55, "task_1": 30, "redraft": 25}
MOST = 7  # of each: who has more time reads, and writes them better


@dataclass(frozen=True)
class WeekPlan:
    """How many essays of each task and redrafts fit, and how many of each are done since Monday."""

    minutes_a_day: int
    task_2: int
    task_1: int
    redrafts: int
    done_2: int
    done_1: int
    done_redrafts: int

    def sentence(self) -> str:
        """The plan and what is done of it; for a few minutes a day, what they are good for."""
        if not self.task_2 + self.task_1:
            return f"With {self.minutes_a_day} minutes a day: your exercises, and one paragraph written again."
        parts = [
            f"{done} of {count} {name}"
            for count, done, name in (
                (self.task_2, self.done_2, "Task 2"),
                (self.task_1, self.done_1, "Task 1"),
                (self.redrafts, self.done_redrafts, "redrafts"),
            )
            if count
        ]
        return f"With {self.minutes_a_day} minutes a day: {', '.join(parts)}."


def week_plan(minutes_a_day: int, overview: Overview, *, timezone: str) -> WeekPlan:
    """Task 2, Task 1 and a redraft in turn until the week is full; Task 2 first, since it counts twice.

    Somebody with time for a Task 1 essay alone gets that.
    """
    left = DAYS * (minutes_a_day - EXERCISES)
    counts = dict.fromkeys(MINUTES, 0)
    while any(left >= MINUTES[kind] and counts[kind] < MOST for kind in ("task_2", "task_1")):
        for kind, minutes in MINUTES.items():
            if (
                left >= minutes
                and counts[kind] < MOST
                and (kind != "redraft" or counts["task_2"] + counts["task_1"] > 0)
            ):
                counts[kind] += 1
                left -= minutes
    monday = overview.today - timedelta(days=overview.today.weekday())

    def done(attempts: Sequence[Attempt], *, redrafts: bool) -> int:
        zone = ZoneInfo(timezone)
        return sum(
            each.is_redraft is redrafts and each.submitted_at.astimezone(zone).date() >= monday for each in attempts
        )

    two, one = overview.task_2.attempts, overview.task_1.attempts
    return WeekPlan(
        minutes_a_day=minutes_a_day,
        task_2=counts["task_2"],
        task_1=counts["task_1"],
        redrafts=counts["redraft"],
        done_2=done(two, redrafts=False),
        done_1=done(one, redrafts=False),
        done_redrafts=done(two, redrafts=True) + done(one, redrafts=True),
    )
