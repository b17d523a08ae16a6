"""What a result sets in motion for its writer once it may be read: drills for tomorrow, goals, a mail."""

from sqlalchemy.orm import Session

from core.assessment.stored import from_json
from core.assessment.types import AssessmentResult
from core.progress import error_drills, goals, paragraphs, practice_mails
from db.models.assessment import AssessmentStatus
from db.models.classroom import Shows
from db.models.practice import Submission
from db.repositories import assessment as assessment_rows
from db.repositories import held_results, practice


def after_result(session: Session, *, submission: Submission, result: AssessmentResult) -> None:
    """The result is complete; where set work keeps all of it, everything waits for its release."""
    if held_results.shown(session, submission_id=submission.id) is not Shows.nothing:
        _set_in_motion(session, submission, result)


def after_release(session: Session, *, submission_id: int) -> None:
    """A tutor shows a result that was kept; nothing if it is not complete yet: then it comes in its own time."""
    submission = practice.find_any(session, submission_id=submission_id)
    found = assessment_rows.find_assessment(session, submission_id=submission_id)
    if submission is None or found is None or found.status is not AssessmentStatus.completed:
        return
    found.read_at = None  # what is shown now is new to its writer
    stored = assessment_rows.find_result(session, submission_id=submission_id, engine=found.ai_model_version or "")
    if stored is not None:
        _set_in_motion(session, submission, from_json(stored))
    goals.refresh(session, user_id=submission.user_id)


def _set_in_motion(session: Session, submission: Submission, result: AssessmentResult) -> None:
    paragraphs.set_for_tomorrow(session, submission=submission, result=result)
    error_drills.set_from(session, submission=submission, result=result)
    practice_mails.tell_of_result(session, submission=submission)
