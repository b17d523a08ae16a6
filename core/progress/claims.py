"""What a noisy band may claim: a trend, a goal and steadiness, each in one sentence."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from enum import StrEnum
from math import sqrt
from statistics import mean, median

from core.progress.formulas import WINDOW
from core.progress.types import Attempt

COMPARED = 3  # first attempts on each side of a comparison
GOAL_WINDOW = 4  # a goal is reached by the median of so many first attempts
# Root of the mean squared error of one band against people's, by task number (docs/assessment.md, "Measured").
MEASURED_ERROR = {1: 0.97, 2: 0.83}
_STEADY, _MOVING = Decimal("0.66"), Decimal("0.33")


class Trend(StrEnum):
    """What six first attempts of one task show."""

    improved = "improved"
    fell = "fell"
    same = "same"
    too_early = "too_early"
    engines_differ = "engines_differ"


_TRENDS = {
    Trend.improved: "Improved: your last three essays are clearly above the three before.",
    Trend.fell: "Lower: your last three essays are clearly below the three before.",
    Trend.same: "About the same: your last three essays differ too little from the three before to say more.",
    Trend.engines_differ: (
        "Your last six essays were read by different versions of our engine, so we do not compare them."
    ),
}


def noise(task_number: int) -> float:
    """How far two means of three essays differ by chance alone, in bands: twice the error of such a difference.

    The error of one band, times the root of 2/3; beyond twice that lies one case in twenty.
    """
    return 2 * MEASURED_ERROR[task_number] * sqrt(2 / COMPARED)


def trend(task_number: int, bands: Sequence[Decimal], engines: Collection[str]) -> Trend:
    """What may be said of first attempts of one task, oldest first, redrafts left out, with the engines that read them.

    A change is said only of the last three against the three before, only beyond the noise, and only where one
    version of the engine has read all six.
    """
    last = bands[-2 * COMPARED :]
    if len(last) < 2 * COMPARED:
        return Trend.too_early
    if len(set(engines)) > 1:
        return Trend.engines_differ
    change = float(mean(last[COMPARED:]) - mean(last[:COMPARED]))
    if abs(change) <= noise(task_number):
        return Trend.same
    return Trend.improved if change > 0 else Trend.fell


def trend_sentence(task_number: int, firsts: Sequence[Attempt]) -> str:
    """The trend in one sentence: `firsts` are first attempts of one task, oldest first, redrafts left out."""
    if not firsts:
        return f"No Task {task_number} essay yet."
    last = firsts[-2 * COMPARED :]
    found = trend(task_number, [each.band for each in last], {each.engine for each in last})
    if found is Trend.too_early:
        missing = 2 * COMPARED - len(last)
        more = "1 more essay" if missing == 1 else f"{missing} more essays"
        return f"Too early to see a trend: {more} of Task {task_number} will show it."
    return _TRENDS[found]


def middle_band(firsts: Sequence[Attempt]) -> Decimal | None:
    """The median of the last four first attempts; None with fewer."""
    last = [attempt.band for attempt in firsts[-GOAL_WINDOW:]]
    return Decimal(median(last)) if len(last) == GOAL_WINDOW else None


def goal_sentence(firsts: Sequence[Attempt], target: Decimal | None) -> str:
    """Whether the target is reached, by the median of the last four first attempts; "" without target or essay."""
    if target is None or not firsts:
        return ""
    middle = middle_band(firsts)
    if middle is None:
        missing = GOAL_WINDOW - len(firsts)
        return f"Whether you are at {target:.1f} shows after {missing} more {'essay' if missing == 1 else 'essays'}."
    shown = f"{middle:.2f}".removesuffix("0")
    if middle >= target:
        return f"At your target: the middle of your last four essays is {shown}."
    return f"Not yet at {target:.1f}: the middle of your last four essays is {shown}."


def consistency_sentence(consistency: Decimal | None, firsts: Sequence[Attempt]) -> str:
    """How steady the last essays are; `consistency` runs from 0 to 1 and is None with fewer than three."""
    if consistency is None:
        return ""
    last = [attempt.band for attempt in firsts[-WINDOW:]]
    low, high = min(last), max(last)
    if low == high:
        return f"Steady: your last {len(last)} essays all got {low:.1f}."
    between = f"your last {len(last)} essays lie between {low:.1f} and {high:.1f}"
    if consistency >= _STEADY:
        return f"Steady: {between}."
    if consistency >= _MOVING:
        return f"Some ups and downs: {between}. A part of that is our own measuring."
    return f"Up and down: {between}. A part of that is our own measuring."
