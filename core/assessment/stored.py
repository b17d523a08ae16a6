"""Results as JSON in the database, and back, without loss."""

from decimal import Decimal
from typing import Any

from core.assessment.types import AssessmentResult, Comment, Criterion, CriterionResult, Evidence, Gate, NotAssessable

FORMAT = 1


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
            }
            for criterion, found in result.criteria.items()
        },
        "gates": [gate_json(gate) for gate in result.gates],
        "comments": [comment_json(comment) for comment in result.comments],
        "measures": dict(result.measures),
    }


def from_json(stored: dict[str, Any]) -> AssessmentResult:
    """The result as it was."""
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
            )
            for name, found in stored["criteria"].items()
        },
        gates=tuple(Gate(**gate) for gate in stored["gates"]),
        comments=tuple(_comment(comment) for comment in stored["comments"]),
        measures=stored["measures"],
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
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """One quote with its reason, offsets in code points."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, "why": evidence.why}


def gate_json(gate: Gate) -> dict[str, Any]:
    """One rule that fired."""
    return {"name": gate.name, "reason": gate.reason, "limit": gate.limit}


def _comment(stored: dict[str, Any]) -> Comment:
    return Comment(
        **{
            **stored,
            "criterion": Criterion(stored["criterion"]),
            "suggestions": tuple(stored["suggestions"]),
        }
    )
