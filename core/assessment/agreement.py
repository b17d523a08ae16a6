"""How well shown bands agreed with people's: for the page "How good are these bands?", read from the model's file.

No language library is loaded for it. The OpenAI engine has figures once somebody has measured it and put them into
`OPENAI_FIGURES`, in the same shape. A figure that the file does not have is None or left out, never guessed.
Where the fit measured them, `figures.cross_validation.task_N.bins` holds a row for a group of bands that people gave:
`{"from": 6.0, "to": 6.5, "n": 80, "mean": 6.2, "mean_shown": 6.4}`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MODEL = Path(__file__).parent / "engines" / "offline" / "coefficients.json"
OPENAI_FIGURES = Path(__file__).parent / "engines" / "openai_figures.json"
FEWEST_A_BAND = 5  # a mean of fewer essays says nothing
_BIN = ("from", "to", "mean", "mean_shown", "n")


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class BandRow:
    """Essays to which people gave `lowest` to `highest`: the mean of their bands, and of those we would have shown."""

    lowest: float
    highest: float
    band: float
    shown: float
    essays: int


@dataclass(frozen=True)
class TaskAgreement:
    """One task: how often the shown band lay within half a band and one band of a person's.

    `average_*` are the same for somebody who always says the average of the other essays.
    """

    task_number: int
    essays: int
    within_half: Share
    within_one: Share
    average_within_half: Share | None = None
    average_within_one: Share | None = None
    by_band: tuple[BandRow, ...] = ()

    @property
    def is_clearly_better(self) -> bool:
        """Whether both shares lie above those of the average, whole intervals included."""
        pairs = ((self.within_half, self.average_within_half), (self.within_one, self.average_within_one))
        return all(theirs is not None and own.low > theirs.value for own, theirs in pairs)


@dataclass(frozen=True)
class Agreement:
    """What was measured of one engine version."""

    version: str
    tasks: tuple[TaskAgreement, ...]

    @property
    def essays(self) -> int:
        """All essays that were compared."""
        return sum(task.essays for task in self.tasks)


@cache
def shipped_agreement() -> Agreement | None:
    """The figures of the offline model that ships with this product; None if its file has none."""
    return _read(MODEL)


@cache
def openai_agreement() -> Agreement | None:
    """The figures of the OpenAI engine; None while nobody has measured it."""
    return _read(OPENAI_FIGURES)


def agreement_of(model: object) -> Agreement | None:
    """The figures of a stored model; those that are missing or no numbers are left out."""
    measured = _mapping(_mapping(_mapping(model).get("figures")).get("cross_validation"))
    average = _mapping(_mapping(measured.get("baselines")).get("mean"))
    found = (_task(number, measured, average) for number in (1, 2))
    tasks = tuple(task for task in found if task is not None)
    return Agreement(str(_mapping(model).get("version", "")), tasks) if tasks else None


def _read(path: Path) -> Agreement | None:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return agreement_of(stored)


def _task(number: int, measured: Mapping[str, Any], average: Mapping[str, Any]) -> TaskAgreement | None:
    own = _mapping(measured.get(f"task_{number}"))
    theirs = _mapping(average.get(f"task_{number}"))
    essays, within_half, within_one = (
        _number(own.get("n")),
        _share(own.get("within_half")),
        _share(own.get("within_one")),
    )
    if essays is None or within_half is None or within_one is None:
        return None
    return TaskAgreement(
        task_number=number,
        essays=int(essays),
        within_half=within_half,
        within_one=within_one,
        average_within_half=_share(theirs.get("within_half")),
        average_within_one=_share(theirs.get("within_one")),
        by_band=_by_band(own.get("bins")),
    )


def _by_band(rows: object) -> tuple[BandRow, ...]:
    if not isinstance(rows, list):
        return ()
    found = ([_number(one.get(name)) for name in _BIN] for one in map(_mapping, rows))
    kept = []
    for lowest, highest, band, shown, essays in found:
        if lowest is None or highest is None or band is None or shown is None or essays is None:
            continue
        if essays >= FEWEST_A_BAND:
            kept.append(BandRow(lowest, highest, band, shown, int(essays)))
    return tuple(sorted(kept, key=lambda row: row.band))


def _share(figure: object) -> Share | None:
    value, low, high = (_number(_mapping(figure).get(name)) for name in ("value", "low", "high"))
    if value is None or low is None or high is None or not 0 <= low <= high <= 1:
        return None
    return Share(value, low, high)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
