"""The model's reply, checked against the essay: what is not found there is dropped, the rest must suffice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from core.assessment.criteria import CRITERIA
from core.assessment.engines.offline.learner_rules.finding import TYPES
from core.assessment.engines.openai import faults, wording
from core.assessment.engines.openai.quotes import EssayQuotes, Span
from core.assessment.engines.openai.schema import (
    CommentReply,
    CriterionReply,
    PriorityReply,
    Reply,
    RevisedReply,
    StrengthReply,
    criterion_of,
)
from core.assessment.types import Comment, Criterion, Evidence, RevisedSentence

MOST_EVIDENCE = 3
MOST_STRENGTHS = 2
MOST_PRIORITIES = 3
MOST_COMMENTS = 25
MOST_SUGGESTIONS = 3
MOST_REASONS = 2
MOST_REVISED = 12
LONGEST_ERROR = 160
_FEWEST_WORDS_A_SENTENCE = 3


@dataclass(frozen=True)
class CriterionReading:
    """One criterion as the model sees it."""

    band: int
    summary: str
    next_band: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Point:
    """Something to say about the essay, with its place; `advice` for what holds it down."""

    criterion: Criterion
    says: str
    evidence: Evidence
    advice: str = ""


@dataclass(frozen=True)
class ModelReading:
    """All of a reply that can be shown."""

    criteria: Mapping[Criterion, CriterionReading]
    strengths: tuple[Point, ...]
    priorities: tuple[Point, ...]
    comments: tuple[Comment, ...]
    revision: tuple[RevisedSentence, ...]
    next_step: str

    @property
    def mean(self) -> float:
        """Of the four whole bands."""
        return sum(found.band for found in self.criteria.values()) / len(self.criteria)


def read_reply(text: str, quotes: EssayQuotes) -> ModelReading:
    """The usable part of a reply.

    Raises:
        UnusableReply: Not the schema, not each criterion once with a whole band, or one without a quote of the essay.
    """
    try:
        reply = Reply.model_validate_json(text)
    except ValidationError as error:
        raise faults.UnusableReply from error
    if sorted(part.criterion for part in reply.criteria) != sorted(criterion.value for criterion in CRITERIA):
        raise faults.UnusableReply
    criteria = {criterion_of(part): _criterion(part, quotes) for part in reply.criteria}
    if not all(found.evidence for found in criteria.values()):
        raise faults.UnusableReply
    return ModelReading(
        criteria={criterion: criteria[criterion] for criterion in CRITERIA},
        strengths=_strengths(reply.strengths, quotes),
        priorities=_priorities(reply.priorities, quotes),
        comments=_comments(reply.comments, quotes),
        revision=_revision(reply.revision, quotes),
        next_step=wording.advice(reply.next_step),
    )


def _criterion(part: CriterionReply, quotes: EssayQuotes) -> CriterionReading:
    evidence = (_evidence(one.quote, one.why, quotes) for one in part.evidence)
    return CriterionReading(
        band=part.band,
        summary=wording.advice(part.summary),
        next_band=wording.advice(part.next_band),
        evidence=tuple(one for one in evidence if one is not None)[:MOST_EVIDENCE],
    )


def _evidence(quote: str, why: str, quotes: EssayQuotes) -> Evidence | None:
    span, said = quotes.find(quote), wording.advice(why)
    return Evidence(*span, quotes.text(span), said) if span is not None and said else None


def _strengths(parts: Sequence[StrengthReply], quotes: EssayQuotes) -> tuple[Point, ...]:
    """The first two of different criteria."""
    chosen: list[Point] = []
    for part in parts:
        evidence = _evidence(part.quote, part.says, quotes)
        is_new = all(one.criterion != criterion_of(part) for one in chosen)
        if evidence is not None and is_new and len(chosen) < MOST_STRENGTHS:
            chosen.append(Point(criterion_of(part), evidence.why, evidence))
    return tuple(chosen)


def _priorities(parts: Sequence[PriorityReply], quotes: EssayQuotes) -> tuple[Point, ...]:
    """The first three that say what to do."""
    chosen = []
    for part in parts:
        evidence, what_to_do = _evidence(part.quote, part.says, quotes), wording.advice(part.advice)
        if evidence is not None and what_to_do:
            chosen.append(Point(criterion_of(part), evidence.why, evidence, what_to_do))
    return tuple(chosen[:MOST_PRIORITIES])


def _comments(parts: Sequence[CommentReply], quotes: EssayQuotes) -> tuple[Comment, ...]:
    taken: list[Span] = []
    comments = []
    for part in parts:
        message = wording.advice(part.message)
        if part.type not in TYPES or not message or len(part.quote) > LONGEST_ERROR:
            continue
        span = quotes.find(part.quote, taken)
        if span is None:
            continue
        kind, quote = TYPES[part.type], quotes.text(span)
        suggestions = (wording.plain(text, wording.LONGEST_SUGGESTION) for text in part.suggestions)
        taken.append(span)
        comments.append(
            Comment(
                start=span[0],
                end=span[1],
                quote=quote,
                criterion=kind.criterion,
                type=kind.name,
                message=message,
                suggestions=tuple(dict.fromkeys(text for text in suggestions if text and text != quote))[
                    :MOST_SUGGESTIONS
                ],
                cost=kind.cost,
                why=wording.advice(part.why),
                how=wording.advice(part.how),
            )
        )
        if len(comments) == MOST_COMMENTS:
            break
    return tuple(comments)


def _revision(parts: Sequence[RevisedReply], quotes: EssayQuotes) -> tuple[RevisedSentence, ...]:
    """Sentences of one paragraph that became better, in reading order."""
    taken: list[Span] = []
    revised = []
    for part in parts:
        span = quotes.find(part.before, taken)
        after = wording.plain(part.after, wording.LONGEST_REVISED)
        if span is None or len(part.before.split()) < _FEWEST_WORDS_A_SENTENCE or not after:
            continue
        before = quotes.text(span)
        if " ".join(before.split()) == after or (taken and quotes.paragraph(span) != quotes.paragraph(taken[0])):
            continue
        taken.append(span)
        reasons = (wording.advice(reason) for reason in part.reasons)
        revised.append(
            RevisedSentence(*span, before, after, tuple(reason for reason in reasons if reason)[:MOST_REASONS])
        )
    return tuple(sorted(revised[:MOST_REVISED], key=lambda sentence: sentence.start))
