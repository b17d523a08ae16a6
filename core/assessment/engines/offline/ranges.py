"""The likely range: where people's bands lay around each shown band on unseen prompts, in half bands."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.assessment.agreement_figures import SMALLEST_GROUP, merged_bands
from core.assessment.engines.offline.fitting import Vector, grouped_folds
from core.assessment.engines.offline.model import BandRange

COVERAGE = 0.8
BALANCE = 0.2  # what a lopsided range costs: a tenth more misses on one side counts as two hundredths of coverage
DISTANCES = (0.5, 1.0, 1.5, 2.0)  # bands; a range that ends at the shown band itself would say too much
_HALVES = 2
_SEED = 100
_TOUCH = 0.01


def measured_ranges(shown: Vector, bands: Vector, groups: NDArray[np.str_], *, rounds: int = 1) -> Iterator[BandRange]:
    """A range for each shown band; neighbouring bands are merged to 40 essays or more.

    `shown` has the essays of `bands` and `groups` `rounds` times over, as different fits showed them. `coverage` is
    measured on prompts that the range was not chosen on.
    """
    people, prompts = np.tile(bands, rounds), np.tile(groups, rounds)
    for lowest, highest in merged_bands(shown.tolist(), smallest=SMALLEST_GROUP * rounds):
        mine = (shown >= lowest) & (shown <= highest)
        errors = people[mine] - shown[mine]
        below, above = half_band_range(errors)
        yield BandRange(
            lowest=lowest,
            highest=highest,
            below=below,
            above=above,
            coverage=_cross_fitted_coverage(errors, prompts[mine]),
            within_half=float(np.mean(np.abs(errors) < 0.5 + _TOUCH)),
            essays=int(mine.sum()) // rounds,
        )


def half_band_range(errors: Vector) -> tuple[float, float]:
    """How far down and up, in half bands, so that about four fifths of the errors are inside.

    Half bands are coarse: of all pairs the one nearest to four fifths is taken, with its misses on both sides alike
    as far as that costs little.
    """
    return min(product(DISTANCES, DISTANCES), key=lambda pair: _cost(errors, *pair))


def _cost(errors: Vector, below: float, above: float) -> tuple[float, float]:
    too_low = float(np.mean(errors < -below - _TOUCH))
    too_high = float(np.mean(errors > above + _TOUCH))
    cost = abs(1 - too_low - too_high - COVERAGE) + BALANCE * abs(too_low - too_high)
    return float(f"{cost:.9f}"), below + above


def _cross_fitted_coverage(errors: Vector, groups: NDArray[np.str_]) -> float:
    inside = np.zeros(len(errors), dtype=bool)
    for measured, judged in grouped_folds(groups.tolist(), _HALVES, _SEED):
        below, above = half_band_range(errors[measured if len(measured) else judged])
        inside[judged] = (errors[judged] >= -below - _TOUCH) & (errors[judged] <= above + _TOUCH)
    return float(inside.mean())
