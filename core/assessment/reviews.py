"""Results that a person should look at: shown at once as provisional, free of charge, never left waiting.

Nobody reviews for a learner without a tutor, so such a result is `completed` and stays provisional. One that waits for
a tutor (`manual_review`) longer than `DEADLINE` is completed without one.
"""

import logging
from datetime import timedelta

from sqlalchemy.orm import Session

from core.assessment.stored import from_json
from core.billing import credits
from core.clock import utc_now
from core.progress import entries
from db.models.assessment import AssessmentStatus
from db.models.practice import SubmissionStatus
from db.repositories import assessment as assessment_rows
from db.repositories import practice

log = logging.getLogger(__name__)

DEADLINE = timedelta(hours=72)
FREE_WITHIN = timedelta(days=30)
MOST_FREE = 3  # a word to the marker in every essay would make all of them free


def is_free(session: Session, *, user_id: int) -> bool:
    """Whether a provisional result still costs this person nothing: the first three in 30 days do not."""
    since = utc_now() - FREE_WITHIN
    return assessment_rows.count_free_provisional(session, user_id=user_id, since=since) < MOST_FREE


def complete_overdue(session: Session) -> int:
    """Complete the reviews that nobody did within 72 hours, return their credits; how many there were."""
    overdue = assessment_rows.reviews_before(session, before=utc_now() - DEADLINE)
    done = 0
    for submission_id in overdue:
        if complete(session, submission_id=submission_id, is_free=True):
            done += 1
            log.warning("review.overdue", extra={"submission_id": submission_id})
    return done


def complete(session: Session, *, submission_id: int, is_free: bool) -> bool:
    """Let a result that waits for a person be complete, its credit spent or given back; False if it does not wait."""
    submission = practice.submission_for_update(session, submission_id=submission_id)
    found = assessment_rows.assessment_for_update(session, submission_id=submission_id)
    if submission is None or found is None or found.status != AssessmentStatus.manual_review:
        return False
    stored = assessment_rows.find_result(session, submission_id=submission_id, engine=found.ai_model_version or "")
    found.status = AssessmentStatus.completed
    found.billable = found.billable and not is_free
    submission.status = SubmissionStatus.assessed
    session.flush()
    if found.billable:
        credits.consume(session, assessment_id=found.id)
    else:
        credits.release(session, assessment_id=found.id)
    if stored is not None:
        entries.record(session, submission=submission, assessment=found, result=from_json(stored))
    return True
