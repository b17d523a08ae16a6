"""How well shown bands agree with people's: figures with bootstrap intervals over prompts, bins and ranges."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

RESAMPLES = 500
_SEED = 20_260_101
_EDGES = (2.5, 97.5)
_BINS = ((1.0, 4.5), (5.0, 5.5), (6.0, 6.5), (7.0, 7.5), (8.0, 9.0))
SMALLEST_GROUP = 40
_NORMAL_95 = 1.96


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


def point_figures(human: Sequence[float], shown: Sequence[float]) -> dict[str, float]:
    """Each figure without an interval."""
    people, machine = np.asarray(human, dtype=np.float64), np.asarray(shown, dtype=np.float64)
    return {name: _short(figure(people, machine)) for name, figure in FIGURES.items()}


def bins(human: Sequence[float], shown: Sequence[float]) -> list[dict[str, Any]]:
    """By the band that people gave: how many, their mean, the mean that is shown, the share within one band."""
    people, machine = np.asarray(human, dtype=np.float64), np.asarray(shown, dtype=np.float64)
    report = []
    for lowest, highest in _BINS:
        mine = (people >= lowest) & (people < highest + 0.5)
        if mine.any():
            report.append(
                {
                    "from": lowest,
                    "to": highest,
                    "n": int(mine.sum()),
                    "mean": _short(float(people[mine].mean())),
                    "mean_shown": _short(float(machine[mine].mean())),
                    "within_one": _short(FIGURES["within_one"](people[mine], machine[mine])),
                }
            )
    return report


def range_figures(
    human: Sequence[float], shown: Sequence[float], low: Sequence[float], high: Sequence[float], *, rounds: int = 1
) -> dict[str, Any]:
    """How often people's bands lay in the range that is shown, in all and by shown band, with Wilson intervals.

    `width` is the mean width in bands. Neighbouring shown bands are merged to groups of 40 essays or more. The essays
    may be there several `rounds` over, as different fits showed them; they count as the essays they are.
    """
    people, machine = np.asarray(human, dtype=np.float64), np.asarray(shown, dtype=np.float64)
    bottom, top = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    inside = (people >= bottom - 1e-9) & (people <= top + 1e-9)
    groups = []
    for lowest, highest in merged_bands(shown, smallest=SMALLEST_GROUP * rounds):
        mine = (machine >= lowest) & (machine <= highest)
        groups.append({"from": lowest, "to": highest, **_coverage(inside[mine], (top - bottom)[mine], rounds)})
    return {**_coverage(inside, top - bottom, rounds), "groups": groups}


def _coverage(inside: NDArray[np.bool_], widths: Vector, rounds: int) -> dict[str, Any]:
    count = len(inside) / rounds
    low, high = wilson_interval(float(inside.sum()) / rounds, count)
    return {
        "n": len(inside) // rounds,
        "coverage": {"value": _short(float(inside.mean())), "low": _short(low), "high": _short(high)},
        "width": _short(float(widths.mean())),
    }


def merged_bands(shown: Sequence[float], *, smallest: int = SMALLEST_GROUP) -> list[tuple[float, float]]:
    """(lowest, highest) of groups of neighbouring shown bands with `smallest` essays or more, rising."""
    values = np.asarray(shown, dtype=np.float64)
    merged: list[tuple[float, float]] = []
    first: float | None = None
    for band in np.unique(values).tolist():
        first = band if first is None else first
        if np.sum((values >= first) & (values <= band)) >= smallest:
            merged.append((first, band))
            first = None
    if first is not None:
        start = merged.pop()[0] if merged else first
        merged.append((start, float(values.max())))
    return merged


def wilson_interval(hits: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson (1927); right for shares near 0 and 1 too."""
    share, square = hits / count, _NORMAL_95**2
    centre = share + square / (2 * count)
    reach = _NORMAL_95 * float(np.sqrt(share * (1 - share) / count + square / (4 * count * count)))
    return max(0.0, (centre - reach) / (1 + square / count)), min(1.0, (centre + reach) / (1 + square / count))
