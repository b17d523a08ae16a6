"""How well shuffled essays are told from real ones, and the weights that do it.

`--data` is a CSV of essays (prompt_group, task_type, prompt, essay). Half of the prompts give the weights and, by cross
validation, the threshold; the other half gives the figures. `--write` saves the weights; no text of any essay is kept.
"""

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.assessment.checks.order import FEWEST_SENTENCES, WEIGHTS_FILE, OrderWeights, cues_of, plainest_sign
from core.assessment.checks.order_cues import Sentence, measure
from core.assessment.engines.offline import language_tools
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.text import align, readable
from core.assessment.own_words import own_text

SPLIT_SEED = 11
SHUFFLES = 8
FOLDS = 5
FALSE_ALARMS = 0.015  # allowed in the fitted half, so that the other half stays under 0.02
PENALTY = 30.0
FEWEST_ESSAYS = 10  # a sign in fewer essays is noise

Signs = Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """One essay in one order."""

    group: str
    signs: Signs
    has_words: bool  # without a sign that can be put in words no comment is made
    is_shuffled: bool

    @classmethod
    def of(cls, group: str, sentences: Sequence[Sentence], *, is_shuffled: bool) -> "Example":
        """The example of one order of sentences."""
        return cls(group, measure(sentences), plainest_sign(sentences) is not None, is_shuffled)


def main() -> None:
    """Fit on one half of the prompts, print the figures of the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="CSV of scored essays; without it nothing is measured")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.data is None:
        print("not measured: needs --data with scored essays")
        return
    essays = _read(arguments.data)
    groups = sorted({group for group, _ in essays})
    random.Random(SPLIT_SEED).shuffle(groups)
    fitted = set(groups[: len(groups) // 2])
    half = [entry for entry in essays if entry[0] in fitted]
    other = [entry for entry in essays if entry[0] not in fitted]
    examples = _examples(half)
    scores = _cross_validated(examples)
    threshold = _threshold(scores, examples)
    origin = (
        f"{len(half)} Task 2 essays on {len(fitted)} prompts (IELTS Writing Scored Essays, Kaggle, mazlumi), each "
        f"also in {SHUFFLES} shuffled orders; threshold at {FALSE_ALARMS:.1%} false alarms in {FOLDS} folds by prompt"
    )
    weights = _fit(examples, threshold, origin)
    print(json.dumps({"fitted, cross-validated": _figures(scores, examples, threshold)}))
    unseen = _examples(other)
    unseen_scores = [weights.score(example.signs) for example in unseen]
    print(json.dumps({"other prompts": _figures(unseen_scores, unseen, threshold)}))
    if arguments.write:
        document = {
            "fitted_on": origin,
            "figures_on_other_prompts": _figures(unseen_scores, unseen, threshold),
            "intercept": weights.intercept,
            "threshold": weights.threshold,
            "weights": weights.weights,
        }
        WEIGHTS_FILE.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _read(path: Path) -> list[tuple[str, list[Sentence]]]:
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["task_type"] != "2":
                continue
            essay, prompt = readable(row["essay"]), readable(row["prompt"])
            aligned = align(essay, own_text(essay, prompt).kept)
            analysis = Analysis(aligned, prompt, 2, language_tools.parse(aligned.text), [])
            if len(analysis.sentences) >= FEWEST_SENTENCES:
                found.append((row["prompt_group"], cues_of(analysis)))
    return found


def _examples(essays: Sequence[tuple[str, list[Sentence]]]) -> list[Example]:
    found = []
    for number, (group, sentences) in enumerate(essays):
        found.append(Example.of(group, sentences, is_shuffled=False))
        for seed in range(SHUFFLES):
            shuffled = list(sentences)
            random.Random(1000 * number + seed).shuffle(shuffled)
            found.append(Example.of(group, shuffled, is_shuffled=True))
    return found


def _fit(examples: Sequence[Example], threshold: float, origin: str) -> OrderWeights:
    """Logistic regression with a squared penalty, by Newton steps; both classes weigh the same."""
    counts = Counter(name for example in examples for name in example.signs)
    names = sorted(name for name, count in counts.items() if count >= FEWEST_ESSAYS)
    rows = np.array([[1.0, *(example.signs.get(name, 0.0) for name in names)] for example in examples])
    wanted = np.array([example.is_shuffled for example in examples], dtype=float)
    importance = np.where(wanted == 1, 1.0, wanted.sum() / (1 - wanted).sum())
    penalty = np.diag([0.0, *([PENALTY] * len(names))])
    solution = np.zeros(rows.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-rows @ solution))
        slope = rows.T @ (importance * (chance - wanted)) + penalty @ solution
        bend = (rows * (importance * chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
        solution -= step
        if np.abs(step).max() < 1e-6:
            break
    kept = {name: float(f"{value:.3g}") for name, value in zip(names, solution[1:], strict=True)}
    return OrderWeights(origin, float(f"{solution[0]:.4g}"), threshold, kept)


def _cross_validated(examples: Sequence[Example]) -> list[float]:
    groups = sorted({example.group for example in examples})
    random.Random(SPLIT_SEED + 1).shuffle(groups)
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    scores = [0.0] * len(examples)
    for number in range(FOLDS):
        weights = _fit([example for example in examples if fold[example.group] != number], 0.0, "")
        for place, example in enumerate(examples):
            if fold[example.group] == number:
                scores[place] = weights.score(example.signs)
    return scores


def _threshold(scores: Sequence[float], examples: Sequence[Example]) -> float:
    pairs = [(score, example) for score, example in zip(scores, examples, strict=True) if not example.is_shuffled]
    alarms = sorted((score for score, example in pairs if example.has_words), reverse=True)
    return float(f"{alarms[int(FALSE_ALARMS * len(pairs))] + 0.005:.2f}")


def _figures(scores: Sequence[float], examples: Sequence[Example], threshold: float) -> dict[str, float]:
    pairs = list(zip(scores, examples, strict=True))
    real = [(score, example.has_words) for score, example in pairs if not example.is_shuffled]
    shuffled = [(score, example.has_words) for score, example in pairs if example.is_shuffled]
    wins = sum(score > other for score, _ in shuffled for other, _ in real) / (len(real) * len(shuffled))
    alarms = sum(score > threshold and has_words for score, has_words in real)
    found = sum(score > threshold and has_words for score, has_words in shuffled)
    return {
        "essays": len(real),
        "false_alarms": alarms,
        "false_alarm_share": float(f"{alarms / len(real):.3f}"),
        "found_share": float(f"{found / len(shuffled):.3f}"),
        "auc": float(f"{wins:.3f}"),
    }


if __name__ == "__main__":
    main()
