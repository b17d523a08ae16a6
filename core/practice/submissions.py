"""Handing in an essay, and sending a failed one again."""

import logging
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.assessment.assessable import require_assessable
from core.assessment.task_facts import facts_of
from core.billing import credits
from core.clock import utc_now
from core.jobs import queue
from core.practice import redrafts, versions
from core.practice.errors import (
    AlreadySubmitted,
    CannotRetry,
    CannotRetrySitting,
    DraftMovedOn,
    EmailNotConfirmed,
    PartOfSitting,
    SubmissionNotFound,
)
from core.practice.types import MAX_TIME_SPENT_SECONDS, SubmittedEssay
from db.models.practice import Submission, SubmissionStatus
from db.repositories import held_results, practice

log = logging.getLogger(__name__)


def submit(
    session: Session, actor: Actor, *, submission_id: int, revision: int, priority: int = queue.PERSON
) -> SubmittedEssay:
    """Freeze a draft, reserve one feedback credit and defer its assessment.

    All three happen in the caller's transaction or none does, so a learner never pays for an essay the
    worker cannot see. What is frozen is the draft as saved under `revision`. An under-length essay is
    accepted: examiners mark it down, they do not refuse it. The same text on the same task again costs nothing: it
    gets the result that it had. Neither does the first redraft of a first attempt within 7 days of its result.
    Sample data comes with a lower `priority`.

    Raises:
        SubmissionNotFound: No such draft belongs to this learner.
        AlreadySubmitted: It was handed in before, perhaps in another tab.
        PartOfSitting: It is handed in with the other essay of its mock test.
        DraftMovedOn: Another tab has saved a later revision.
        UnchangedRedraft: A redraft with the words of the essay that it improves.
        NoMoreVersions: Set work takes no more of this task until its day.
        NotAssessable: Blank, not English, gibberish or 20 own words or fewer; no credit is touched.
        EmailNotConfirmed: A second essay from an address that was never confirmed.
        FeedbackQuotaExhausted: The billing period has no credit left.
    """
    practice.lock_user(session, user_id=actor.user_id)  # what is counted below must not change meanwhile
    submission = practice.submission_for_update(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    if submission.status != SubmissionStatus.draft:
        raise AlreadySubmitted
    if submission.session_id is not None:
        raise PartOfSitting
    if submission.revision != revision:
        raise DraftMovedOn(revision=submission.revision, text=submission.content)
    redrafts.require_change(session, submission)
    versions.require_open(session, actor, task_id=submission.task_id)
    require_assessable(submission.content, facts_of(submission.task))
    if not actor.is_email_verified and practice.count_handed_in(session, user_id=actor.user_id):
        raise EmailNotConfirmed

    submitted_at = utc_now()
    seal(submission, submitted_at=submitted_at)
    _send(session, submission, priority=priority)
    held_results.hold(
        session,
        submission_id=submission_id,
        user_id=actor.user_id,
        task_id=submission.task_id,
        started_by=submitted_at,
    )
    log.info("submission.submitted", extra={"submission_id": submission_id})
    return SubmittedEssay(
        submission_id=submission_id,
        word_count=submission.word_count,
        words_short=max(0, submission.task.word_limit_min - submission.word_count),
        submitted_at=submitted_at,
    )


def retry(session: Session, actor: Actor, *, submission_id: int) -> None:
    """Send a failed essay again, with a new credit; the old one has returned.

    Raises:
        SubmissionNotFound: No such essay belongs to this learner.
        CannotRetry: It did not fail.
        CannotRetrySitting: No band fits a text that was handed in in a mock test.
        FeedbackQuotaExhausted: The billing period has no credit left.
    """
    submission = practice.submission_for_update(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    _require_retry(session, submission)
    _send(session, submission, priority=queue.PERSON)
    log.info("submission.retried", extra={"submission_id": submission_id})


def retry_for_owner(session: Session, *, submission_id: int) -> None:
    """Send a failed essay again on behalf of whoever wrote it; the caller has checked and logs who asks.

    Raises:
        CannotRetry: There is none, or it did not fail.
        CannotRetrySitting: No band fits a text that was handed in in a mock test.
        FeedbackQuotaExhausted: The owner's billing period has no credit left.
    """
    submission = practice.submission_for_update(session, submission_id=submission_id)
    if submission is None:
        raise CannotRetry
    _require_retry(session, submission)
    _send(session, submission, priority=queue.PERSON)
    log.info("submission.retried", extra={"submission_id": submission_id})


def seal(submission: Submission, *, submitted_at: datetime) -> None:
    """What a handed-in text carries: its hash, its writing time, its moment."""
    submission.content_sha256 = sha256(submission.content.encode()).hexdigest()
    submission.time_spent_seconds = min(submission.time_spent_seconds or 0, MAX_TIME_SPENT_SECONDS)
    submission.submitted_at = submitted_at


def defer_assessment(session: Session, *, submission_id: int, priority: int = queue.PERSON) -> None:
    """Put the assessment of a handed-in essay into the queue, once."""
    queue.defer(
        session,
        "assess_submission",
        queue="assess",
        queueing_lock=f"assess:{submission_id}",
        priority=priority,
        submission_id=submission_id,
    )


def _require_retry(session: Session, submission: Submission) -> None:
    if submission.status != SubmissionStatus.failed:
        raise CannotRetry
    if submission.session_id is not None and assessments.was_refused(session, submission_id=submission.id):
        raise CannotRetrySitting


def _send(session: Session, submission: Submission, *, priority: int) -> None:
    submission.status = SubmissionStatus.submitted
    session.flush()
    is_free = assessments.was_assessed_before(session, submission=submission) or redrafts.is_free(session, submission)
    assessment_id = assessments.open_pending(session, submission_id=submission.id, billable=not is_free)
    if not is_free:
        credits.reserve(session, user_id=submission.user_id, assessment_id=assessment_id)
    defer_assessment(session, submission_id=submission.id, priority=priority)
