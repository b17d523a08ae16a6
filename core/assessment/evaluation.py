"""Judging an engine on scored essays: the band that is shown against the band that people gave."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.assessment.agreement_figures import bins, figures, point_figures, range_figures
from core.assessment.bands import in_scale, to_half_band
from core.assessment.engines.base import Engine
from core.assessment.engines.offline.fitting import grouped_folds
from core.assessment.engines.offline.judgement import judge
from core.assessment.engines.offline.model import Model
from core.assessment.engines.offline.reading import read
from core.assessment.engines.offline.training import ScoredEssays, train
from core.assessment.types import MINIMUM_WORDS, Gate, NotAssessable, TaskFacts
from core.errors import Refusal
from core.practice.word_count import count_words

FOLDS = 5
SPLIT_SEEDS = (0, 1, 2, 3, 4)
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
    patterns: dict[str, float]
    gates: tuple[Gate, ...]
    words: int
    task: TaskFacts
    band: float
    prompt_group: str


@dataclass(frozen=True)
class Outcome:
    """One scored essay with what an engine showed for it: the band and the ends of its range."""

    task_number: int
    words: int
    prompt_group: str
    band: float
    shown: float
    low: float
    high: float


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
    """Figures by task of any engine as it is, and of the two baselines on the same essays."""
    outcomes = []
    for scored in essays:
        try:
            result = engine.assess(scored.essay, scored.task)
        except NotAssessable:
            continue
        outcomes.append(
            Outcome(
                scored.task.task_number,
                count_words(scored.essay),
                scored.prompt_group,
                scored.band,
                float(result.overall),
                float(result.low),
                float(result.high),
            )
        )
    return report(outcomes, refused=len(essays) - len(outcomes))


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
            dict(reading.patterns),
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
        [essay.task.task_number for essay in essays],
        [essay.prompt_group for essay in essays],
        [essay.patterns for essay in essays],
    )


def cross_validate(essays: Sequence[MeasuredEssay], *, refused: int = 0) -> dict[str, Any]:
    """Figures of models that saw no essay of the prompt that they judge: five folds, gates and rounding included.

    The figures are of the first split into folds. `splits` has them for five, and the range is measured over all
    five, since where its ends fall hangs on the split. Essays of a task that a fold's training part lacks are left out.

    Raises:
        ScoredEssaysFault: Too few prompts to split.
    """
    if len({essay.prompt_group for essay in essays}) < 2 * FOLDS:
        raise ScoredEssaysFault(f"Cross-validation needs essays on at least {2 * FOLDS} different prompts.")
    splits = [_unseen_outcomes(essays, seed) for seed in SPLIT_SEEDS]
    found = report(splits[0], refused=refused + len(essays) - len(splits[0]))
    first_split = {one.task_number for one in splits[0]}
    for number, mine in _by_task([one for split in splits for one in split if one.task_number in first_split]):
        found[f"task_{number}"]["range"] = _range(mine, rounds=len(splits))
        found[f"task_{number}"]["splits"] = [
            point_figures([one.band for one in part], [one.shown for one in part])
            for split in splits
            for part in [[one for one in split if one.task_number == number]]
            if part
        ]
    return found


def _unseen_outcomes(essays: Sequence[MeasuredEssay], seed: int) -> list[Outcome]:
    everything = training_set(essays)
    outcomes: dict[int, Outcome] = {}
    for training, test in grouped_folds(everything.prompt_groups, FOLDS, seed):
        model = train(everything.rows(training.tolist()), version="cross-validation", fitted_on="")
        for row in test.tolist():
            if essays[row].task.task_number in model.tasks:
                outcomes[row] = _outcome(model, essays[row])
    return [outcomes[row] for row in sorted(outcomes)]


def _outcome(model: Model, essay: MeasuredEssay) -> Outcome:
    judgement = judge(model, essay.features, essay.gates, essay.task, patterns=essay.patterns)
    return Outcome(
        essay.task.task_number,
        essay.words,
        essay.prompt_group,
        essay.band,
        float(judgement.overall),
        float(judgement.low),
        float(judgement.high),
    )


def report(outcomes: Sequence[Outcome], *, refused: int = 0) -> dict[str, Any]:
    """By task: agreement with intervals, bins by people's bands, coverage of the range; then the baselines."""
    found: dict[str, Any] = {}
    for number, mine in _by_task(outcomes):
        human, shown = [one.band for one in mine], [one.shown for one in mine]
        found[f"task_{number}"] = {
            **figures(human, shown, [one.prompt_group for one in mine]),
            "bins": bins(human, shown),
            "range": _range(mine),
        }
    found["baselines"] = {
        "mean": _baseline_figures(outcomes, uses_length=False),
        "length": _baseline_figures(outcomes, uses_length=True),
    }
    if refused:
        found["refused"] = refused
    return found


def _range(outcomes: Sequence[Outcome], *, rounds: int = 1) -> dict[str, Any]:
    return range_figures(
        [one.band for one in outcomes],
        [one.shown for one in outcomes],
        [one.low for one in outcomes],
        [one.high for one in outcomes],
        rounds=rounds,
    )


def _by_task(outcomes: Sequence[Outcome]) -> Iterator[tuple[int, list[Outcome]]]:
    for number in sorted({one.task_number for one in outcomes}):
        yield number, [one for one in outcomes if one.task_number == number]


def _baseline_figures(outcomes: Sequence[Outcome], *, uses_length: bool) -> dict[str, Any]:
    bands = _baseline(outcomes, uses_length=uses_length)
    told = [replace(one, shown=band) for one, band in zip(outcomes, bands, strict=True)]
    return {
        f"task_{number}": figures(
            [one.band for one in mine], [one.shown for one in mine], [one.prompt_group for one in mine]
        )
        for number, mine in _by_task(told)
    }


def _baseline(essays: Sequence[Outcome], *, uses_length: bool) -> list[float]:
    """Bands from the mean, or from a line on the logarithm of the length, fitted on the other folds of prompts."""
    shown = [0.0] * len(essays)
    groups = [essay.prompt_group for essay in essays]
    folds = min(FOLDS, len(set(groups)))
    for training, test in grouped_folds(groups, folds, SPLIT_SEEDS[0]):
        for number in (1, 2):
            known = [essays[row] for row in training if essays[row].task_number == number]
            known = known or [essay for essay in essays if essay.task_number == number]
            for row in test.tolist():
                if essays[row].task_number == number:
                    shown[row] = _baseline_band(known, essays[row], uses_length=uses_length)
    return shown


def _baseline_band(known: Sequence[Outcome], essay: Outcome, *, uses_length: bool) -> float:
    bands = np.array([other.band for other in known])
    value = float(bands.mean())
    if uses_length:
        lengths = np.log([max(1, other.words) for other in known])
        spread = float(lengths.var())
        slope = float(np.mean((lengths - lengths.mean()) * (bands - bands.mean()))) / spread if spread > 0 else 0.0
        value += slope * (math.log(max(1, essay.words)) - float(lengths.mean()))
    return float(to_half_band(in_scale(value)))
