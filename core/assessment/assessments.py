"""The life of an assessment: opened with the hand-in, claimed by a worker, finished once.

`attempt` goes up at every claim and fences a worker that comes back from the dead.
"""

import logging
from datetime import timedelta

from sqlalchemy.orm import Session

from core.assessment import filing, follow_up, reviews, uptake_records
from core.assessment.assessable import FEW_WORDS
from core.assessment.engines import registry
from core.assessment.marking import Claim, Outcome
from core.assessment.stored import refused_json
from core.assessment.task_facts import facts_of, facts_with_models, input_sha256
from core.assessment.types import AssessmentResult, NotAssessable
from core.billing import credits
from core.clock import utc_now
from core.config import settings
from core.progress import entries, practice_mails
from db.models.assessment import Assessment, AssessmentStatus
from db.models.practice import Submission, SubmissionStatus
from db.repositories import assessment as assessment_rows
from db.repositories import practice

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=6)  # longer than the longest OPENAI_TIMEOUT_SECONDS
MAX_CLAIMS = 8  # an essay that kills its worker again and again is given up
REFUSED = "refused"  # stands where a result has its engine: the text that no engine would mark


def open_pending(session: Session, *, submission_id: int, billable: bool = True) -> int:
    """The assessment of an essay that is being handed in, pending; a failed one is started again."""
    found = assessment_rows.assessment_for_update(session, submission_id=submission_id)
    if found is None:
        found = Assessment(submission_id=submission_id, status=AssessmentStatus.pending, attempt=0, billable=billable)
        session.add(found)
    else:
        found.status = AssessmentStatus.pending
        found.billable = billable
    session.flush()
    return found.id


def was_assessed_before(session: Session, *, submission: Submission) -> bool:
    """Whether this person has a result for the same text on the same task by today's engine version."""
    return assessment_rows.has_result(
        session,
        user_id=submission.user_id,
        task_id=submission.task_id,
        input_sha256=input_sha256(submission.content, facts_of(submission.task)),
        engine=registry.version(settings().engine_name),
    )


def was_refused(session: Session, *, submission_id: int) -> bool:
    """Whether a rule said of this text that no band fits it."""
    return assessment_rows.find_result(session, submission_id=submission_id, engine=REFUSED) is not None


def claim(session: Session, *, submission_id: int) -> Claim | None:
    """Take the essay for this attempt; None when nobody waits for it any more.

    The queue gives a job to one worker at a time, so an assessment that still runs belongs to a dead
    one: it is taken over, and the dead one's attempt number is worth nothing.
    """
    submission = practice.submission_for_update(session, submission_id=submission_id)
    found = assessment_rows.assessment_for_update(session, submission_id=submission_id)
    if submission is None or found is None:
        return None
    if found.status == AssessmentStatus.running:
        found.status = AssessmentStatus.pending
        session.flush()
    if found.status != AssessmentStatus.pending:
        return None
    found.status = AssessmentStatus.running
    found.attempt += 1
    found.lease_expires_at = utc_now() + LEASE
    session.flush()
    taken = Claim(
        submission_id=submission.id,
        assessment_id=found.id,
        user_id=submission.user_id,
        attempt=found.attempt,
        essay=submission.content,
        task=facts_with_models(session, submission.task),
        engine=settings().engine_name.value,
    )
    if found.attempt > MAX_CLAIMS:
        give_up(session, taken)
        return None
    return taken


def finish(session: Session, taken: Claim, outcome: Outcome) -> bool:
    """Save the outcome, charge or release the credit, write the progress; False when another attempt took over."""
    locked = _mine(session, taken)
    if locked is None:
        log.warning("assessment.superseded", extra={"submission_id": taken.submission_id, "attempt": taken.attempt})
        return False
    submission, found = locked
    found.processing_time_seconds = outcome.seconds
    if outcome.result is None:
        _fail(session, submission, found, refused=outcome.refused)
        return True
    _complete(session, submission, found, outcome.result)
    log.info("assessment.completed", extra={"submission_id": submission.id, "attempt": found.attempt})
    return True


def give_back(session: Session, taken: Claim) -> None:
    """The attempt broke: the next one may try."""
    locked = _mine(session, taken)
    if locked is not None:
        locked[1].status = AssessmentStatus.pending
        session.flush()


def give_up(session: Session, taken: Claim) -> None:
    """The last attempt broke: the essay is failed, its credit returns."""
    locked = _mine(session, taken)
    if locked is not None:
        _fail(session, *locked, refused=None)


def abandon(session: Session, *, submission_id: int) -> None:
    """Nobody needs the result any more: the essay is failed whoever reads it just now, and its credit returns."""
    submission = practice.submission_for_update(session, submission_id=submission_id)
    found = assessment_rows.assessment_for_update(session, submission_id=submission_id)
    if submission is not None and found is not None:
        if found.status == AssessmentStatus.pending:
            found.status = AssessmentStatus.running
            session.flush()
        if found.status == AssessmentStatus.running:
            _fail(session, submission, found, refused=None)


def _mine(session: Session, taken: Claim) -> tuple[Submission, Assessment] | None:
    submission = practice.submission_for_update(session, submission_id=taken.submission_id)
    found = assessment_rows.assessment_for_update(session, submission_id=taken.submission_id)
    if submission is None or found is None:
        return None
    is_mine = found.status == AssessmentStatus.running and found.attempt == taken.attempt
    return (submission, found) if is_mine else None


def _fail(session: Session, submission: Submission, found: Assessment, *, refused: NotAssessable | None) -> None:
    found.status = AssessmentStatus.failed
    found.lease_expires_at = None
    if refused is not None:
        assessment_rows.save_result(
            session, submission_id=submission.id, engine=REFUSED, result=refused_json(refused), bands=None
        )
    submission.status = SubmissionStatus.failed
    session.flush()
    credits.release(session, assessment_id=found.id)
    log.warning("assessment.failed", extra={"submission_id": submission.id, "attempt": found.attempt})


def _complete(session: Session, submission: Submission, found: Assessment, result: AssessmentResult) -> None:
    if result.review and reviews.is_free(session, user_id=submission.user_id):
        found.billable = False
    if any(gate.name == FEW_WORDS for gate in result.gates):  # band 1 in a mock test is never charged
        found.billable = False
    submission.status = SubmissionStatus.assessed
    filing.file(session, submission=submission, assessment=found, result=result)
    if found.billable:
        credits.consume(session, assessment_id=found.id)
        practice_mails.tell_of_credits(session, user_id=submission.user_id)
    else:
        credits.release(session, assessment_id=found.id)
    uptake_records.record(session, redraft=submission, result=result)
    entries.record(session, submission=submission, assessment=found, result=result)
    follow_up.after_result(session, submission=submission, result=result)
