"""From scored essays to a model: out-of-fold predictions centre it, stretch it and measure its errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.assessment.engines.offline.fitting import Matrix, TaskFit, Vector, fit_tasks, grouped_folds
from core.assessment.engines.offline.letters import letter_features
from core.assessment.engines.offline.model import Model, TaskModel
from core.assessment.engines.offline.pattern_fitting import (
    PatternFit,
    common_patterns,
    fit_patterns,
    rate_matrix,
)
from core.assessment.engines.offline.ranges import measured_ranges

STRETCH = {1: 0.5, 2: 0.75}  # of the way to the spread of the bands; Task 1 is predicted too weakly for more
INNER_FOLDS = 5
INNER_SEEDS = (100, 101, 102)  # three splits: where a range ends would hang on the luck of one
PATTERN_SHARE = 0.4  # the spread of the pattern scores beside that of the features' predictions


@dataclass(frozen=True)
class ScoredEssays:
    """Features, bands and patterns of scored essays, row by row; without patterns the features decide alone."""

    features: Sequence[Mapping[str, float]]
    bands: Sequence[float]
    task_numbers: Sequence[int]
    prompt_groups: Sequence[str]
    patterns: Sequence[Mapping[str, float]] = field(default=())

    def rows(self, chosen: Sequence[int]) -> "ScoredEssays":
        """Some of the essays."""
        return ScoredEssays(
            [self.features[row] for row in chosen],
            [self.bands[row] for row in chosen],
            [self.task_numbers[row] for row in chosen],
            [self.prompt_groups[row] for row in chosen],
            [self.patterns[row] for row in chosen] if self.patterns else (),
        )


def train(essays: ScoredEssays, *, version: str, fitted_on: str, figures: Mapping[str, Any] | None = None) -> Model:
    """Fit on all essays; the same essays in the same order always give the same model."""
    names = sorted(essays.features[0])
    raw = np.array([[row[name] for name in names] for row in essays.features], dtype=np.float64)
    bands = np.asarray(essays.bands, dtype=np.float64)
    tasks = np.asarray(essays.task_numbers, dtype=np.int64)
    patterns = common_patterns(essays.patterns)
    rates = rate_matrix(essays.patterns, patterns) if essays.patterns else np.zeros((len(bands), 0))
    rounds = [_out_of_fold(raw, rates, bands, tasks, essays.prompt_groups, names, seed) for seed in INNER_SEEDS]
    fits = fit_tasks(raw, bands, tasks, names)
    pattern_fits = fit_patterns(rates, bands, tasks)
    groups = np.asarray(essays.prompt_groups)
    models = {}
    for number, fit in fits.items():
        mine = tasks == number
        unseen = _joined([one.rows(mine) for one in rounds])
        models[number] = _centred(fit, pattern_fits[number], number, bands[mine], unseen, groups[mine])
    return Model(version, fitted_on, names, patterns, models, figures or {})


def train_letters(essays: ScoredEssays, *, version: str, fitted_on: str) -> Model:
    """The model for letters: fitted on reports and essays as its task 1, with the features that suit a letter."""
    names = letter_features(sorted(essays.features[0]))
    suited = ScoredEssays(
        [{name: row[name] for name in names} for row in essays.features],
        essays.bands,
        [1] * len(essays.bands),
        essays.prompt_groups,
    )
    return train(suited, version=version, fitted_on=fitted_on)


@dataclass(frozen=True)
class _Unseen:
    """What fits that saw no essay of the same prompt say, essay by essay, round by round."""

    predictions: Vector
    heads: Matrix
    pattern_scores: Vector

    def rows(self, chosen: NDArray[np.bool_]) -> "_Unseen":
        return _Unseen(self.predictions[chosen], self.heads[chosen], self.pattern_scores[chosen])


def _joined(rounds: Sequence[_Unseen]) -> _Unseen:
    return _Unseen(
        np.concatenate([one.predictions for one in rounds]),
        np.concatenate([one.heads for one in rounds]),
        np.concatenate([one.pattern_scores for one in rounds]),
    )


def _out_of_fold(
    raw: Matrix,
    rates: Matrix,
    bands: Vector,
    tasks: NDArray[np.int64],
    groups: Sequence[str],
    names: Sequence[str],
    seed: int,
) -> _Unseen:
    unseen = _Unseen(np.zeros(len(bands)), np.zeros((len(bands), 4)), np.zeros(len(bands)))
    for training, test in grouped_folds(groups, INNER_FOLDS, seed):
        fits = fit_tasks(raw[training], bands[training], tasks[training], names)
        pattern_fits = fit_patterns(rates[training], bands[training], tasks[training])
        for number, fit in fits.items():
            mine = test[tasks[test] == number]
            if len(mine):
                unseen.predictions[mine] = fit.predict(raw[mine])
                unseen.heads[mine] = fit.heads(raw[mine])
                unseen.pattern_scores[mine] = pattern_fits[number].scores(rates[mine])
    return unseen


def _centred(
    fit: TaskFit, patterns: PatternFit, number: int, bands: Vector, unseen: _Unseen, groups: NDArray[np.str_]
) -> TaskModel:
    spread = float(unseen.pattern_scores.std())
    share = PATTERN_SHARE * float(unseen.predictions.std()) / spread if spread > 0 else 0.0
    lean = share * unseen.pattern_scores
    said = unseen.predictions + lean
    centre, mean_band = float(said.mean()), float(bands.mean())
    stretch = 1 + STRETCH[number] * (float(bands.std()) / (float(said.std()) or 1.0) - 1)
    values = np.clip(mean_band + (said - centre) * stretch, 1, 9)
    shown = np.floor(values * 2 + 0.5) / 2
    return TaskModel(
        knots=fit.scale.knots.tolist(),
        scores=fit.scale.scores.tolist(),
        weights=fit.weights.tolist(),
        pattern_weights=(share * patterns.weights).tolist(),
        pattern_centre=share * patterns.centre,
        pattern_limits=(float(lean.min()), float(lean.max())),
        mean_band=mean_band,
        centre=centre,
        lowest=float(values.min()),
        highest=float(values.max()),
        stretch=stretch,
        head_weights=fit.head_weights.tolist(),
        head_centres=unseen.heads.mean(axis=0).tolist(),
        head_deviations=[float(deviation) or 1.0 for deviation in unseen.heads.std(axis=0)],
        ranges=list(measured_ranges(shown, bands, groups, rounds=len(INNER_SEEDS))),
        essays=len(bands),
    )
