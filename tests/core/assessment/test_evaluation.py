"""Evaluation, fitting and the commands for scripts."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.assessment import evaluation
from core.assessment.evaluation import ScoredEssaysFault
from core.assessment.types import TaskFacts
from core.cli.__main__ import main
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT, REPORT, REPORT_PROMPT, WEAK_ESSAY

SCORED_ESSAYS = Path(__file__).resolve().parents[4] / "shared" / "data" / "ielts_human_dev.csv"
FIGURE_NAMES = {"qwk", "r", "rmse", "mae", "bias", "exact", "within_half", "within_one"}
REPORTED = FIGURE_NAMES | {"n", "bins", "range"}


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capfd.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    """Pieces of our own texts with made-up bands on a dozen prompts."""
    path = tmp_path / "scored.csv"
    sentences = {text: re.split(r"(?<=[.])\s+", text) for text in (OPINION_ESSAY, WEAK_ESSAY, REPORT)}
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["id", "task_type", "prompt_group", "prompt", "essay", "overall_band"])
        for number in range(12):
            for text, band in ((OPINION_ESSAY, 7.5), (WEAK_ESSAY, 4.0)):
                essay = " ".join(sentences[text][number % 5 :])
                writer.writerow([f"{number}-{band}", 2, f"p{number}", OPINION_PROMPT, essay, band + number % 3 * 0.5])
            if number % 2:
                essay = " ".join(sentences[REPORT][number % 3 :])
                writer.writerow([f"{number}-r", 1, f"p{number}", REPORT_PROMPT, essay, 6 + number % 3 * 0.5])
    return path


def test_the_offline_engine_says_the_same_again(capfd: pytest.CaptureFixture[str], scored: Path) -> None:
    code, out, _ = run(capfd, "evaluate", "--data", scored, "--stability", 4)

    assert code == 0
    assert json.loads(out)["stability"] == {"n": 4, "changed": {"nothing": 0, "blank_line": 0, "space": 0}}


def test_evaluate_judges_the_shipped_engine(capfd: pytest.CaptureFixture[str], scored: Path) -> None:
    code, out, _ = run(capfd, "evaluate", "--engine", "offline", "--data", scored, "--json")

    report: dict[str, Any] = json.loads(out)
    assert code == 0
    assert report["task_2"]["n"] == 24
    assert report["task_1"]["n"] == 6
    assert set(report["task_2"]) == REPORTED
    assert set(report["baselines"]["length"]["task_2"]) == FIGURE_NAMES | {"n"}
    assert set(report["task_2"]["qwk"]) == {"value", "low", "high"}
    assert set(report["baselines"]) == {"mean", "length"}
    assert report["baselines"]["mean"]["task_2"]["n"] == 24
    assert report["task_2"]["r"]["value"] > 0.5


def test_a_task_without_rows_is_left_out(scored: Path) -> None:
    essays = [essay for essay in evaluation.read_scored_essays(scored) if essay.task.task_number == 2][:4]

    report = evaluation.evaluate(Steady(), essays)

    assert set(report) == {"task_2", "baselines"}
    assert set(report["baselines"]["length"]) == {"task_2"}
    assert [(one["from"], one["mean_shown"]) for one in report["task_2"]["bins"]] == [
        (1.0, 6.0),
        (7.0, 6.0),
        (8.0, 6.0),
    ]
    assert report["task_2"]["range"]["coverage"]["value"] == 0
    assert report["task_2"]["range"]["width"] == 1.5


class Steady:
    """An engine that refuses nothing and always says 6."""

    name = "steady"
    version = "steady-1"

    def assess(self, essay: str, task: object) -> Any:
        from types import SimpleNamespace

        return SimpleNamespace(overall=6, low=5, high=6.5)


@pytest.mark.slow
def test_cross_validation_and_fitting_on_a_file(
    capfd: pytest.CaptureFixture[str], scored: Path, tmp_path: Path
) -> None:
    code, out, _ = run(capfd, "evaluate", "--data", scored, "--cross-validate", "--json")
    crossed = json.loads(out)
    output = tmp_path / "fitted.json"

    fitted_code, fitted, _ = run(
        capfd, "fit_offline_engine", "--data", scored, "--output", output, "--version", "t-1", "--origin", "made"
    )

    assert (code, fitted_code) == (0, 0)
    assert json.loads(fitted)["task_2"] == crossed["task_2"]
    assert set(crossed["task_2"]) == REPORTED | {"splits"}
    assert len(crossed["task_2"]["splits"]) == 5
    assert crossed["task_2"]["range"]["n"] == 24
    document = json.loads(output.read_text())
    assert (document["version"], document["fitted_on"]) == ("t-1", "made")
    assert not [value for value in strings_in(document) if len(value) > 200], "no text of the essays"


def test_a_task_with_few_prompts_is_judged_where_it_can_be() -> None:
    """Exports of a small platform: both Task 1 prompts may fall into one fold."""
    chance = np.random.default_rng(5)
    essays = [
        evaluation.MeasuredEssay(
            {"accuracy.hard_errors": float(chance.normal()), "task.cover": float(chance.normal())},
            {f"words {name}": 1.0 for name in ("the", "of") if chance.random() > 0.3},
            (),
            260,
            TaskFacts(1 if number % 12 < 2 else 2, ""),
            5.0 + number % 7 / 2,
            f"prompt {number % 12}",
        )
        for number in range(96)
    ]

    report = evaluation.cross_validate(essays)

    assert report["task_2"]["n"] == 80
    assert len(report["task_2"]["splits"]) == 5
    assert report.get("refused", 0) + report.get("task_1", {"n": 0})["n"] == 16


def strings_in(document: Any) -> list[str]:
    if isinstance(document, dict):
        return [*document, *(text for value in document.values() for text in strings_in(value))]
    if isinstance(document, list):
        return [text for value in document for text in strings_in(value)]
    return [document] if isinstance(document, str) else []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "no rows"),
        ("task_type,essay\n2,text\n", "no rows with the columns"),
        ("task_type,essay,overall_band\n3,text,6\n", "row 1: task_type must be 1 or 2"),
        ("task_type,essay,overall_band\n2,text,12\n", "row 1"),
        ("task_type,essay,overall_band\n2,text,six\n", "row 1: .* not a number"),
        ("task_type,essay,overall_band\n2,text,nan\n", "row 1"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content)

    with pytest.raises(ScoredEssaysFault, match=why):
        evaluation.read_scored_essays(path)


def test_assess_prints_one_object_and_nothing_else(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    essay, prompt = tmp_path / "essay.txt", tmp_path / "prompt.txt"
    essay.write_text(WEAK_ESSAY)
    prompt.write_text(OPINION_PROMPT)

    code, out, _ = run(capfd, "assess", "--essay", essay, "--prompt", prompt, "--task-number", 2, "--json")

    result = json.loads(out)
    assert code == 0
    assert result["engine"] == "offline-3"
    assert 1 <= result["range"][0] <= result["overall"] <= result["range"][1] <= 9
    assert set(result["criteria"]) == {
        "task_achievement",
        "coherence_cohesion",
        "lexical_resource",
        "grammar_accuracy",
    }
    assert all(isinstance(band, int) for band in result["criteria"].values())
    assert isinstance(result["milliseconds"], int)
    assert {"start", "end", "quote", "type", "message", "suggestions"} <= set(result["comments"][0])
    for comment in result["comments"]:
        assert WEAK_ESSAY[comment["start"] : comment["end"]] == comment["quote"]
    assert set(result["evidence"]) == set(result["criteria"])


def test_a_folder_gives_a_line_a_file(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder, prompt = tmp_path / "essays", tmp_path / "prompt.txt"
    folder.mkdir()
    prompt.write_text(OPINION_PROMPT)
    for name, text in {"a.txt": OPINION_ESSAY, "b.txt": "", "c.txt": "qwrt plkj zxcv " * 30, ".hidden": "x"}.items():
        (folder / name).write_text(text)

    code, out, _ = run(capfd, "assess", "--essay", folder, "--prompt", prompt, "--task-number", 2)

    results = [json.loads(line) for line in io.StringIO(out)]
    assert code == 0
    assert [result["file"] for result in results] == ["a.txt", "b.txt", "c.txt"]
    assert results[0]["overall"] >= 6
    assert results[1]["refused"]["name"] == "blank"
    assert results[2]["refused"]["name"] == "gibberish"


def test_a_task_of_ours_by_its_code(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from core.content import seed_files

    code_of_a_task = next(seed.code for seed in seed_files.read_tasks() if "_T2_" in seed.code)
    essay = tmp_path / "essay.txt"
    essay.write_text(OPINION_ESSAY)

    code, out, _ = run(capfd, "assess", "--essay", essay, "--task", code_of_a_task)

    assert code == 0
    assert "overall" in json.loads(out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--prompt", "prompt.txt", "--engine", "openai", "--task-number", "2"),
        ("--prompt", "prompt.txt"),
        ("--prompt", "missing.txt", "--task-number", "2"),
        ("--task", "GT_T2_999"),
    ],
)
def test_what_cannot_be_done_is_one_line_on_standard_error(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    Path("prompt.txt").write_text(OPINION_PROMPT)
    Path("essay.txt").write_text(OPINION_ESSAY)

    code, out, err = run(capfd, "assess", "--essay", "essay.txt", *arguments)

    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_the_command_keeps_standard_output_clean_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Native code prints on file descriptor 1; nothing of it may reach a script."""
    essay, prompt = tmp_path / "essay.txt", tmp_path / "prompt.txt"
    essay.write_text(WEAK_ESSAY)
    prompt.write_text(OPINION_PROMPT)
    command = [sys.executable, "-m", "core.cli", "assess", "--essay", essay, "--prompt", prompt, "--task-number", "2"]

    done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))

    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout)["engine"] == "offline-3"


@pytest.mark.slow
@pytest.mark.skipif(not SCORED_ESSAYS.exists(), reason="the scored essays are not on this machine")
def test_the_promised_agreement_on_unseen_prompts() -> None:
    measured = evaluation.measure(evaluation.read_scored_essays(SCORED_ESSAYS))

    report = evaluation.cross_validate(measured)

    for number, kappa, within_one in ((2, 0.68, 0.87), (1, 0.38, 0.80)):
        task = report[f"task_{number}"]
        assert task["qwk"]["value"] >= kappa
        assert task["within_one"]["value"] >= within_one
        assert abs(task["bias"]["value"]) <= 0.2
        assert 0.75 <= task["range"]["coverage"]["value"] <= 0.85
        for group in task["range"]["groups"]:
            assert group["coverage"]["low"] <= 0.8 <= group["coverage"]["high"], group
    assert report["task_2"]["qwk"]["value"] > report["baselines"]["length"]["task_2"]["qwk"]["value"] + 0.3
