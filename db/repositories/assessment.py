"""Rows of assessments."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentResultRow
from db.models.practice import Submission


def assessment_for_update(session: Session, *, submission_id: int) -> Assessment | None:
    """The assessment of an essay, locked; lock the submission first."""
    return session.scalar(
        select(Assessment)
        .where(Assessment.submission_id == submission_id)
        .with_for_update(of=Assessment)
        .execution_options(populate_existing=True)
    )


def find_assessment(session: Session, *, submission_id: int) -> Assessment | None:
    """The assessment of an essay."""
    return session.scalar(select(Assessment).where(Assessment.submission_id == submission_id))


def find_current_result(session: Session, *, assessment_id: int) -> AssessmentResultRow | None:
    """The result that the assessment's row mirrors."""
    return session.scalar(
        select(AssessmentResultRow).where(
            AssessmentResultRow.assessment_id == assessment_id, AssessmentResultRow.is_current
        )
    )


def find_status(session: Session, *, submission_id: int, user_id: int) -> str | None:
    """The status of the assessment of this person's essay."""
    return session.scalar(
        select(Assessment.status)
        .join(Submission, Submission.id == Assessment.submission_id)
        .where(Submission.id == submission_id, Submission.user_id == user_id)
    )
