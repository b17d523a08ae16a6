"""Band arithmetic: exact decimals, rounded once, ties up."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.assessment.types import Criterion

LOWEST = Decimal(1)
HIGHEST = Decimal(9)
MAX_DISTANCE_FROM_OVERALL = Decimal(1)

_HALF = Decimal("0.5")


def to_half_band(value: Decimal) -> Decimal:
    """The nearest half band; exactly between two, the higher one (6.25 is 6.5, 6.75 is 7.0)."""
    halves = (value * 2 + _HALF).to_integral_value(rounding=ROUND_FLOOR)
    return (halves / 2).quantize(Decimal("0.1"))


def task_mean(criteria: Sequence[Decimal]) -> Decimal:
    """The unrounded mean of the four criterion bands of one task."""
    if len(criteria) != 4:
        raise ValueError(f"a task has four criteria, not {len(criteria)}")
    return sum(criteria, Decimal(0)) / 4


def task_band(criteria: Sequence[Decimal]) -> Decimal:
    """The band of one task: the mean of its four criterion bands, rounded once to the nearest half, ties up."""
    return to_half_band(task_mean(criteria))


def writing_band(task_1_mean: Decimal, task_2_mean: Decimal) -> Decimal:
    """The Writing band of a sitting from the two unrounded means; Task 2 weighs twice as much."""
    return to_half_band((task_1_mean + 2 * task_2_mean) / 3)


def in_scale(value: float) -> Decimal:
    """A fitted number as a decimal between band 1 and band 9, exact to four places."""
    return min(max(Decimal(f"{value:.4f}"), LOWEST), HIGHEST)


def whole_bands(overall: Decimal, heads: Mapping[Criterion, float]) -> dict[Criterion, Decimal]:
    """Four whole bands whose mean is the half band `overall`, shared out by the heads.

    `heads` says how far each criterion stands above or below the others, in bands. The bands sum to four times
    `overall` (largest remainder), and none is further than 1.0 from it.
    """
    quota = int(overall * 4)
    floor_band = max(LOWEST, overall - MAX_DISTANCE_FROM_OVERALL)
    ceiling_band = min(HIGHEST, overall + MAX_DISTANCE_FROM_OVERALL)
    middle = sum(heads.values()) / len(heads)
    wanted = {
        criterion: min(max(overall + Decimal(f"{head - middle:.4f}"), floor_band), ceiling_band)
        for criterion, head in heads.items()
    }
    lowest_whole = floor_band.to_integral_value(rounding=ROUND_CEILING)
    bands = {criterion: max(value // 1, lowest_whole) for criterion, value in wanted.items()}
    order = {criterion: position for position, criterion in enumerate(heads)}
    while sum(bands.values()) < quota:
        open_ones = [criterion for criterion in bands if bands[criterion] + 1 <= ceiling_band]
        raised = max(open_ones, key=lambda criterion: (wanted[criterion] - bands[criterion], -order[criterion]))
        bands[raised] += 1
    while sum(bands.values()) > quota:
        open_ones = [criterion for criterion in bands if bands[criterion] - 1 >= lowest_whole]
        lowered = min(open_ones, key=lambda criterion: (wanted[criterion] - bands[criterion], order[criterion]))
        bands[lowered] -= 1
    return bands
