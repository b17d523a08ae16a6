"""Assessments."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentStatus
from db.models.practice import Submission, SubmissionStatus
from tests.factories.practice import make_submission

_WITH_SCORES = (AssessmentStatus.completed, AssessmentStatus.manual_review)
_OF_SUBMISSION = {
    AssessmentStatus.completed: SubmissionStatus.assessed,
    AssessmentStatus.failed: SubmissionStatus.failed,
    AssessmentStatus.cancelled: SubmissionStatus.failed,
}


def make_assessment(
    session: Session,
    submission: Submission | None = None,
    *,
    status: AssessmentStatus | str = AssessmentStatus.completed,
    bands: Sequence[int] = (6, 6, 6, 6),
    **overrides: Any,
) -> Assessment:
    """An assessment, by default completed at 6.0 of a new submission whose status goes with it.

    `bands` are the four criteria in the exam's order; the overall band follows from them.
    """
    status = AssessmentStatus(status)
    if submission is None:
        submission = make_submission(session, status=_OF_SUBMISSION.get(status, SubmissionStatus.submitted))
    values: dict[str, Any] = {"status": status, "is_provisional": status == AssessmentStatus.manual_review}
    if status in _WITH_SCORES:
        halves = (Decimal(sum(bands)) / 2 + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
        values |= {
            "overall_band_score": halves / 2,
            "task_achievement_score": Decimal(bands[0]),
            "coherence_cohesion_score": Decimal(bands[1]),
            "lexical_resource_score": Decimal(bands[2]),
            "grammar_accuracy_score": Decimal(bands[3]),
            "ai_model_version": "offline-1",
            "confidence_score": Decimal("0.70"),
            "attempt": 1,
        }
    assessment = Assessment(submission=submission, **values | overrides)
    session.add(assessment)
    session.flush()
    return assessment
