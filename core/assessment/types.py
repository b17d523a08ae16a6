"""What an engine takes and what it gives: frozen, plain, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.errors import Refusal
from db.models.assessment import Criterion
from db.models.content import ModuleType

__all__ = [
    "MINIMUM_WORDS",
    "AssessmentResult",
    "Check",
    "CheckKind",
    "Comment",
    "Criterion",
    "CriterionResult",
    "Evidence",
    "Gate",
    "ModuleType",
    "NotAssessable",
    "RevisedSentence",
    "TaskFacts",
    "Usage",
    "Verdict",
]

MINIMUM_WORDS = {1: 150, 2: 250}  # by task number
STOOD_IN = "stood_in"  # among a result's raw values: our engine stood in for one that gave nothing


class NotAssessable(Refusal):
    """A text that no band fits (blank, not English, gibberish); `name` says which rule, `reason` says it in words."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


@dataclass(frozen=True)
class TaskFacts:
    """The task as an engine sees it; `model_answers` are those that we publish with it."""

    task_number: int
    prompt: str
    module_type: ModuleType = ModuleType.academic
    instruction: str = ""
    word_limit_min: int = 250
    materials: Mapping[str, Any] | None = None
    model_answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """A named rule that fired, said in words; `limit` is the highest first-criterion band it allows, if it limits."""

    name: str
    reason: str
    limit: int | None = None


@dataclass(frozen=True)
class Comment:
    """A remark on `essay[start:end]`, offsets in code points; `quote` is exactly that text.

    `message` says what is wrong, `why` names the rule behind it, `how` says what to do next time.
    """

    start: int
    end: int
    quote: str
    criterion: Criterion
    type: str
    message: str
    suggestions: tuple[str, ...] = ()
    cost: float = 0.0  # how much it matters: the dearest come first
    why: str = ""
    how: str = ""

    @property
    def key(self) -> str:
        """Which comment of a result this is: the same essay and engine version always give the same key."""
        return f"{self.start}-{self.end}-{self.type}"


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
    next_band: str = ""  # what is missing for one band more


class CheckKind(StrEnum):
    """What a check looks at. The first five are statements about a chart."""

    figure = "figure"
    trend = "trend"
    extreme = "extreme"
    comparison = "comparison"
    overview = "overview"
    key_feature = "key_feature"
    stage = "stage"
    change = "change"
    bullet = "bullet"
    tone = "tone"
    opening = "opening"
    closing = "closing"
    purpose = "purpose"
    part = "part"
    position = "position"
    focus = "focus"
    support = "support"


class Verdict(StrEnum):
    """What came of a check; `missing` is for what the task asks for and the essay does not have."""

    right = "right"
    wrong = "wrong"
    missing = "missing"
    not_checkable = "not_checkable"


@dataclass(frozen=True)
class Check:
    """Something that the task asks for or the essay states, beside the task's own truth.

    `quote` is `essay[start:end]`, offsets in code points; without a place in the essay it is empty and both are 0.
    `truth` says in words what the chart shows or the task asks for; `demand` is what the task asks for whatever the
    verdict, by which two drafts are compared, or empty where `truth` says just that.
    """

    kind: CheckKind
    verdict: Verdict
    truth: str
    quote: str = ""
    start: int = 0
    end: int = 0
    demand: str = ""


@dataclass(frozen=True)
class RevisedSentence:
    """One sentence of the learner's, a better version of it, and why; `before` is `essay[start:end]`."""

    start: int
    end: int
    before: str
    after: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Usage:
    """What an outside model took: tokens, tries, and US dollars by the operator's prices."""

    input_tokens: int
    cached_tokens: int
    output_tokens: int
    tries: int
    cost_usd: Decimal


@dataclass(frozen=True)
class AssessmentResult:
    """A whole result. `low` and `high` bound the likely range; `coverage` is the share of like essays inside it.

    `confidence` runs from 0 to 1. `summary` says what works; `priority` is the one thing that holds the essay
    down, with its quote, and `advice` what to do about it; `next_step` is one exercise for tomorrow. `measures`
    are plain figures (words, sentences, errors per 100 words by type) for charts. `checks` hold the answer against
    the task; `revision` is one weak paragraph, sentence by sentence. `review` says why a person should look, or
    nothing. `raw` are an engine's own values before calibration.
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
    checks: tuple[Check, ...] = ()
    revision: tuple[RevisedSentence, ...] = ()
    review: str = ""
    raw: Mapping[str, float] = field(default_factory=dict)
    usage: Usage | None = None

    def band(self, criterion: Criterion) -> Decimal:
        """The whole band of one criterion."""
        return self.criteria[criterion].band
