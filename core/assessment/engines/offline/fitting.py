"""Fitting the model on scored essays: normal scores, one bounded least-squares fit for both tasks, numpy only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from core.assessment.criteria import CRITERIA
from core.assessment.engines.offline.features.catalogue import criterion_of, direction

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

KNOT_COUNT = 21
PENALTY = 500.0
HEAD_PENALTY = 200.0
_MOST_STEPS = 2_000
_BLOCK_STEPS = 50
_TOLERANCE = 1e-8
_QUANTILES = np.concatenate([[0.01], np.linspace(0.05, 0.95, KNOT_COUNT - 2), [0.99]])


@dataclass(frozen=True)
class Scale:
    """How one task turns raw features into normal scores: knots and scores, one row a feature."""

    knots: Matrix
    scores: Matrix

    def normal_scores(self, raw: Matrix) -> Matrix:
        """Raw features (essays by features) on the common scale; beyond the outer knots nothing grows."""
        columns = [
            np.interp(raw[:, position], self.knots[position], self.scores[position]) for position in range(raw.shape[1])
        ]
        return np.column_stack(columns)


def fit_scale(raw: Matrix) -> Scale:
    """Knots at 21 quantiles of each feature; tied knots share the middle of their scores."""
    normal = NormalDist()
    targets = np.array([normal.inv_cdf(float(quantile)) for quantile in _QUANTILES])
    knots = np.empty((raw.shape[1], KNOT_COUNT))
    scores = np.empty_like(knots)
    for position in range(raw.shape[1]):
        values = np.quantile(raw[:, position], _QUANTILES)
        unique, where = np.unique(values, return_inverse=True)
        middles = np.array([targets[where == index].mean() for index in range(len(unique))])
        # np.interp wants rising knots: a constant feature keeps one knot, repeated, and always scores 0
        knots[position] = np.concatenate([unique, np.full(KNOT_COUNT - len(unique), unique[-1])])
        scores[position] = np.concatenate([middles, np.full(KNOT_COUNT - len(unique), middles[-1])])
    return Scale(knots, scores)


def bounded_ridge(columns: Matrix, target: Vector, penalty: float, directions: Sequence[int]) -> Vector:
    """Weights of min |target - columns w|^2 + penalty |w|^2 with each weight on its side of zero.

    Block pivoting on the normal equations (Portugal, Judice and Vicente, 1994): weights on the wrong side are set to
    zero, those at zero that want to their own side are freed, until none is left. Exact, and numpy is enough.
    """
    gram = columns.T @ columns
    gram[np.diag_indices_from(gram)] += penalty
    moment = columns.T @ target
    signs = np.asarray(directions, dtype=np.float64)
    free = np.ones(len(moment), dtype=bool)
    weights = np.zeros(len(moment))
    for step in range(_MOST_STEPS):
        weights = np.zeros(len(moment))
        weights[free] = np.linalg.solve(gram[np.ix_(free, free)], moment[free])
        wrong = free & (weights * signs < 0)
        wanted = ~free & ((moment - gram @ weights) * signs > _TOLERANCE)
        moved = wrong | wanted
        if not moved.any():
            break
        if step >= _BLOCK_STEPS:  # one at a time always ends
            moved[: np.flatnonzero(moved).max()] = False
        free ^= moved
    return np.where(weights * signs < 0, 0.0, weights)


@dataclass(frozen=True)
class TaskFit:
    """The model of one task before it is centred on the bands: weights on normal scores."""

    scale: Scale
    weights: Vector
    head_weights: Matrix  # four rows in the order of CRITERIA

    def predict(self, raw: Matrix) -> Vector:
        """An uncentred prediction for each essay."""
        return np.asarray(self.scale.normal_scores(raw) @ self.weights, dtype=np.float64)

    def heads(self, raw: Matrix) -> Matrix:
        """Essays by criteria: how each criterion's own features speak."""
        return np.asarray(self.scale.normal_scores(raw) @ self.head_weights.T, dtype=np.float64)


def fit_tasks(raw: Matrix, bands: Vector, tasks: NDArray[np.int64], names: Sequence[str]) -> dict[int, TaskFit]:
    """Both tasks in one fit: shared weights, and Task 2's own on top.

    Task 1 has few features that see its band: what the tasks share steadies both.
    """
    present = [number for number in (1, 2) if np.any(tasks == number)]
    scales = {number: fit_scale(raw[tasks == number]) for number in present}
    scored = np.empty_like(raw)
    target = np.empty_like(bands)
    for number in present:
        rows = tasks == number
        scored[rows] = scales[number].normal_scores(raw[rows])
        target[rows] = (bands[rows] - bands[rows].mean()) / (bands[rows].std() or 1.0)
    spread = float(bands[tasks == present[-1]].std() or 1.0)
    directions = [direction(name) for name in names]
    columns = _joint_columns(scored, tasks, present)
    width = len(names)
    fitted = bounded_ridge(columns, target * spread, PENALTY, directions * (columns.shape[1] // width))
    overall = _weights_by_task(fitted, width, present)
    heads: dict[int, list[Vector]] = {number: [] for number in present}
    for criterion in CRITERIA:
        mine = np.array([criterion_of(name) == criterion for name in names])
        own = bounded_ridge(
            columns[:, np.tile(mine, columns.shape[1] // width)],
            target * spread,
            HEAD_PENALTY,
            [sign for sign, is_mine in zip(directions, mine, strict=True) if is_mine] * (columns.shape[1] // width),
        )
        for number, part in _weights_by_task(own, int(mine.sum()), present).items():
            weights = np.zeros(width)
            weights[mine] = part
            heads[number].append(weights)
    return {number: TaskFit(scales[number], overall[number], np.array(heads[number])) for number in present}


def _joint_columns(scored: Matrix, tasks: NDArray[np.int64], present: Sequence[int]) -> Matrix:
    if len(present) == 1:
        return scored
    own = scored * (tasks == 2)[:, None]
    return np.asarray(np.hstack([scored, own]) / np.sqrt(2), dtype=np.float64)


def _weights_by_task(fitted: Vector, width: int, present: Sequence[int]) -> dict[int, Vector]:
    if len(present) == 1:
        return {present[0]: fitted}
    shared, own = fitted[:width], fitted[width:]
    return {1: shared / np.sqrt(2), 2: (shared + own) / np.sqrt(2)}


def grouped_folds(
    groups: Sequence[str], folds: int, seed: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """(training rows, test rows) with every group on one side; folds of about the same size."""
    names, where, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-counts[order], kind="stable")]
    sizes = np.zeros(folds)
    fold_of = np.empty(len(names), dtype=np.int64)
    for group in order:
        fold = int(np.argmin(sizes))
        fold_of[group] = fold
        sizes[fold] += counts[group]
    rows = fold_of[where]
    for fold in range(folds):
        yield np.flatnonzero(rows != fold), np.flatnonzero(rows == fold)
