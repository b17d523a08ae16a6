"""The figures behind "How good are these bands?": read without a language library, and never guessed."""

import copy
import json
import subprocess
import sys
from typing import Any

import pytest

from core.assessment.agreement import MODEL, Agreement, agreement_of, shipped_agreement
from tests.live import ROOT

STORED: dict[str, Any] = {
    "version": "test-1",
    "figures": {
        "cross_validation": {
            "task_2": {
                "n": 40,
                "within_half": {"value": 0.6, "low": 0.55, "high": 0.65},
                "within_one": {"value": 0.9, "low": 0.85, "high": 0.95},
                "bins": [
                    {"from": 7.0, "to": 7.5, "n": 20, "mean": 7.0, "mean_shown": 6.8},
                    {"from": 5.0, "to": 5.5, "n": 15, "mean": 5.0, "mean_shown": 5.4},
                    {"from": 1.0, "to": 4.5, "n": 4, "mean": 4.0, "mean_shown": 5.0},
                ],
            },
            "baselines": {
                "mean": {
                    "task_2": {
                        "within_half": {"value": 0.5, "low": 0.4, "high": 0.6},
                        "within_one": {"value": 0.8, "low": 0.7, "high": 0.9},
                    }
                }
            },
        }
    },
}


def test_the_shipped_model_has_figures() -> None:
    measured = shipped_agreement()

    assert measured is not None
    assert measured.version == json.loads(MODEL.read_text())["version"]
    assert [task.task_number for task in measured.tasks] == [1, 2]
    assert measured.essays == sum(task.essays for task in measured.tasks) > 0
    for task in measured.tasks:
        assert 0 < task.within_half.value < task.within_one.value < 1
        assert task.average_within_half is not None and task.average_within_one is not None


def test_no_heavy_library_is_loaded_for_them() -> None:
    program = (
        "import sys; from core.assessment.agreement import shipped_agreement; assert shipped_agreement();"
        "heavy = {'spacy', 'numpy', 'harper', 'wordfreq', 'symspellpy'} & set(sys.modules); assert not heavy, heavy"
    )

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_bands_with_few_essays_are_left_out() -> None:
    measured = agreement_of(STORED)

    assert measured is not None
    (task,) = measured.tasks
    assert [(row.band, row.shown, row.essays) for row in task.by_band] == [(5.0, 5.4, 15), (7.0, 6.8, 20)]


@pytest.mark.parametrize(("low", "is_clear"), [(0.55, True), (0.45, False)])
def test_better_than_the_average_only_beyond_the_interval(low: float, is_clear: bool) -> None:
    stored = copy.deepcopy(STORED)
    stored["figures"]["cross_validation"]["task_2"]["within_half"]["low"] = low

    measured = agreement_of(stored)

    assert measured is not None and measured.tasks[0].is_clearly_better is is_clear


def test_without_the_average_nothing_is_clearly_better() -> None:
    stored = copy.deepcopy(STORED)
    del stored["figures"]["cross_validation"]["baselines"]

    measured = agreement_of(stored)

    assert measured is not None and not measured.tasks[0].is_clearly_better


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        "text",
        {},
        {"figures": None},
        {"figures": {"cross_validation": []}},
        {"figures": {"cross_validation": {"task_1": {"n": "many", "within_half": 0.5, "within_one": None}}}},
        {"figures": {"cross_validation": {"task_1": {"n": True, "within_half": {}, "within_one": {"value": 2}}}}},
    ],
)
def test_what_is_no_figure_is_not_shown(stored: object) -> None:
    assert agreement_of(stored) is None


def test_odd_rows_do_no_harm() -> None:
    stored = copy.deepcopy(STORED)
    stored["figures"]["cross_validation"]["task_2"]["bins"] = [
        None,
        {},
        {"from": "5", "to": 5.5, "n": 9, "mean": 5, "mean_shown": 5},
        3,
    ]

    measured = agreement_of(stored)

    assert isinstance(measured, Agreement) and measured.tasks[0].by_band == ()
