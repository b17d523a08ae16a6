"""Rows of assessments."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
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


def find_result(session: Session, *, submission_id: int, engine: str) -> dict[str, Any] | None:
    """The whole result of one engine version."""
    return session.scalar(
        select(AssessmentResultRow.result).where(
            AssessmentResultRow.submission_id == submission_id, AssessmentResultRow.engine == engine
        )
    )


def save_result(
    session: Session,
    *,
    submission_id: int,
    engine: str,
    result: dict[str, Any],
    bands: tuple[Decimal, Decimal, Decimal] | None,
    input_sha256: str | None = None,
) -> None:
    """Keep the result of one engine version, over an earlier one of its own; `bands` are overall, low, high."""
    overall, low, high = bands or (None, None, None)
    values = {
        "overall_band_score": overall,
        "range_low": low,
        "range_high": high,
        "result": result,
        "input_sha256": input_sha256,
    }
    session.execute(
        insert(AssessmentResultRow)
        .values(submission_id=submission_id, engine=engine, **values)
        .on_conflict_do_update(index_elements=["submission_id", "engine"], set_=values)
    )


def has_result(session: Session, *, user_id: int, task_id: int, input_sha256: str, engine: str) -> bool:
    """Whether this person has a result of the engine version for that input on that task."""
    query = (
        select(AssessmentResultRow.id)
        .join(Submission, Submission.id == AssessmentResultRow.submission_id)
        .where(
            AssessmentResultRow.input_sha256 == input_sha256,
            AssessmentResultRow.engine == engine,
            Submission.user_id == user_id,
            Submission.task_id == task_id,
        )
        .limit(1)
    )
    return session.scalar(query) is not None


def find_status(session: Session, *, submission_id: int, user_id: int) -> str | None:
    """The status of the assessment of this person's essay."""
    return session.scalar(
        select(Assessment.status)
        .join(Submission, Submission.id == Assessment.submission_id)
        .where(Submission.id == submission_id, Submission.user_id == user_id)
    )
