"""How well shown bands agree with people's: figures with bootstrap intervals over prompts."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

RESAMPLES = 500
_SEED = 20_260_101
_EDGES = (2.5, 97.5)


def quadratic_kappa(human: Vector, shown: Vector) -> float:
    """Quadratic weighted kappa: 1 for full agreement, 0 for none beyond chance."""
    disagreement = float(np.mean((human - shown) ** 2))
    by_chance = float(human.var() + shown.var() + (human.mean() - shown.mean()) ** 2)
    return 1 - disagreement / by_chance if by_chance > 0 else 1.0


def correlation(human: Vector, shown: Vector) -> float:
    """Pearson's r; 0 where one side does not vary."""
    spread = float(human.std() * shown.std())
    return float(np.mean((human - human.mean()) * (shown - shown.mean()))) / spread if spread > 1e-12 else 0.0


def _within(limit: float) -> Callable[[Vector, Vector], float]:
    return lambda human, shown: float(np.mean(np.abs(human - shown) <= limit + 1e-9))


FIGURES: dict[str, Callable[[Vector, Vector], float]] = {
    "qwk": quadratic_kappa,
    "r": correlation,
    "rmse": lambda human, shown: float(np.sqrt(np.mean((human - shown) ** 2))),
    "mae": lambda human, shown: float(np.mean(np.abs(human - shown))),
    "bias": lambda human, shown: float(np.mean(shown - human)),
    "exact": _within(0.0),
    "within_half": _within(0.5),
    "within_one": _within(1.0),
}


def figures(human: Sequence[float], shown: Sequence[float], groups: Sequence[str]) -> dict[str, Any]:
    """`n` and each figure with its value and 95 % interval; whole prompts are drawn again, 500 times."""
    people, machine = np.asarray(human, dtype=np.float64), np.asarray(shown, dtype=np.float64)
    samples = _resampled_rows(groups)
    report: dict[str, Any] = {"n": len(people)}
    for name, figure in FIGURES.items():
        drawn = [figure(people[rows], machine[rows]) for rows in samples]
        low, high = np.percentile(drawn, _EDGES)
        report[name] = {"value": _short(figure(people, machine)), "low": _short(low), "high": _short(high)}
    return report


def _resampled_rows(groups: Sequence[str]) -> list[NDArray[np.int64]]:
    _, where = np.unique(np.asarray(groups), return_inverse=True)
    rows_of = [np.flatnonzero(where == group) for group in range(int(where.max()) + 1)]
    chance = np.random.default_rng(_SEED)
    return [
        np.concatenate([rows_of[group] for group in chance.integers(len(rows_of), size=len(rows_of))])
        for _ in range(RESAMPLES)
    ]


def _short(value: float) -> float:
    return float(f"{value:.4f}") + 0.0  # no negative zero
