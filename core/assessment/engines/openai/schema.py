"""What the model is asked to give back. Every place is a quote: offsets and the overall band are ours to compute."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.assessment.engines.offline.learner_rules.finding import TYPES
from core.assessment.types import Criterion

CriterionName = Literal["task_achievement", "coherence_cohesion", "lexical_resource", "grammar_accuracy"]


def _not_a_truth_value(band: object) -> object:
    if isinstance(band, bool):
        raise ValueError("true is no band")  # it equals 1, so the literal alone would take it
    return band


WholeBand = Annotated[Literal[1, 2, 3, 4, 5, 6, 7, 8, 9], BeforeValidator(_not_a_truth_value)]
COMMENT_TYPES = tuple(sorted(TYPES))


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EvidenceReply(_Part):
    """Words of the essay, and what they show."""

    quote: str
    why: str


class CriterionReply(_Part):
    """One criterion."""

    criterion: CriterionName
    evidence: list[EvidenceReply]
    summary: str
    next_band: str
    band: WholeBand


class StrengthReply(_Part):
    """Something that works."""

    criterion: CriterionName
    says: str
    quote: str


class PriorityReply(_Part):
    """Something that holds the essay down, and what to do about it."""

    criterion: CriterionName
    says: str
    quote: str
    advice: str


class CommentReply(_Part):
    """One error in the text."""

    quote: str
    type: str = Field(json_schema_extra={"enum": list(COMMENT_TYPES)})  # another one costs the comment, not the reply
    message: str
    why: str
    how: str
    suggestions: list[str]


class RevisedReply(_Part):
    """One sentence of the weakest paragraph, before and after."""

    before: str
    after: str
    reasons: list[str]


class Reply(_Part):
    """The whole reply; evidence comes before bands, so that the bands follow from it."""

    criteria: list[CriterionReply]
    strengths: list[StrengthReply]
    priorities: list[PriorityReply]
    comments: list[CommentReply]
    revision: list[RevisedReply]
    next_step: str


def criterion_of(part: CriterionReply | StrengthReply | PriorityReply) -> Criterion:
    """The criterion that the model named."""
    return Criterion(part.criterion)
