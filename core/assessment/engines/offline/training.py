"""From scored essays to a model: out-of-fold predictions centre it, stretch it and measure its errors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.assessment.engines.offline.fitting import Matrix, TaskFit, Vector, fit_tasks, grouped_folds
from core.assessment.engines.offline.model import BandRange, Model, TaskModel

STRETCH = {1: 0.5, 2: 0.75}  # of the way to the spread of the bands; Task 1 is predicted too weakly for more
INNER_FOLDS = 5
INNER_SEED = 100
COVERAGE = 0.8
SMALLEST_GROUP = 40
_HALVES = 2


@dataclass(frozen=True)
class ScoredEssays:
    """Features and bands of scored essays, row by row."""

    features: Sequence[Mapping[str, float]]
    bands: Sequence[float]
    task_numbers: Sequence[int]
    prompt_groups: Sequence[str]

    def rows(self, chosen: Sequence[int]) -> "ScoredEssays":
        """Some of the essays."""
        return ScoredEssays(
            [self.features[row] for row in chosen],
            [self.bands[row] for row in chosen],
            [self.task_numbers[row] for row in chosen],
            [self.prompt_groups[row] for row in chosen],
        )


def train(essays: ScoredEssays, *, version: str, fitted_on: str, figures: Mapping[str, Any] | None = None) -> Model:
    """Fit on all essays; the same essays in the same order always give the same model."""
    names = sorted(essays.features[0])
    raw = np.array([[row[name] for name in names] for row in essays.features], dtype=np.float64)
    bands = np.asarray(essays.bands, dtype=np.float64)
    tasks = np.asarray(essays.task_numbers, dtype=np.int64)
    unseen, unseen_heads = _out_of_fold(raw, bands, tasks, essays.prompt_groups, names)
    fits = fit_tasks(raw, bands, tasks, names)
    groups = np.asarray(essays.prompt_groups)
    models = {}
    for number, fit in fits.items():
        mine = tasks == number
        models[number] = _centred(fit, number, bands[mine], unseen[mine], unseen_heads[mine], groups[mine])
    return Model(version, fitted_on, names, models, figures or {})


def _out_of_fold(
    raw: Matrix, bands: Vector, tasks: NDArray[np.int64], groups: Sequence[str], names: Sequence[str]
) -> tuple[Vector, Matrix]:
    """Predictions and heads for each essay from a fit that saw no essay of its prompt."""
    predictions = np.zeros(len(bands))
    heads = np.zeros((len(bands), 4))
    for training, test in grouped_folds(groups, INNER_FOLDS, INNER_SEED):
        fits = fit_tasks(raw[training], bands[training], tasks[training], names)
        for number, fit in fits.items():
            mine = test[tasks[test] == number]
            if len(mine):
                predictions[mine] = fit.predict(raw[mine])
                heads[mine] = fit.heads(raw[mine])
    return predictions, heads


def _centred(
    fit: TaskFit, number: int, bands: Vector, unseen: Vector, heads: Matrix, groups: NDArray[np.str_]
) -> TaskModel:
    centre, mean_band = float(unseen.mean()), float(bands.mean())
    stretch = 1 + STRETCH[number] * (float(bands.std()) / (float(unseen.std()) or 1.0) - 1)
    values = np.clip(mean_band + (unseen - centre) * stretch, 1, 9)
    shown = np.floor(values * 2 + 0.5) / 2
    return TaskModel(
        knots=fit.scale.knots.tolist(),
        scores=fit.scale.scores.tolist(),
        weights=fit.weights.tolist(),
        mean_band=mean_band,
        centre=centre,
        lowest=float(values.min()),
        highest=float(values.max()),
        stretch=stretch,
        head_weights=fit.head_weights.tolist(),
        head_centres=heads.mean(axis=0).tolist(),
        head_deviations=[float(deviation) or 1.0 for deviation in heads.std(axis=0)],
        ranges=list(_ranges(shown, bands - shown, groups)),
        essays=len(bands),
    )


def _ranges(shown: Vector, errors: Vector, groups: NDArray[np.str_]) -> Iterator[BandRange]:
    """Where people's bands lay around each shown band; neighbouring bands are merged to 40 essays or more."""
    for lowest, highest in _merged(shown):
        mine = (shown >= lowest) & (shown <= highest)
        below, above = _interval(errors[mine])
        yield BandRange(
            lowest=lowest,
            highest=highest,
            below=below,
            above=above,
            coverage=_cross_fitted_coverage(errors[mine], groups[mine]),
            within_half=float(np.mean(np.abs(errors[mine]) < 0.51)),
            essays=int(mine.sum()),
        )


def _merged(shown: Vector) -> list[tuple[float, float]]:
    merged: list[list[float]] = []
    waiting: list[float] = []
    for band in np.unique(shown):
        waiting.append(float(band))
        if np.sum((shown >= waiting[0]) & (shown <= waiting[-1])) >= SMALLEST_GROUP:
            merged.append([waiting[0], waiting[-1]])
            waiting = []
    if waiting and merged:
        merged[-1][1] = waiting[-1]
    elif waiting:
        merged.append([waiting[0], waiting[-1]])
    return [(low, high) for low, high in merged]


def _interval(errors: Vector) -> tuple[float, float]:
    """How far down and up the middle four fifths of the errors reach, in half bands."""
    ordered = np.sort(errors)
    tail = (1 - COVERAGE) / 2
    outside = int(np.floor((len(ordered) + 1) * tail)) - 1
    position = max(0, outside)
    low, high = ordered[position], ordered[len(ordered) - 1 - position]
    return max(0.0, -_to_half(low)), max(0.0, _to_half(high))


def _to_half(value: float) -> float:
    return float(np.floor(value * 2 + 0.5) / 2)


def _cross_fitted_coverage(errors: Vector, groups: NDArray[np.str_]) -> float:
    """How many essays fall in an interval that was measured on other prompts."""
    inside = np.zeros(len(errors), dtype=bool)
    for measured, judged in grouped_folds(groups.tolist(), _HALVES, INNER_SEED):
        if not len(measured):
            measured = judged
        below, above = _interval(errors[measured])
        inside[judged] = (errors[judged] >= -below - 0.01) & (errors[judged] <= above + 0.01)
    return float(inside.mean())
