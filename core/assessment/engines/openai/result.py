"""From what both readers found to the result that a learner sees."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from core.assessment import prompts, rubric
from core.assessment.bands import HIGHEST
from core.assessment.criteria import CRITERIA
from core.assessment.engines.offline.comments import MOST_COMMENTS
from core.assessment.engines.offline.letters import is_letter
from core.assessment.engines.offline.model import Prediction
from core.assessment.engines.openai.fusion import Fused
from core.assessment.engines.openai.reading import ModelReading, Point
from core.assessment.rubric import meaning
from core.assessment.types import AssessmentResult, Comment, Criterion, CriterionResult, Gate, TaskFacts, Usage

_QUOTE_IN_TEXT = 90
_CONFLICT_CONFIDENCE = Decimal("0.7")
_INJECTION_REVIEW = "A part of this text speaks to the marker, so a person should look at it."


def whole_result(
    reading: ModelReading,
    offline: AssessmentResult,
    fused: Fused,
    prediction: Prediction,
    *,
    task: TaskFacts,
    engine: str,
    usage: Usage,
    left_out: int,
    is_calibrated: bool,
) -> AssessmentResult:
    """Bands of both, the model's words, all comments; where the model said nothing usable, the other's words."""
    judgement = fused.judgement
    first = reading.priorities[0] if reading.priorities else None
    confidence = judgement.confidence * (_CONFLICT_CONFIDENCE if fused.is_conflict else 1)
    return AssessmentResult(
        overall=judgement.overall,
        criteria={criterion: _criterion(criterion, reading, fused, task) for criterion in CRITERIA},
        low=judgement.low,
        high=judgement.high,
        coverage=judgement.coverage,
        confidence=confidence.quantize(Decimal("0.01"), rounding=ROUND_FLOOR),
        engine=engine,
        rubric=f"{rubric.CURRENT}+{prompts.CURRENT}",
        summary=f"What works: {_lowered(reading.strengths[0].says)}" if reading.strengths else offline.summary,
        priority=first.says if first else offline.priority,
        advice=first.advice if first else offline.advice,
        priority_evidence=first.evidence if first else offline.priority_evidence,
        next_step=reading.next_step or offline.next_step,
        gates=offline.gates,
        comments=merged_comments(offline.comments, reading.comments),
        measures=offline.measures,
        checks=offline.checks,
        revision=reading.revision,
        review=_review(offline.gates, fused),
        raw={
            **{f"model_{criterion.value}": float(found.band) for criterion, found in reading.criteria.items()},
            "model": reading.mean,
            "offline": prediction.value,
            "fused": fused.value,
            "sentences_left_out": float(left_out),
            "is_calibrated": float(is_calibrated),
        },
        usage=usage,
    )


def merged_comments(offline: Sequence[Comment], model: Sequence[Comment]) -> tuple[Comment, ...]:
    """All comments in reading order, no two on the same words: the rules' precision was measured, so theirs stay."""
    kept = list(offline)
    for comment in model:
        if all(comment.end <= other.start or other.end <= comment.start for other in kept):
            kept.append(comment)
    dearest = sorted(kept, key=lambda comment: (-comment.cost, comment.start))[:MOST_COMMENTS]
    return tuple(sorted(dearest, key=lambda comment: (comment.start, comment.end)))


def _criterion(criterion: Criterion, reading: ModelReading, fused: Fused, task: TaskFacts) -> CriterionResult:
    found, band = reading.criteria[criterion], fused.judgement.bands[criterion]
    means = meaning(criterion, band, task.task_number, is_letter=is_letter(task))
    mine = [point for point in reading.priorities if point.criterion == criterion]
    return CriterionResult(
        criterion=criterion,
        band=band,
        summary=f"{means} {found.summary}".strip(),
        evidence=found.evidence,
        strengths=tuple(_with_quote(point) for point in reading.strengths if point.criterion == criterion),
        improvements=tuple(point.says for point in mine),
        suggestions=tuple(point.advice for point in mine),
        next_band=found.next_band if band < HIGHEST else "",
    )


def _review(gates: Sequence[Gate], fused: Fused) -> str:
    """Why a person should look, or nothing."""
    if any(gate.name == "injection" for gate in gates):
        return _INJECTION_REVIEW
    if fused.is_conflict:
        bands = Decimal(f"{abs(fused.distance):.1f}")
        return f"The model and the engine on this computer are {bands} bands apart, so a person should look at it."
    return ""


def _with_quote(point: Point) -> str:
    quote = " ".join(point.evidence.quote.split())
    if len(quote) > _QUOTE_IN_TEXT:
        quote = quote[:_QUOTE_IN_TEXT].rsplit(" ", 1)[0] + "…"
    return f'{point.says} You write: "{quote}"'


def _lowered(sentence: str) -> str:
    return sentence if sentence.startswith(("I ", '"')) else sentence[:1].lower() + sentence[1:]
