"""Fitting how a model's bands and the offline engine's become one, on essays that people have scored."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.assessment.agreement_figures import figures
from core.assessment.bands import in_scale, to_half_band
from core.assessment.engines.base import EngineOutage, PaidEngine
from core.assessment.engines.offline.fitting import grouped_folds
from core.assessment.engines.offline.ranges import measured_ranges
from core.assessment.engines.openai.fusion import Calibration, TaskCalibration, fused_value
from core.assessment.evaluation import FOLDS, ScoredEssay
from core.assessment.types import NotAssessable
from core.errors import Refusal

Vector = NDArray[np.float64]

FEWEST_ESSAYS = 40  # of one task; with fewer it keeps the plain mean
_FOLD_SEED = 0
_FEWEST_PROMPTS = 2 * FOLDS

log = logging.getLogger(__name__)


class CalibrationFault(Refusal):
    """The essays do not suffice."""


@dataclass(frozen=True)
class PairedEssay:
    """What both readers said of an essay before any rule, and the band that a person gave."""

    model: float
    offline: float
    band: float
    task_number: int
    prompt_group: str


@dataclass(frozen=True)
class Paired:
    """All pairs; `left_out` essays gave none (a rule settled them, the model failed, or the money was used up)."""

    essays: Sequence[PairedEssay]
    left_out: int
    cost_usd: Decimal


def pair(engine: PaidEngine, essays: Sequence[ScoredEssay], *, most_usd: Decimal) -> Paired:
    """Let the engine read every essay once, while the next one cannot cost more than is left of `most_usd`."""
    pairs: list[PairedEssay] = []
    cost = Decimal(0)
    for scored in essays:
        if cost + engine.worst_cost_usd(scored.essay, scored.task) > most_usd:
            break
        try:
            result = engine.assess(scored.essay, scored.task)
        except NotAssessable:
            continue
        except EngineOutage as outage:
            log.warning("calibration.no_reading", extra={"reason": str(outage)})
            cost += outage.usage.cost_usd if outage.usage else 0
            continue
        cost += result.usage.cost_usd if result.usage else 0
        if "model" in result.raw and "offline" in result.raw:
            both = result.raw["model"], result.raw["offline"]
            pairs.append(PairedEssay(*both, scored.band, scored.task.task_number, scored.prompt_group))
    return Paired(pairs, len(essays) - len(pairs), cost)


def calibrate(essays: Sequence[PairedEssay], *, model: str, version: str, fitted_on: str) -> Calibration:
    """The calibration of this model; its figures and ranges are of essays on prompts that the fit had not seen.

    Raises:
        CalibrationFault: No task has enough essays on enough prompts.
    """
    tasks: dict[int, TaskCalibration] = {}
    measured: dict[str, Any] = {}
    for number in (1, 2):
        mine = [essay for essay in essays if essay.task_number == number]
        enough = len(mine) >= FEWEST_ESSAYS and len({essay.prompt_group for essay in mine}) >= _FEWEST_PROMPTS
        tasks[number] = TaskCalibration()
        if enough:
            tasks[number], measured[f"task_{number}"] = _of_task(mine)
    if not measured:
        raise CalibrationFault(
            f"A task needs at least {FEWEST_ESSAYS} readings on {_FEWEST_PROMPTS} prompts; there are {len(essays)}."
        )
    return Calibration(version, model, fitted_on, tasks, measured)


def _of_task(essays: Sequence[PairedEssay]) -> tuple[TaskCalibration, dict[str, Any]]:
    groups = np.array([essay.prompt_group for essay in essays])
    bands = np.array([essay.band for essay in essays])
    shown = np.zeros(len(essays))
    for training, test in grouped_folds(groups.tolist(), FOLDS, _FOLD_SEED):
        fold = _fitted([essays[row] for row in training])
        for row in test.tolist():
            shown[row] = _shown(fold, essays[row])
    whole = _fitted(essays)
    ranges = tuple(measured_ranges(shown, bands, groups))
    calibration = TaskCalibration(
        whole.constant, whole.model_weight, whole.offline_weight, essays=len(essays), ranges=ranges
    )
    return calibration, {
        "fused": figures(bands.tolist(), shown.tolist(), groups.tolist()),
        "model_alone": _alone([essay.model for essay in essays], bands, groups),
        "offline_alone": _alone([essay.offline for essay in essays], bands, groups),
    }


def _fitted(essays: Sequence[PairedEssay]) -> TaskCalibration:
    """Least squares; a reader that would count against its own judgement counts for nothing."""
    readers = np.array([[essay.model, essay.offline] for essay in essays])
    bands = np.array([essay.band for essay in essays])
    weights = _least_squares(readers, bands, (True, True))
    for reader in (0, 1):
        if weights[1 + reader] < 0:
            weights = _least_squares(readers, bands, (reader != 0, reader != 1))
    constant, model, offline = (float(weight) for weight in weights)
    if min(model, offline) < 0:  # neither reader agrees with people
        return TaskCalibration(float(bands.mean()), 0.0, 0.0)
    return TaskCalibration(constant, model, offline)


def _least_squares(readers: Vector, bands: Vector, counted: tuple[bool, bool]) -> Vector:
    used = np.column_stack([np.ones(len(bands)), readers * np.array(counted)])
    solution: Vector = np.linalg.lstsq(used, bands, rcond=None)[0]
    return solution


def _shown(calibration: TaskCalibration, essay: PairedEssay) -> float:
    return float(to_half_band(in_scale(fused_value(calibration, essay.model, essay.offline))))


def _alone(values: Sequence[float], bands: Vector, groups: NDArray[np.str_]) -> dict[str, Any]:
    return figures(bands.tolist(), [float(to_half_band(in_scale(value))) for value in values], groups.tolist())
