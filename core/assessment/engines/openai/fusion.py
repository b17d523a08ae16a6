"""One band from two readers: `constant + model_weight * model + offline_weight * offline`, by task."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from core.assessment.bands import in_scale, to_half_band
from core.assessment.engines.offline.judgement import Judgement, settle
from core.assessment.engines.offline.model import BandRange, Model, Prediction
from core.assessment.engines.openai.reading import ModelReading
from core.assessment.types import Gate, TaskFacts

CALIBRATION = Path(__file__).with_name("calibration.json")
CONFLICT_BANDS = 1.5
_NOT_MEASURED_MARGIN = Decimal("0.5")


@dataclass(frozen=True)
class TaskCalibration:
    """How one task's band is made; `essays` is 0 where nothing was fitted, and then `ranges` is empty."""

    constant: float = 0.0
    model_weight: float = 0.5
    offline_weight: float = 0.5
    essays: int = 0
    ranges: Sequence[BandRange] = ()

    @property
    def is_fitted(self) -> bool:
        """Whether it rests on bands from people."""
        return self.essays > 0

    def range_around(self, band: Decimal) -> BandRange | None:
        """The measured range of essays that were shown this band, or of the nearest group."""
        shown = float(band)
        return min(self.ranges, key=lambda one: max(one.lowest - shown, shown - one.highest, 0.0), default=None)


@dataclass(frozen=True)
class Calibration:
    """All tasks with where they come from; it holds for `model` alone, and unfitted for any."""

    version: str
    model: str | None
    fitted_on: str
    tasks: Mapping[int, TaskCalibration]
    figures: Mapping[str, Any] = field(default_factory=dict)

    def of_task(self, model: str, task_number: int) -> TaskCalibration:
        """The calibration of this model; the plain mean where it was fitted on another one."""
        task = self.tasks.get(task_number, TaskCalibration())
        return task if self.model == model or not task.is_fitted else TaskCalibration()


@dataclass(frozen=True)
class Fused:
    """The band, how far the two were apart (the model's minus the other's), and what they said."""

    value: float
    distance: float
    judgement: Judgement

    @property
    def is_conflict(self) -> bool:
        """Whether a person should look."""
        return abs(self.distance) > CONFLICT_BANDS


@cache
def shipped_calibration() -> Calibration:
    """The one that lies beside this module."""
    return read_calibration(CALIBRATION)


def read_calibration(path: Path) -> Calibration:
    """A calibration from its JSON file."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    tasks = {
        int(number): TaskCalibration(**{**task, "ranges": tuple(BandRange(**one) for one in task["ranges"])})
        for number, task in stored["tasks"].items()
    }
    return Calibration(stored["version"], stored["model"], stored["fitted_on"], tasks, stored["figures"])


def write_calibration(calibration: Calibration, path: Path) -> None:
    """The calibration as JSON."""
    path.write_text(json.dumps(asdict(calibration), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def fused_value(task: TaskCalibration, model: float, offline: float) -> float:
    """The band before rounding.

    Words in an essay can talk a model up, but not the statistics: where the model is more than 1.5 bands above them,
    theirs stands until a person has looked.
    """
    if model - offline > CONFLICT_BANDS:
        return offline
    return task.constant + task.model_weight * model + task.offline_weight * offline


def fuse(
    calibration: TaskCalibration,
    reading: ModelReading,
    prediction: Prediction,
    *,
    offline_model: Model,
    gates: Sequence[Gate],
    task: TaskFacts,
) -> Fused:
    """Bands, limits and range of both readers together; the criteria stand halfway between the two."""
    value = fused_value(calibration, reading.mean, prediction.value)
    overall = to_half_band(in_scale(value))
    heads = {criterion: (reading.criteria[criterion].band + head) / 2 for criterion, head in prediction.heads.items()}
    judgement = settle(
        offline_model,
        overall,
        heads,
        gates,
        task,
        margin=Decimal(0) if calibration.ranges else _NOT_MEASURED_MARGIN,
        measured=calibration.range_around(overall),
    )
    return Fused(value, reading.mean - prediction.value, judgement)
