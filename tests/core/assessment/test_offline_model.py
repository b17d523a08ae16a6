"""The fit and its coefficients: bounds, grouping, plain numbers."""

from dataclasses import replace

import numpy as np
import pytest

from core.assessment.engines.offline import features
from core.assessment.engines.offline.analysis import analyse
from core.assessment.engines.offline.features.catalogue import GROUP_CRITERIA, HELPING, HURTING, direction
from core.assessment.engines.offline.fitting import bounded_ridge, fit_scale, grouped_folds
from core.assessment.engines.offline.model import COEFFICIENTS, read_model, shipped_model, write_model
from core.assessment.engines.offline.pattern_fitting import PENALTY, common_patterns, fit_patterns
from core.assessment.engines.offline.patterns import pattern_rates
from core.assessment.engines.offline.ranges import measured_ranges
from core.assessment.engines.offline.text import align, readable
from core.assessment.engines.offline.training import ScoredEssays, train
from core.assessment.types import Criterion
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT


def measured(text: str, prompt: str = OPINION_PROMPT, task_number: int = 2) -> dict[str, float]:
    legible = readable(text)
    return features.extract(analyse(align(legible, [(0, len(legible))]), prompt, task_number))


@pytest.mark.parametrize("task_number", [1, 2])
@pytest.mark.parametrize(
    "text", ["", "a", "!", "A b.", "7 8 9", "? ! ?", "word " * 300, "the\n" * 50, "Ünïcödé ßtraße 中文 text", "x" * 300]
)
def test_features_are_finite_on_any_text(text: str, task_number: int) -> None:
    values = measured(text, task_number=task_number)

    assert values
    assert all(np.isfinite(value) for value in values.values())


def test_features_are_finite_without_a_prompt() -> None:
    assert all(np.isfinite(value) for value in measured(OPINION_ESSAY, prompt="").values())


def test_the_model_knows_the_features_that_are_measured() -> None:
    assert set(shipped_model().features) == set(measured(OPINION_ESSAY))
    assert set(shipped_model().features) >= HELPING | HURTING
    assert {name.partition(".")[0] for name in shipped_model().features} == set(GROUP_CRITERIA)


def test_no_feature_sees_paragraphs_or_line_breaks() -> None:
    assert not [name for name in shipped_model().features if "paragraph" in name or "line" in name]


@pytest.mark.parametrize("task_number", [1, 2])
def test_more_of_a_fault_never_raises_a_band(task_number: int) -> None:
    task = shipped_model().tasks[task_number]
    for name, weight, knots in zip(shipped_model().features, task.weights, task.knots, strict=True):
        assert weight * direction(name) >= 0, name
        assert list(knots) == sorted(knots), name


def test_coefficients_say_where_they_come_from() -> None:
    model = shipped_model()

    assert model.version == "offline-3"
    assert "885 essays" in model.fitted_on
    assert model.figures["cross_validation"]["task_2"]["qwk"]["value"] >= 0.68
    assert all(entry.essays >= 40 and entry.coverage >= 0.7 for task in model.tasks.values() for entry in task.ranges)


def test_coefficients_survive_writing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "again.json"
    write_model(shipped_model(), path)

    assert path.read_text() == COEFFICIENTS.read_text()
    assert read_model(path) == shipped_model()


@pytest.mark.parametrize("task_number", [1, 2])
def test_the_range_reaches_to_both_sides_in_half_bands(task_number: int) -> None:
    for entry in shipped_model().tasks[task_number].ranges:
        assert {entry.below, entry.above} <= {0.5, 1.0, 1.5, 2.0}


def test_patterns_hold_no_word_of_a_topic() -> None:
    kinds = {pattern.split()[0] for pattern in shipped_model().patterns}
    words = {part for pattern in shipped_model().patterns for part in pattern.split()[1:] if part.islower()}

    assert kinds == {"words", "links"}
    assert not words & {"people", "government", "education", "technology", "children", "percent", "city"}


def test_patterns_lean_within_what_unseen_essays_showed() -> None:
    model = shipped_model()
    plain = model.predict(measured(OPINION_ESSAY), 2).value
    task = model.tasks[2]
    absurd = {pattern: 50.0 for pattern, weight in zip(model.patterns, task.pattern_weights, strict=True) if weight > 0}

    leaned = model.predict(measured(OPINION_ESSAY), 2, patterns=absurd).value

    assert plain < leaned <= plain + task.pattern_limits[1] * task.stretch + 1e-9


def test_line_breaks_and_spelling_variants_reach_no_pattern() -> None:
    def rates(text: str) -> dict[str, float]:
        legible = readable(text)
        return pattern_rates(analyse(align(legible, [(0, len(legible))]), OPINION_PROMPT, 2))

    plain = "The labour market has favoured people who organise their own work. Its programmes help them."

    assert rates(plain.replace(". ", ".\n\n")) == rates(plain)
    assert rates(plain.replace("labour", "labor").replace("favoured", "favored").replace("organise", "organize")) == (
        rates(plain)
    )


@pytest.mark.parametrize("text", ["", "?!", "A."])
def test_patterns_of_next_to_nothing(text: str) -> None:
    legible = readable(text)
    rates = pattern_rates(analyse(align(legible, [(0, len(legible))]), OPINION_PROMPT, 2))

    assert all(np.isfinite(rate) for rate in rates.values())


