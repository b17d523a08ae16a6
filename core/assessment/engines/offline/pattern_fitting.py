"""Fitting the weights of grammar patterns: far more of them than essays, so the fit is one of essays' likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.assessment.engines.offline.fitting import Matrix, Vector

PENALTY = 0.5  # in units of an essay's mean likeness with itself
OTHER_TASK = 0.5  # how much an essay of the other task tells
RAREST = 1 / 15  # of the essays have a pattern that is looked at
FEWEST_ESSAYS = 5


@dataclass(frozen=True)
class PatternFit:
    """Weights of one task's patterns; `centre` is the score of its mean training essay."""

    weights: Vector
    centre: float

    def scores(self, rates: Matrix) -> Vector:
        """How far each essay's patterns stand above the mean."""
        return np.asarray(rates @ self.weights - self.centre, dtype=np.float64)


def common_patterns(essays: Sequence[Mapping[str, float]]) -> list[str]:
    """Patterns that enough of the essays have, sorted."""
    seen: dict[str, int] = {}
    for rates in essays:
        for pattern in rates:
            seen[pattern] = seen.get(pattern, 0) + 1
    fewest = max(FEWEST_ESSAYS, RAREST * len(essays))
    return sorted(pattern for pattern, count in seen.items() if count >= fewest)


def rate_matrix(essays: Sequence[Mapping[str, float]], patterns: Sequence[str]) -> Matrix:
    """Essays by patterns; 0 where an essay has none."""
    return np.array([[rates.get(pattern, 0.0) for pattern in patterns] for rates in essays], dtype=np.float64)


def fit_patterns(rates: Matrix, bands: Vector, tasks: NDArray[np.int64]) -> dict[int, PatternFit]:
    """Ridge regression of both tasks together, solved over essays: there are fewer of them than patterns."""
    centred, target = np.empty_like(rates), np.empty_like(bands)
    means = {}
    for number in np.unique(tasks).tolist():
        rows = tasks == number
        means[number] = rates[rows].mean(axis=0)
        centred[rows] = rates[rows] - means[number]
        target[rows] = (bands[rows] - bands[rows].mean()) / (bands[rows].std() or 1.0)
    closeness = np.where(tasks[:, None] == tasks[None, :], 1.0, OTHER_TASK)
    likeness = centred @ centred.T * closeness
    size = float(np.trace(likeness)) / len(bands) or 1.0
    shares = np.linalg.solve(likeness / size + PENALTY * np.eye(len(bands)), target)
    fits = {}
    for number, mean in means.items():
        told = np.where(tasks == number, 1.0, OTHER_TASK)
        weights = centred.T @ (shares * told) / size
        fits[number] = PatternFit(weights, float(mean @ weights))
    return fits
