"""Fusion and its fit: what is put in comes out, nothing counts against itself, conflicts are left to a person."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from core import config
from core.assessment import calibrating
from core.assessment.calibrating import CalibrationFault, PairedEssay, calibrate, pair
from core.assessment.engines import registry
from core.assessment.engines.openai.engine import OpenAIEngine
from core.assessment.engines.openai.fusion import (
    TaskCalibration,
    fused_value,
    read_calibration,
    shipped_calibration,
    write_calibration,
)
from core.assessment.evaluation import ScoredEssay
from core.assessment.types import TaskFacts
from core.cli.__main__ import main
from tests.contracts.endpoint import FakeEndpoint, serving
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT


def essays(*, model_weight: float, offline_weight: float, number: int = 200, noise: float = 0.2) -> list[PairedEssay]:
    chance = np.random.default_rng(1)
    made = []
    for row in range(number):
        model, offline = chance.uniform(4, 8), chance.uniform(4, 8)
        band = 1 + model_weight * model + offline_weight * offline + chance.normal(0, noise)
        made.append(PairedEssay(model, offline, float(np.clip(band, 1, 9)), 2, f"prompt {row % 20}"))
    return made


def fitted(rows: list[PairedEssay]) -> TaskCalibration:
    return calibrate(rows, model="m", version="openai-9", fitted_on="made up").tasks[2]


def test_the_weights_that_made_the_bands_are_found() -> None:
    found = fitted(essays(model_weight=0.6, offline_weight=0.2))

    assert (found.model_weight, found.offline_weight) == pytest.approx((0.6, 0.2), abs=0.05)
    assert found.is_fitted and sum(one.essays for one in found.ranges) == 200


@pytest.mark.parametrize(("model", "offline"), [(-0.3, 0.6), (0.6, -0.3)])
def test_no_reader_counts_against_its_own_judgement(model: float, offline: float) -> None:
    found = fitted(essays(model_weight=model, offline_weight=offline))

    assert min(found.model_weight, found.offline_weight) == 0 < max(found.model_weight, found.offline_weight)


def test_too_few_essays_or_prompts_are_refused() -> None:
    many = essays(model_weight=0.5, offline_weight=0.3)
    one_prompt = [PairedEssay(one.model, one.offline, one.band, 2, "one") for one in many]

    for rows in ([], many[: calibrating.FEWEST_ESSAYS - 1], one_prompt):
        with pytest.raises(CalibrationFault, match="at least 40 readings"):
            fitted(rows)


def test_a_calibration_survives_its_file_and_holds_for_its_model_alone(tmp_path: Path) -> None:
    made = calibrate(essays(model_weight=0.6, offline_weight=0.2), model="m", version="v", fitted_on="made up")
    write_calibration(made, tmp_path / "c.json")

    found = read_calibration(tmp_path / "c.json")

    assert found.tasks == made.tasks
    assert found.of_task("m", 2) == made.tasks[2]
    assert found.of_task("another", 2) == TaskCalibration()
    assert not shipped_calibration().of_task("m", 2).is_fitted


def test_a_model_far_above_is_not_believed_one_far_below_is_averaged() -> None:
    task = TaskCalibration()

    assert fused_value(task, 9, 6) == 6
    assert fused_value(task, 7, 6) == 6.5
    assert fused_value(task, 3, 6) == 4.5


@pytest.fixture
def server() -> Iterator[FakeEndpoint]:
    with serving() as fake:
        yield fake


def test_reading_stops_before_the_money_is_spent(server: FakeEndpoint) -> None:
    engine = OpenAIEngine(server.options(), registry.engine("offline"))
    scored = [ScoredEssay(OPINION_ESSAY, TaskFacts(2, OPINION_PROMPT), 6.5, "a")] * 5
    worst = engine.worst_cost_usd(OPINION_ESSAY, TaskFacts(2, OPINION_PROMPT))

    paired = pair(engine, scored, most_usd=worst + Decimal("0.004"))

    assert 0 < len(paired.essays) == len(server.asked) < 5
    assert paired.left_out == 5 - len(paired.essays) and 0 < paired.cost_usd <= worst + Decimal("0.004")


def test_the_command_writes_and_reports(
    server: FakeEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, output = tmp_path / "scored.csv", tmp_path / "out.json"
    with data.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["task_type", "essay", "overall_band", "prompt", "prompt_group"])
        writer.writerows([2, OPINION_ESSAY, 6 + row % 2, OPINION_PROMPT, f"p{row % 10}"] for row in range(40))
    monkeypatch.setenv("OPENAI_API_KEY", "a-key")
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    config.settings.cache_clear()
    try:
        code = main(["fit_calibration", "--data", str(data), "--output", str(output)])
    finally:
        monkeypatch.undo()
        config.settings.cache_clear()

    report = json.loads(capsys.readouterr().out)
    assert (code, report["essays"], report["left_out"]) == (0, 40, 0)
    assert Decimal(report["cost_usd"]) > 0 and "qwk" in str(report["task_2"]["fused"])
    assert read_calibration(output).model == "gpt-4.1-mini"
