"""Running an engine over a claimed essay: no session, no transaction."""

import time
from dataclasses import dataclass
from decimal import Decimal

from core.assessment.engines import registry
from core.assessment.engines.base import PaidEngine
from core.assessment.types import AssessmentResult, NotAssessable, TaskFacts

MAX_SECONDS = 999.0  # what the column holds


@dataclass(frozen=True)
class Claim:
    """An essay that this attempt, and no other, may finish."""

    submission_id: int
    assessment_id: int
    user_id: int
    attempt: int
    essay: str
    task: TaskFacts
    engine: str


@dataclass(frozen=True)
class Outcome:
    """What came of it: a result, or the rule that says no band fits; `seconds` is wall time of the engine."""

    result: AssessmentResult | None
    refused: NotAssessable | None
    seconds: Decimal


@dataclass(frozen=True)
class Price:
    """The most that an assessment may cost, and the engine version that it is paid to."""

    engine: str
    worst_usd: Decimal


def price_of(claim: Claim) -> Price | None:
    """What to hold before `mark`; None for an engine that costs nothing."""
    engine = registry.engine(claim.engine)
    if not isinstance(engine, PaidEngine):
        return None
    return Price(engine.version, engine.worst_cost_usd(claim.essay, claim.task))


def mark(claim: Claim) -> Outcome:
    """Assess the claimed essay.

    Raises:
        EngineOutage: The engine is outside and gave no usable answer.
    """
    engine = registry.engine(claim.engine)
    begun = time.perf_counter()
    result: AssessmentResult | None = None
    refused: NotAssessable | None = None
    try:
        result = engine.assess(claim.essay, claim.task)
    except NotAssessable as refusal:
        refused = refusal
    seconds = min(time.perf_counter() - begun, MAX_SECONDS)
    return Outcome(result, refused, Decimal(f"{seconds:.2f}"))
