"""Rows of assessments."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentResultRow, AssessmentStatus, Feedback
from db.models.platform import EngineVersion
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


def bands_by_engine(session: Session, *, submission_id: int) -> list[tuple[str, Decimal]]:
    """The band of each engine version that has marked an essay, the first first; refusals left out."""
    query = (
        select(AssessmentResultRow.engine, AssessmentResultRow.overall_band_score)
        .where(AssessmentResultRow.submission_id == submission_id, AssessmentResultRow.overall_band_score.is_not(None))
        .order_by(AssessmentResultRow.id)
    )
    return [(row.engine, row.overall_band_score) for row in session.execute(query)]


def find_status(session: Session, *, submission_id: int, user_id: int) -> str | None:
    """The status of the assessment of this person's essay."""
    return session.scalar(
        select(Assessment.status)
        .join(Submission, Submission.id == Assessment.submission_id)
        .where(Submission.id == submission_id, Submission.user_id == user_id)
    )


def mark_read(session: Session, *, submission_id: int, user_id: int, at: datetime) -> None:
    """Set the moment at which this person first saw the result; a moment that is there stays."""
    own = select(Submission.id).where(Submission.id == submission_id, Submission.user_id == user_id)
    session.execute(
        update(Assessment)
        .where(
            Assessment.submission_id.in_(own),
            Assessment.status == AssessmentStatus.completed,
            Assessment.read_at.is_(None),
        )
        .values(read_at=at)
        .execution_options(synchronize_session=False)
    )


def count_free_provisional(session: Session, *, user_id: int, since: datetime) -> int:
    """How many provisional results this person has had since then for nothing."""
    query = (
        select(func.count())
        .select_from(Assessment)
        .join(Submission, Submission.id == Assessment.submission_id)
        .where(
            Submission.user_id == user_id,
            Assessment.is_provisional,
            ~Assessment.billable,
            Submission.submitted_at >= since,
        )
    )
    return session.scalar(query) or 0


def reviews_before(session: Session, *, before: datetime) -> list[int]:
    """The submissions whose review has waited since before then, oldest first."""
    query = (
        select(Assessment.submission_id)
        .where(Assessment.status == AssessmentStatus.manual_review, Assessment.updated_at < before)
        .order_by(Assessment.updated_at)
    )
    return list(session.scalars(query))


def add_engine_version(session: Session, *, engine: str, kind: str) -> bool:
    """Note that this version runs here; False when it was known."""
    row = insert(EngineVersion).values(engine=engine, kind=kind).on_conflict_do_nothing(index_elements=["engine"])
    return session.scalar(row.returning(EngineVersion.id)) is not None


def last_of_other_versions(session: Session, *, kind: str, engine: str, each: int) -> list[int]:
    """Of the last `each` completed submissions of every learner, those whose result another version of `kind` gave."""
    place = func.row_number().over(
        partition_by=Submission.user_id, order_by=(Submission.submitted_at.desc(), Submission.id.desc())
    )
    last = (
        select(Submission.id, Assessment.ai_model_version.label("engine"), place.label("place"))
        .join(Assessment, Assessment.submission_id == Submission.id)
        .where(Assessment.status == AssessmentStatus.completed)
        .subquery()
    )
    query = (
        select(last.c.id)
        .where(last.c.place <= each, last.c.engine != engine, last.c.engine.like(f"{kind}-%"))
        .order_by(last.c.place, last.c.id)
    )
    return list(session.scalars(query))


def delete_feedback(session: Session, *, assessment_id: int) -> None:
    """Remove the words of an assessment, before those of a newer result stand there."""
    session.execute(delete(Feedback).where(Feedback.assessment_id == assessment_id))
