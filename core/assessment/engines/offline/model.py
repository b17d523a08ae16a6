"""The fitted model as plain numbers: read from JSON, applied with numpy."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.assessment.bands import in_scale, to_half_band
from core.assessment.criteria import CRITERIA
from core.assessment.types import Criterion

COEFFICIENTS = Path(__file__).with_name("coefficients.json")
HEAD_SPREAD = 0.6  # how far the four criteria may differ: measured, wider only added error
MAX_HEAD_DISTANCE = 1.0


@dataclass(frozen=True)
class BandRange:
    """Measured on essays that were shown a band from `lowest` to `highest`: where people's bands lay around it.

    `below` and `above` are distances in bands; `coverage` is the share of essays inside, `within_half` the share no
    further than half a band away, `essays` how many were counted.
    """

    lowest: float
    highest: float
    below: float
    above: float
    coverage: float
    within_half: float
    essays: int


@dataclass(frozen=True)
class TaskModel:
    """One task: knots and normal scores a feature, weights, and how a prediction is centred and stretched.

    `pattern_weights` belong to the model's patterns; `pattern_limits` bound what all of them together may say.
    """

    knots: Sequence[Sequence[float]]
    scores: Sequence[Sequence[float]]
    weights: Sequence[float]
    pattern_weights: Sequence[float]
    pattern_centre: float
    pattern_limits: tuple[float, float]
    mean_band: float
    centre: float
    lowest: float  # nothing beyond what was predicted for unseen essays is believed
    highest: float
    stretch: float
    head_weights: Sequence[Sequence[float]]
    head_centres: Sequence[float]
    head_deviations: Sequence[float]
    ranges: Sequence[BandRange]
    essays: int

    def range_around(self, band: Decimal) -> BandRange:
        """The measured range of essays that were shown this band, or the nearest group."""
        shown = float(band)
        return min(self.ranges, key=lambda entry: max(entry.lowest - shown, shown - entry.highest, 0.0))


@dataclass(frozen=True)
class Prediction:
    """What the model says before any rule: an exact value, its half band, and where each criterion stands."""

    value: float
    overall: Decimal
    heads: Mapping[Criterion, float]


@dataclass(frozen=True)
class Model:
    """All coefficients with where they come from.

    `letters` judges letters, as its only task 1, by features of its own choice; without it they are judged as reports.
    """

    version: str
    fitted_on: str
    features: Sequence[str]
    patterns: Sequence[str]
    tasks: Mapping[int, TaskModel]
    figures: Mapping[str, Any]
    letters: "Model | None" = None

    def predict(
        self,
        features: Mapping[str, float],
        task_number: int,
        *,
        patterns: Mapping[str, float] | None = None,
    ) -> Prediction:
        """The band and the four heads of one essay; without `patterns` they count as average."""
        task = self.tasks[task_number]
        scored = np.array(
            [
                np.interp(features[name], task.knots[position], task.scores[position])
                for position, name in enumerate(self.features)
            ]
        )
        raw = float(scored @ np.asarray(task.weights)) + self._pattern_lean(patterns, task)
        value = min(max(task.mean_band + (raw - task.centre) * task.stretch, task.lowest), task.highest)
        overall = to_half_band(in_scale(value))
        standing = (np.asarray(task.head_weights) @ scored - task.head_centres) / task.head_deviations
        standing = standing - standing.mean()
        shifts = np.clip(HEAD_SPREAD * standing, -MAX_HEAD_DISTANCE, MAX_HEAD_DISTANCE)
        heads = {criterion: float(overall) + float(shift) for criterion, shift in zip(CRITERIA, shifts, strict=True)}
        return Prediction(value, overall, heads)

    def _pattern_lean(self, rates: Mapping[str, float] | None, task: TaskModel) -> float:
        if rates is None:
            return 0.0
        said = sum(
            rates.get(pattern, 0.0) * weight
            for pattern, weight in zip(self.patterns, task.pattern_weights, strict=True)
        )
        low, high = task.pattern_limits
        return min(max(said - task.pattern_centre, low), high)


@cache
def shipped_model() -> Model:
    """The coefficients that come with the product."""
    return read_model(COEFFICIENTS)


def read_model(path: Path) -> Model:
    """A model from its JSON file."""
    return _model(json.loads(path.read_text(encoding="utf-8")))


def _model(document: Mapping[str, Any]) -> Model:
    tasks = {
        int(number): TaskModel(
            **{
                **task,
                "pattern_limits": tuple(task["pattern_limits"]),
                "ranges": [BandRange(**entry) for entry in task["ranges"]],
            }
        )
        for number, task in document["tasks"].items()
    }
    return Model(
        document["version"],
        document["fitted_on"],
        document["features"],
        document["patterns"],
        tasks,
        document["figures"],
        _model(document["letters"]) if document["letters"] else None,
    )


def write_model(model: Model, path: Path) -> None:
    """The model as JSON: a row of numbers a line, six significant digits, so that two versions can be compared."""
    document = _document(asdict(model))
    path.write_text(_laid_out(_short(document)) + "\n", encoding="utf-8")


def _document(model: dict[str, Any]) -> dict[str, Any]:
    letters = model["letters"]
    return {
        **model,
        "tasks": {str(number): task for number, task in model["tasks"].items()},
        "letters": _document(letters) if letters else None,
    }


def _laid_out(value: Any) -> str:
    if isinstance(value, dict):
        inner = ",\n".join(f"{json.dumps(key)}: {_laid_out(item)}" for key, item in value.items())
        return "{\n" + inner + "\n}" if inner else "{}"
    if isinstance(value, list) and value and isinstance(value[0], list | dict | str):
        return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def _short(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_short(item) for item in value]
    return value
