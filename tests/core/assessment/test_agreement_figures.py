"""Figures of agreement, bins and coverage on bands that are known."""

import numpy as np
import pytest

from core.assessment.agreement_figures import FIGURES, bins, figures, range_figures, wilson_interval

FIGURE_NAMES = {"qwk", "r", "rmse", "mae", "bias", "exact", "within_half", "within_one"}


def test_figures_of_known_bands() -> None:
    human = [5.0, 6.0, 7.0, 8.0]

    perfect = figures(human, human, ["a", "b", "c", "d"])
    shifted = figures(human, [band + 0.5 for band in human], ["a", "b", "c", "d"])

    assert perfect["n"] == 4
    assert perfect["qwk"]["value"] == perfect["r"]["value"] == perfect["exact"]["value"] == 1
    assert shifted["bias"]["value"] == shifted["mae"]["value"] == shifted["rmse"]["value"] == 0.5
    assert shifted["within_half"]["value"] == 1
    assert shifted["exact"]["value"] == 0
    assert set(perfect) == FIGURE_NAMES | {"n"}


def test_kappa_is_that_of_the_textbook() -> None:
    """Against the weighted confusion matrix, written out."""
    chance = np.random.default_rng(2)
    human = chance.integers(2, 19, size=200) / 2
    shown = np.clip(human + chance.integers(-3, 4, size=200) / 2, 1, 9)
    weights = (np.arange(17)[:, None] - np.arange(17)[None, :]) ** 2
    observed = np.zeros((17, 17))
    for row, column in zip(((human - 1) * 2).astype(int), ((shown - 1) * 2).astype(int), strict=True):
        observed[row, column] += 1
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / 200

    assert FIGURES["qwk"](human, shown) == pytest.approx(1 - (weights * observed).sum() / (weights * expected).sum())


def test_intervals_hold_the_value() -> None:
    chance = np.random.default_rng(3)
    human = chance.integers(8, 18, size=120) / 2
    shown = human + chance.integers(-2, 3, size=120) / 2

    report = figures(human.tolist(), shown.tolist(), [f"p{row % 30}" for row in range(120)])

    for name in FIGURE_NAMES:
        assert report[name]["low"] <= report[name]["value"] <= report[name]["high"], name


def test_bins_follow_the_band_that_people_gave() -> None:
    report = bins([4.5, 5.0, 5.75, 9.0], [5.0, 5.0, 6.0, 7.5])

    assert [(one["from"], one["to"], one["n"]) for one in report] == [(1.0, 4.5, 1), (5.0, 5.5, 2), (8.0, 9.0, 1)]
    assert [one["mean_shown"] for one in report] == [5.0, 5.5, 7.5]
    assert [one["within_one"] for one in report] == [1, 1, 0]


def test_coverage_by_groups_of_shown_bands() -> None:
    shown = [5.0] * 10 + [5.5] * 40 + [7.0] * 50 + [8.0] * 5
    human = [5.0] * 5 + [7.0] * 5 + [5.5] * 40 + [7.0] * 40 + [9.0] * 15

    report = range_figures(human, shown, [band - 0.5 for band in shown], [band + 0.5 for band in shown])
    twice = range_figures(
        human * 2, shown * 2, [band - 0.5 for band in shown] * 2, [band + 0.5 for band in shown] * 2, rounds=2
    )

    assert [(one["from"], one["to"], one["n"]) for one in report["groups"]] == [(5.0, 5.5, 50), (7.0, 8.0, 55)]
    assert report["groups"][0]["coverage"]["value"] == 0.9
    assert report["width"] == 1.0
    assert twice == report


def test_wilson_interval_is_that_of_the_textbook() -> None:
    low, high = wilson_interval(8, 10)

    assert (low, high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert wilson_interval(10, 10)[1] == 1
    assert wilson_interval(0, 10)[0] == 0