def test_pattern_weights_are_those_of_ridge_regression() -> None:
    chance = np.random.default_rng(4)
    rates = chance.normal(size=(60, 5))
    bands = 6 + rates[:, 0] - rates[:, 3] + chance.normal(scale=0.1, size=60)

    fit = fit_patterns(rates, bands, np.full(60, 2))[2]

    centred = rates - rates.mean(axis=0)
    target = (bands - bands.mean()) / bands.std()
    penalty = PENALTY * float(np.sum(centred**2)) / 60
    exact = np.linalg.solve(centred.T @ centred + penalty * np.eye(5), centred.T @ target)
    assert np.allclose(fit.weights, exact)
    assert fit.scores(rates).mean() == pytest.approx(0)


def test_rare_patterns_are_not_looked_at() -> None:
    essays = [{"words the NN": 1.0}] * 30 + [{"words so": 1.0}] * 4

    assert common_patterns(essays) == ["words the NN"]


def test_the_chosen_range_holds_about_four_fifths() -> None:
    chance = np.random.default_rng(6)
    shown = np.repeat([6.0, 7.0], 200)
    errors = np.concatenate([chance.choice([-0.5, 0, 0.5, 1.0, 1.5], 200), chance.choice([-1.0, -0.5, 0.0, 0.5], 200)])

    first, second = measured_ranges(shown, shown + errors, np.arange(400).astype(str))

    assert (first.lowest, first.below, first.above) == (6.0, 0.5, 1.0)
    assert (second.below, second.above) in {(1.0, 0.5), (0.5, 0.5)}
    assert 0.7 <= first.coverage <= 0.9


def test_heads_differ_by_at_most_one_band_from_the_overall() -> None:
    prediction = shipped_model().predict(measured(OPINION_ESSAY), 2)

    assert set(prediction.heads) == {criterion for criterion in Criterion if criterion != "overall"}
    assert all(abs(head - float(prediction.overall)) <= 1 for head in prediction.heads.values())


def test_bounded_ridge_is_ridge_inside_its_bounds_and_stops_at_them() -> None:
    chance = np.random.default_rng(1)
    columns = chance.normal(size=(200, 4))
    target = columns @ np.array([1.0, -2.0, 0.5, 0.0]) + chance.normal(scale=0.1, size=200)

    free = bounded_ridge(columns, target, 3.0, [0, 0, 0, 0])
    bounded = bounded_ridge(columns, target, 3.0, [1, 1, 0, -1])

    exact = np.linalg.solve(columns.T @ columns + 3.0 * np.eye(4), columns.T @ target)
    assert np.allclose(free, exact, atol=1e-5)
    assert bounded[1] == 0
    assert bounded[0] > 0 >= bounded[3]


def test_normal_scores_rise_and_stop_at_the_outer_knots() -> None:
    raw = np.column_stack([np.arange(200.0), np.zeros(200), np.repeat([0.0, 1.0], 100)])

    scale = fit_scale(raw)
    scored = scale.normal_scores(np.array([[-50.0, 0.0, 0.0], [100.0, 5.0, 1.0], [900.0, 0.0, 9.0]]))

    assert scored[0, 0] == pytest.approx(-2.326, abs=0.01)
    assert scored[2, 0] == pytest.approx(2.326, abs=0.01)
    assert np.allclose(scored[:, 1], 0, atol=1e-9)
    assert scored[0, 2] < scored[1, 2] == scored[2, 2]


def test_folds_keep_a_prompt_on_one_side() -> None:
    groups = [f"prompt {number % 17}" for number in range(100)]
    seen: list[int] = []

    for training, test in grouped_folds(groups, 5, seed=3):
        assert not {groups[row] for row in training} & {groups[row] for row in test}
        seen.extend(test.tolist())

    assert sorted(seen) == list(range(100))


def test_training_twice_gives_the_same_model() -> None:
    essays = synthetic(80)

    assert train(essays, version="x", fitted_on="made") == train(essays, version="x", fitted_on="made")


def test_training_finds_what_the_bands_follow() -> None:
    model = train(synthetic(160), version="x", fitted_on="made")
    low = dict.fromkeys(model.features, 0.0) | {"accuracy.hard_errors": 9.0}
    high = dict.fromkeys(model.features, 0.0) | {"vocabulary.root_ttr": 9.0}

    assert model.predict(high, 2).value > model.predict(low, 2).value + 1


def test_patterns_join_the_fit_where_they_were_read() -> None:
    essays = synthetic(160)
    told = [{"words the": 1 + (band - 6) / 4, "words of": 1.0} for band in essays.bands]

    model = train(replace(essays, patterns=told), version="x", fitted_on="made")

    assert model.patterns == ["words of", "words the"]
    assert model.tasks[2].pattern_weights[1] > 0
    assert train(essays, version="x", fitted_on="made").patterns == []


def synthetic(count: int) -> ScoredEssays:
    chance = np.random.default_rng(7)
    rows = [
        {
            "accuracy.hard_errors": float(chance.normal()),
            "vocabulary.root_ttr": float(chance.normal()),
            "cohesion.overlap": float(chance.normal()),
            "task.cover": float(chance.normal()),
        }
        for _ in range(count)
    ]
    bands = [6 + row["vocabulary.root_ttr"] - row["accuracy.hard_errors"] for row in rows]
    return ScoredEssays(
        rows,
        [min(9.0, max(1.0, float(np.floor(band * 2 + 0.5) / 2))) for band in bands],
        [1 + number % 2 for number in range(count)],
        [f"prompt {number % 20}" for number in range(count)],
    )
