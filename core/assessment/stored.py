"""Results as JSON in the database, and back, without loss."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from core.assessment.types import (
    AssessmentResult,
    Check,
    CheckKind,
    Comment,
    Criterion,
    CriterionResult,
    Evidence,
    Gate,
    NotAssessable,
    RevisedSentence,
    Usage,
    Verdict,
)

FORMAT = 2  # 1 had no checks, no revision and no reasons beside a comment


def to_json(result: AssessmentResult) -> dict[str, Any]:
    """The result as plain JSON values; bands as text, so that no digit is lost."""
    return {
        "format": FORMAT,
        "overall": str(result.overall),
        "low": str(result.low),
        "high": str(result.high),
        "coverage": str(result.coverage),
        "confidence": str(result.confidence),
        "engine": result.engine,
        "rubric": result.rubric,
        "summary": result.summary,
        "priority": result.priority,
        "advice": result.advice,
        "priority_evidence": evidence_json(result.priority_evidence) if result.priority_evidence else None,
        "next_step": result.next_step,
        "criteria": {
            criterion.value: {
                "band": str(found.band),
                "summary": found.summary,
                "evidence": [evidence_json(evidence) for evidence in found.evidence],
                "strengths": list(found.strengths),
                "improvements": list(found.improvements),
                "suggestions": list(found.suggestions),
                "next_band": found.next_band,
            }
            for criterion, found in result.criteria.items()
        },
        "gates": [gate_json(gate) for gate in result.gates],
        "comments": [comment_json(comment) for comment in result.comments],
        "measures": dict(result.measures),
        "checks": [check_json(check) for check in result.checks],
        "revision": [revised_json(sentence) for sentence in result.revision],
        "review": result.review,
        "raw": dict(result.raw),
        "usage": usage_json(result.usage) if result.usage else None,
    }


def from_json(stored: dict[str, Any]) -> AssessmentResult:
    """The result as it was; one of an earlier format lacks what was not known then."""
    return AssessmentResult(
        overall=Decimal(stored["overall"]),
        low=Decimal(stored["low"]),
        high=Decimal(stored["high"]),
        coverage=Decimal(stored["coverage"]),
        confidence=Decimal(stored["confidence"]),
        engine=stored["engine"],
        rubric=stored["rubric"],
        summary=stored["summary"],
        priority=stored["priority"],
        advice=stored["advice"],
        priority_evidence=Evidence(**stored["priority_evidence"]) if stored["priority_evidence"] else None,
        next_step=stored["next_step"],
        criteria={
            Criterion(name): CriterionResult(
                criterion=Criterion(name),
                band=Decimal(found["band"]),
                summary=found["summary"],
                evidence=tuple(Evidence(**evidence) for evidence in found["evidence"]),
                strengths=tuple(found["strengths"]),
                improvements=tuple(found["improvements"]),
                suggestions=tuple(found["suggestions"]),
                next_band=found.get("next_band", ""),
            )
            for name, found in stored["criteria"].items()
        },
        gates=tuple(Gate(**gate) for gate in stored["gates"]),
        comments=tuple(_comment(comment) for comment in stored["comments"]),
        measures=stored["measures"],
        checks=tuple(_check(check) for check in stored.get("checks", ())),
        revision=tuple(_revised(sentence) for sentence in stored.get("revision", ())),
        review=stored.get("review", ""),
        raw=stored.get("raw", {}),
        usage=_usage(stored.get("usage")),
    )


def refused_json(refused: NotAssessable) -> dict[str, Any]:
    """Why no band fits, under the name of the gate."""
    return {"format": FORMAT, "refused": {"name": refused.name, "reason": refused.reason}}


def comment_json(comment: Comment) -> dict[str, Any]:
    """One inline comment, offsets in code points."""
    return {
        "start": comment.start,
        "end": comment.end,
        "quote": comment.quote,
        "criterion": comment.criterion.value,
        "type": comment.type,
        "message": comment.message,
        "suggestions": list(comment.suggestions),
        "cost": comment.cost,
        "why": comment.why,
        "how": comment.how,
    }


def check_json(check: Check) -> dict[str, Any]:
    """One check, offsets in code points."""
    return {
        "kind": check.kind.value,
        "verdict": check.verdict.value,
        "truth": check.truth,
        "quote": check.quote,
        "start": check.start,
        "end": check.end,
        "demand": check.demand,
    }


def revised_json(sentence: RevisedSentence) -> dict[str, Any]:
    """One sentence before and after."""
    return {
        "start": sentence.start,
        "end": sentence.end,
        "before": sentence.before,
        "after": sentence.after,
        "reasons": list(sentence.reasons),
    }


def usage_json(usage: Usage) -> dict[str, Any]:
    """What an outside model took; dollars as text."""
    return {
        "input_tokens": usage.input_tokens,
        "cached_tokens": usage.cached_tokens,
        "output_tokens": usage.output_tokens,
        "tries": usage.tries,
        "cost_usd": str(usage.cost_usd),
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """One quote with its reason, offsets in code points."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, "why": evidence.why}


def gate_json(gate: Gate) -> dict[str, Any]:
    """One rule that fired."""
    return {"name": gate.name, "reason": gate.reason, "limit": gate.limit}


def comments_from_json(stored: Iterable[dict[str, Any]]) -> tuple[Comment, ...]:
    """The comments of a stored result, without the rest of it."""
    return tuple(_comment(comment) for comment in stored)


def _comment(stored: dict[str, Any]) -> Comment:
    return Comment(
        **{
            **stored,
            "criterion": Criterion(stored["criterion"]),
            "suggestions": tuple(stored["suggestions"]),
        }
    )


def _check(stored: dict[str, Any]) -> Check:
    return Check(**{**stored, "kind": CheckKind(stored["kind"]), "verdict": Verdict(stored["verdict"])})


def _revised(stored: dict[str, Any]) -> RevisedSentence:
    return RevisedSentence(**{**stored, "reasons": tuple(stored["reasons"])})


def _usage(stored: dict[str, Any] | None) -> Usage | None:
    return Usage(**{**stored, "cost_usd": Decimal(stored["cost_usd"])}) if stored else None
