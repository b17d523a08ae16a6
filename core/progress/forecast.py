"""A band on the day of the test, as a range, with the record of what would have been said before.

The trend is a straight line whose slope is shrunk towards none. With x in weeks and y in bands, over the last 20 first
attempts of one task:

    b = Sxy / (Sxx + s²/t²)         the slope in bands a week
    m = mean(y) + b (x* - mean(x))  the middle of the forecast at x*
    v = r² (1 + 1/n) + (x* - mean(x))² s² / (Sxx + s²/t²)
    80 % range = m - 1.2816 sqrt(v) to m + 1.2816 sqrt(v)

A shown band stands for a quarter band on both sides of it, so the range in half bands begins and ends a quarter inside.

This is Bayesian linear regression with a flat prior on the level and a normal prior N(0, t²) on the slope: the
shrinkage of Efron and Morris (1975, Data analysis using Stein's estimator and its generalizations, JASA 70). s is the
measured error of one band, r the larger of s and the spread of the residuals. t = 0.05 bands a week is our own choice:
a half band in ten weeks of practice is as much as we take for likely. A trend is carried on for 12 weeks at most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from zoneinfo import ZoneInfo

from core.assessment.bands import in_scale, to_half_band
from core.progress.claims import MEASURED_ERROR
from core.progress.types import Attempt

FEWEST = 8  # first attempts of a task before anything is said
WINDOW = 20
SLOPE_SPREAD = 0.05  # bands a week
NORMAL_80 = 1.2816
SHOWN_STEP = 0.5  # bands
MOST_WEEKS_AHEAD = 12.0
DAYS_WITHOUT_TEST = 30


@dataclass(frozen=True)
class Past:
    """What would have been said just before one essay, and the band that it got."""

    task_number: int
    on: date
    low: Decimal
    high: Decimal
    band: Decimal

    @property
    def is_inside(self) -> bool:
        """Whether the band lay in the range, both ends included."""
        return self.low <= self.band <= self.high


@dataclass(frozen=True)
class Forecast:
    """The range in which a band on the day `on` lies in four of five cases; `name` is "Writing" or "Task 2".

    `is_assumed` says that no test date is set and a month from today stands in for it. Without `low` and `high`
    there is nothing to say yet. `record` holds the past of each task the forecast rests on, oldest first.
    """

    name: str
    on: date
    is_assumed: bool
    low: Decimal | None
    high: Decimal | None
    record: tuple[Past, ...]
    sentence: str
    record_sentence: str


def forecast(
    firsts: Mapping[int, Sequence[Attempt]], *, timezone: str, today: date, test_date: date | None
) -> Forecast:
    """The Writing band where both tasks have eight first attempts, else the band of the task that has, else why not."""
    is_assumed = test_date is None or test_date < today
    on = today + timedelta(days=DAYS_WITHOUT_TEST) if test_date is None or is_assumed else test_date
    points = {number: _points(firsts.get(number, ()), timezone) for number in (1, 2)}
    ready = [number for number in (2, 1) if len(points[number]) >= FEWEST]
    if not ready:
        missing = FEWEST - max(len(points[number]) for number in (1, 2))
        more = "1 more first attempt" if missing == 1 else f"{missing} more first attempts"
        sentence = f"A forecast needs eight first attempts of one task: {more} to go."
        return Forecast("Writing", on, is_assumed, None, None, (), sentence, "")
    low, high = _range(*_joined({number: ahead(points[number], on, number) for number in ready}))
    name = "Writing" if len(ready) == 2 else f"Task {ready[0]}"
    past = tuple(sorted((each for number in ready for each in record(points[number], number)), key=lambda p: p.on))
    sentence = _sentence(name, on, low, high, _assumption(test_date, today))
    return Forecast(name, on, is_assumed, low, high, past, sentence, _record_sentence(past))


def ahead(points: Sequence[tuple[date, Decimal]], on: date, task_number: int) -> tuple[float, float]:
    """Middle and variance of the band of one task on a day, by the formula above; days of essays with their bands."""
    last = points[-WINDOW:]
    start = last[0][0]
    weeks = [(day - start).days / 7 for day, _ in last]
    bands = [float(band) for _, band in last]
    count = len(last)
    mean_week, mean_band = sum(weeks) / count, sum(bands) / count
    error = MEASURED_ERROR[task_number]
    information = sum((week - mean_week) ** 2 for week in weeks) + (error / SLOPE_SPREAD) ** 2
    slope = sum((week - mean_week) * (band - mean_band) for week, band in zip(weeks, bands, strict=True)) / information
    residuals = [band - mean_band - slope * (week - mean_week) for week, band in zip(weeks, bands, strict=True)]
    spread = max(error**2, sum(each**2 for each in residuals) / max(1, count - 2))
    distance = min((on - start).days / 7, weeks[-1] + MOST_WEEKS_AHEAD) - mean_week
    return mean_band + slope * distance, spread * (1 + 1 / count) + distance**2 * error**2 / information


def record(points: Sequence[tuple[date, Decimal]], task_number: int) -> tuple[Past, ...]:
    """For each essay with eight earlier first attempts: what they would have said of its day, and its band."""
    return tuple(
        Past(task_number, day, *_range(*ahead(points[:place], day, task_number)), band)
        for place, (day, band) in enumerate(points)
        if place >= FEWEST
    )


def _points(firsts: Sequence[Attempt], timezone: str) -> list[tuple[date, Decimal]]:
    zone = ZoneInfo(timezone)
    return [(attempt.submitted_at.astimezone(zone).date(), attempt.band) for attempt in firsts]


def _joined(by_task: Mapping[int, tuple[float, float]]) -> tuple[float, float]:
    """Middle and variance of the Writing band (Task 2 twice, errors independent), or of the only task."""
    if len(by_task) == 1:
        return next(iter(by_task.values()))
    (first, first_variance), (second, second_variance) = by_task[1], by_task[2]
    return (first + 2 * second) / 3, (first_variance + 4 * second_variance) / 9


def _range(middle: float, variance: float) -> tuple[Decimal, Decimal]:
    half = max(0.0, NORMAL_80 * sqrt(variance) - SHOWN_STEP / 2)
    return to_half_band(in_scale(middle - half)), to_half_band(in_scale(middle + half))


def _assumption(test_date: date | None, today: date) -> str:
    if test_date is None:
        return "you have set no test date"
    return "your last test date is over" if test_date < today else ""


def _sentence(name: str, on: date, low: Decimal, high: Decimal, assumption: str) -> str:
    day = f"{on.day} {on:%B %Y}"
    when = f"a month from today ({day}; {assumption})" if assumption else f"on your test day, {day},"
    return (
        f"If you go on as you do now, your {name} band {when} will probably be {low:.1f} to {high:.1f} (4 cases in 5)."
    )


def _record_sentence(past: Sequence[Past]) -> str:
    if not past:
        return "This is the first forecast, so it has no record yet."
    inside = sum(each.is_inside for each in past)
    return f"Its record: of the bands that came later, {inside} of {len(past)} lay inside what it had said before."
