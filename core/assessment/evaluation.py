"""Judging an engine on scored essays: the band that is shown against the band that people gave."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from core.assessment.agreement_figures import figures
from core.assessment.bands import in_scale, to_half_band
from core.assessment.engines.base import Engine
from core.assessment.engines.offline.fitting import grouped_folds
from core.assessment.engines.offline.judgement import judge
from core.assessment.engines.offline.reading import read
from core.assessment.engines.offline.training import ScoredEssays, train
from core.assessment.types import MINIMUM_WORDS, Gate, NotAssessable, TaskFacts
from core.errors import Refusal
from core.practice.word_count import count_words

FOLDS = 5
FOLD_SEED = 0
_MAX_FIELD = 10_000_000
_COLUMNS = ("task_type", "essay", "overall_band")


class ScoredEssaysFault(Refusal):
    """The file of scored essays cannot be used."""


@dataclass(frozen=True)
class ScoredEssay:
    """One essay with the band that a person gave."""

    essay: str
    task: TaskFacts
    band: float
    prompt_group: str


@dataclass(frozen=True)
class MeasuredEssay:
    """A scored essay after reading: what a model needs, without the text."""

    features: dict[str, float]
    gates: tuple[Gate, ...]
    words: int
    task: TaskFacts
    band: float
    prompt_group: str

    @property
    def task_number(self) -> int:
        """1 or 2."""
        return self.task.task_number


def read_scored_essays(path: Path) -> list[ScoredEssay]:
    """The rows of a CSV with task_type, essay and overall_band; prompt and prompt_group where they exist.

    Raises:
        ScoredEssaysFault: Missing file or column, or a row that is no scored essay.
    """
    csv.field_size_limit(_MAX_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ScoredEssaysFault(f"{path} cannot be read as a CSV file.") from error
    missing = [column for column in _COLUMNS if not rows or column not in rows[0]]
    if missing:
        raise ScoredEssaysFault(f"{path} has no rows with the columns {', '.join(_COLUMNS)}.")
    return [_scored_essay(path, number, row) for number, row in enumerate(rows, start=1)]


def _scored_essay(path: Path, number: int, row: dict[str, str]) -> ScoredEssay:
    prompt = row.get("prompt") or ""
    try:
        task_number, band = int(row["task_type"]), float(row["overall_band"])
    except (TypeError, ValueError) as error:
        raise ScoredEssaysFault(f"{path}, row {number}: task_type or overall_band is not a number.") from error
    if task_number not in MINIMUM_WORDS or not (math.isfinite(band) and 1 <= band <= 9):
        raise ScoredEssaysFault(f"{path}, row {number}: task_type must be 1 or 2 and overall_band 1 to 9.")
    task = TaskFacts(task_number, prompt, word_limit_min=MINIMUM_WORDS[task_number])
    return ScoredEssay(row["essay"] or "", task, band, row.get("prompt_group") or prompt)


def evaluate(engine: Engine, essays: Sequence[ScoredEssay]) -> dict[str, Any]:
    """Figures by task of the engine as it is, and of the two baselines on the same essays."""
    judged: list[ScoredEssay] = []
    shown: list[Decimal] = []
    for scored in essays:
        try:
            shown.append(engine.assess(scored.essay, scored.task).overall)
        except NotAssessable:
            continue
        judged.append(scored)
    measured = [MeasuredEssay({}, (), count_words(one.essay), one.task, one.band, one.prompt_group) for one in judged]
    return _report(measured, [float(band) for band in shown], refused=len(essays) - len(judged))


def measure(essays: Sequence[ScoredEssay]) -> list[MeasuredEssay]:
    """Read every essay once with the offline engine's tools; those that cannot be assessed are left out."""
    return list(_measured(essays))


def _measured(essays: Sequence[ScoredEssay]) -> Iterator[MeasuredEssay]:
    for scored in essays:
        try:
            reading = read(scored.essay, scored.task)
        except NotAssessable:
            continue
        yield MeasuredEssay(
            dict(reading.features),
            reading.gates,
            reading.own.own_words,
            scored.task,
            scored.band,
            scored.prompt_group,
        )


def training_set(essays: Sequence[MeasuredEssay]) -> ScoredEssays:
    """What the fit takes."""
    return ScoredEssays(
        [essay.features for essay in essays],
        [essay.band for essay in essays],
        [essay.task_number for essay in essays],
        [essay.prompt_group for essay in essays],
    )


def cross_validate(essays: Sequence[MeasuredEssay], *, refused: int = 0) -> dict[str, Any]:
    """Figures of models that saw no essay of the prompt that they judge: five folds, gates and rounding included.

    Raises:
        ScoredEssaysFault: Too few prompts to split.
    """
    groups = [essay.prompt_group for essay in essays]
    if len(set(groups)) < 2 * FOLDS:
        raise ScoredEssaysFault(f"Cross-validation needs essays on at least {2 * FOLDS} different prompts.")
    shown = [0.0] * len(essays)
    everything = training_set(essays)
    for training, test in grouped_folds(groups, FOLDS, FOLD_SEED):
        model = train(everything.rows(training.tolist()), version="cross-validation", fitted_on="")
        for row in test.tolist():
            essay = essays[row]
            if essay.task_number in model.tasks:
                shown[row] = float(judge(model, essay.features, essay.gates, essay.task).overall)
    return _report(essays, shown, refused=refused)


def _report(essays: Sequence[MeasuredEssay], shown: Sequence[float], *, refused: int) -> dict[str, Any]:
    report: dict[str, Any] = _by_task(essays, shown)
    report["baselines"] = {
        "mean": _by_task(essays, _baseline(essays, uses_length=False)),
        "length": _by_task(essays, _baseline(essays, uses_length=True)),
    }
    if refused:
        report["refused"] = refused
    return report


def _by_task(essays: Sequence[MeasuredEssay], shown: Sequence[float]) -> dict[str, Any]:
    report = {}
    for number in sorted({essay.task_number for essay in essays}):
        rows = [row for row, essay in enumerate(essays) if essay.task_number == number]
        report[f"task_{number}"] = figures(
            [essays[row].band for row in rows],
            [shown[row] for row in rows],
            [essays[row].prompt_group for row in rows],
        )
    return report


def _baseline(essays: Sequence[MeasuredEssay], *, uses_length: bool) -> list[float]:
    """Bands from the mean, or from a line on the logarithm of the length, fitted on the other folds of prompts."""
    shown = [0.0] * len(essays)
    groups = [essay.prompt_group for essay in essays]
    folds = min(FOLDS, len(set(groups)))
    for training, test in grouped_folds(groups, folds, FOLD_SEED):
        for number in (1, 2):
            known = [essays[row] for row in training if essays[row].task_number == number]
            known = known or [essay for essay in essays if essay.task_number == number]
            for row in test.tolist():
                if essays[row].task_number == number:
                    shown[row] = _baseline_band(known, essays[row], uses_length=uses_length)
    return shown


def _baseline_band(known: Sequence[MeasuredEssay], essay: MeasuredEssay, *, uses_length: bool) -> float:
    bands = np.array([other.band for other in known])
    value = float(bands.mean())
    if uses_length:
        lengths = np.log([max(1, other.words) for other in known])
        spread = float(lengths.var())
        slope = float(np.mean((lengths - lengths.mean()) * (bands - bands.mean()))) / spread if spread > 0 else 0.0
        value += slope * (math.log(max(1, essay.words)) - float(lengths.mean()))
    return float(to_half_band(in_scale(value)))
