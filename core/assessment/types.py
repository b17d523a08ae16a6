"""What an engine takes and what it gives: frozen, plain, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.errors import Refusal
from db.models.assessment import Criterion
from db.models.content import ModuleType

__all__ = [
    "MINIMUM_WORDS",
    "AssessmentResult",
    "Comment",
    "Criterion",
    "CriterionResult",
    "Evidence",
    "Gate",
    "ModuleType",
    "NotAssessable",
    "TaskFacts",
]

MINIMUM_WORDS = {1: 150, 2: 250}  # by task number


class NotAssessable(Refusal):
    """A text that no band fits (blank, not English, gibberish); `name` says which rule, `reason` says it in words."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


@dataclass(frozen=True)
class TaskFacts:
    """The task as an engine sees it."""

    task_number: int
    prompt: str
    module_type: ModuleType = ModuleType.academic
    instruction: str = ""
    word_limit_min: int = 250
    materials: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Gate:
    """A named rule that fired, said in words; `limit` is the highest first-criterion band it allows, if it limits."""

    name: str
    reason: str
    limit: int | None = None


@dataclass(frozen=True)
class Comment:
    """A remark on `essay[start:end]`, offsets in code points; `quote` is exactly that text."""

    start: int
    end: int
    quote: str
    criterion: Criterion
    type: str
    message: str
    suggestions: tuple[str, ...] = ()
    cost: float = 0.0  # how much it matters: the dearest come first


@dataclass(frozen=True)
class Evidence:
    """Words of the essay that speak for a band; `why` in plain words."""

    start: int
    end: int
    quote: str
    why: str


@dataclass(frozen=True)
class CriterionResult:
    """One criterion: a whole band 1 to 9, what it rests on, and a tutor's words."""

    criterion: Criterion
    band: Decimal
    summary: str
    evidence: tuple[Evidence, ...] = ()
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssessmentResult:
    """A whole result. `low` and `high` bound the likely range; `coverage` is the share of like essays inside it.

    `confidence` runs from 0 to 1. `summary` says what works; `priority` is the one thing that holds the essay
    down, with its quote, and `advice` what to do about it; `next_step` is one exercise for tomorrow. `measures`
    are plain figures (words, sentences, errors per 100 words by type) for charts.
    """

    overall: Decimal
    criteria: Mapping[Criterion, CriterionResult]
    low: Decimal
    high: Decimal
    coverage: Decimal
    confidence: Decimal
    engine: str
    rubric: str
    summary: str
    priority: str
    advice: str
    next_step: str
    gates: tuple[Gate, ...] = ()
    comments: tuple[Comment, ...] = ()
    priority_evidence: Evidence | None = None
    measures: Mapping[str, float] = field(default_factory=dict)

    def band(self, criterion: Criterion) -> Decimal:
        """The whole band of one criterion."""
        return self.criteria[criterion].band
