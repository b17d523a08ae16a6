"""From what was read to the bands that are shown: the model, then the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from core.assessment.bands import HIGHEST, LOWEST, task_band, whole_bands
from core.assessment.criteria import CRITERIA
from core.assessment.engines.offline.gates import PARAGRAPH_GATE, limits_of
from core.assessment.engines.offline.letters import is_letter
from core.assessment.engines.offline.model import BandRange, Model, Prediction
from core.assessment.types import Criterion, Gate, TaskFacts

# A rule that fired says that the text is unlike those whose errors were measured.
_CONFIDENCE_FACTORS = {
    "word_salad": Decimal("0.7"),
    "invented_words": Decimal("0.7"),
    "not_prose": Decimal("0.7"),
    "off_topic": Decimal("0.7"),
    "relevance_low": Decimal("0.8"),
    "short": Decimal("0.85"),
    "injection": Decimal("0.7"),
    "repetition": Decimal("0.85"),
    "prompt_copied": Decimal("0.9"),
    "word_list": Decimal("0.7"),
    "rare_words": Decimal("0.8"),
    "padding": Decimal("0.8"),
    "question_again": Decimal("0.7"),
    "near_model_answer": Decimal("0.7"),
}
_LETTER_MARGIN = Decimal("0.5")
_LETTER_CONFIDENCE = Decimal("0.8")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Judgement:
    """The bands that are shown, their likely range and how far to trust them."""

    overall: Decimal
    bands: Mapping[Criterion, Decimal]
    low: Decimal
    high: Decimal
    coverage: Decimal
    confidence: Decimal


def judge(
    model: Model,
    features: Mapping[str, float],
    gates: Sequence[Gate],
    task: TaskFacts,
    *,
    patterns: Mapping[str, float] | None = None,
) -> Judgement:
    """Four whole bands, their mean by the rule of the exam, and the measured range around it.

    A letter is judged without patterns, which were fitted on reports and essays, and its range is half a band wider
    on both sides: its error could not be measured.
    """
    if any(gate.name == "few_words" for gate in gates):
        bands = dict.fromkeys(CRITERIA, LOWEST)
        return Judgement(LOWEST, bands, LOWEST, LOWEST, Decimal(1), Decimal(1))
    prediction = predict(model, features, task, patterns=patterns)
    return settle(model, prediction.overall, prediction.heads, gates, task)


def predict(
    model: Model, features: Mapping[str, float], task: TaskFacts, *, patterns: Mapping[str, float] | None
) -> Prediction:
    """What the model says before any rule; a letter is judged by the model for letters, without patterns."""
    if is_letter(task):
        return (model.letters or model).predict(features, task.task_number)
    return model.predict(features, task.task_number, patterns=patterns)


def settle(
    model: Model,
    overall: Decimal,
    heads: Mapping[Criterion, float],
    gates: Sequence[Gate],
    task: TaskFacts,
    *,
    margin: Decimal = Decimal(0),
    measured: BandRange | None = None,
) -> Judgement:
    """The bands that are shown for a half band and where each criterion stands: shared out, limited, with a range.

    `measured` replaces the model's own range; `margin` widens it on both sides, in bands.
    """
    bands = _after_rules(whole_bands(overall, heads), gates)
    shown = task_band([bands[criterion] for criterion in CRITERIA])
    judging = (model.letters or model) if is_letter(task) else model
    measured = measured or judging.tasks[task.task_number].range_around(shown)
    confidence = Decimal(f"{measured.within_half:.4f}")
    if is_letter(task):
        margin += _LETTER_MARGIN
        confidence *= _LETTER_CONFIDENCE
    for gate in gates:
        confidence *= _CONFIDENCE_FACTORS.get(gate.name, Decimal(1))
    return Judgement(
        overall=shown,
        bands=bands,
        low=max(LOWEST, shown - Decimal(f"{measured.below:.1f}") - margin),
        high=min(HIGHEST, shown + Decimal(f"{measured.above:.1f}") + margin),
        coverage=_floored(Decimal(f"{measured.coverage:.4f}")),
        confidence=_floored(confidence),
    )


def _after_rules(bands: Mapping[Criterion, Decimal], gates: Sequence[Gate]) -> dict[Criterion, Decimal]:
    limited = dict(bands)
    for gate in gates:
        if gate.name == PARAGRAPH_GATE:
            # one band off one of four moves the mean by a quarter, which rounds back up: the criterion says it
            limited[Criterion.coherence_cohesion] = max(LOWEST, limited[Criterion.coherence_cohesion] - 1)
        for criterion, highest in limits_of(gate).items():
            limited[criterion] = min(limited[criterion], Decimal(highest))
    return limited


def _floored(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, rounding=ROUND_FLOOR)
