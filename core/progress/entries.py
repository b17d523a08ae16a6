"""The progress entry that every completed assessment leaves."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.assessment.types import AssessmentResult, Criterion
from core.clock import utc_now
from core.progress import formulas, goals, streaks
from core.progress.practice_days import practice_days
from core.progress.reliable_errors import RELIABLE, is_counted
from db.models.assessment import Assessment
from db.models.practice import Submission
from db.models.progress import ProgressEntry
from db.repositories import progress

MOST_ERROR_TYPES, MOST_QUOTES = 3, 2


def record(session: Session, *, submission: Submission, assessment: Assessment, result: AssessmentResult) -> None:
    """Write the entry of a result; the caller has completed the assessment in this transaction."""
    submitted_at = submission.submitted_at or utc_now()
    earlier = progress.first_attempt_bands(
        session,
        user_id=submission.user_id,
        task_number=submission.task.task_number,
        before_submission_id=submission.id,
        before=submitted_at,
        limit=formulas.WINDOW,
    )
    previous = (
        progress.band_of(session, submission_id=submission.parent_submission_id)
        if submission.parent_submission_id
        else (earlier[-1] if earlier else None)
    )
    timezone = progress.timezone_of(session, user_id=submission.user_id)
    today = submitted_at.astimezone(ZoneInfo(timezone)).date()
    days = practice_days(session, user_id=submission.user_id, timezone=timezone, today=today)
    bands = earlier if submission.parent_submission_id else [*earlier, result.overall]
    session.add(
        ProgressEntry(
            user_id=submission.user_id,
            assessment_id=assessment.id,
            band_score_improvement=formulas.improvement(result.overall, previous),
            consistency_score=formulas.consistency(bands),
            weak_areas=_areas(result, weakest=True),
            strong_areas=_areas(result, weakest=False),
            practice_streak=streaks.streak(days, today=today),
            total_practices=progress.count_assessed(session, user_id=submission.user_id),
            created_at=submitted_at,
        )
    )
    session.flush()
    goals.refresh(session, user_id=submission.user_id)


def _areas(result: AssessmentResult, *, weakest: bool) -> list[dict[str, object]]:
    bands = {criterion: found.band for criterion, found in result.criteria.items()}
    edge = min(bands.values()) if weakest else max(bands.values())
    if len(set(bands.values())) == 1 and not weakest:
        return []
    areas: list[dict[str, object]] = [
        {"criterion": criterion.value, "band": str(band), "evidence": _quotes(result, criterion)}
        for criterion, band in bands.items()
        if band == edge
    ]
    return [*areas, *_errors(result)] if weakest else areas


def _errors(result: AssessmentResult) -> list[dict[str, object]]:
    """The most frequent kinds of error that may be counted, with the words they stand on."""
    if not is_counted(result.engine):
        return []
    quotes: dict[str, list[str]] = {}
    for comment in result.comments:
        if comment.type in RELIABLE:
            quotes.setdefault(comment.type, []).append(comment.quote)
    most = sorted(quotes.items(), key=lambda item: -len(item[1]))[:MOST_ERROR_TYPES]
    return [{"error_type": kind, "count": len(found), "evidence": found[:MOST_QUOTES]} for kind, found in most]


def _quotes(result: AssessmentResult, criterion: Criterion) -> list[str]:
    return [evidence.quote for evidence in result.criteria[criterion].evidence][:MOST_QUOTES]
