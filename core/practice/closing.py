"""Closing a sitting: its essays in one transaction, whoever asks for it.

Lock order: sitting, its submissions, their assessments, subscription, period, ledger.
"""

import logging
from datetime import timedelta

from sqlalchemy.orm import Session

from core.assessment import assessments
from core.billing import credits
from core.clock import utc_now
from core.practice import submissions
from core.practice.types import LATE_SAVES
from db.models.practice import Sitting, SittingMode, Submission, SubmissionStatus
from db.repositories import held_results
from db.repositories import sittings as sitting_rows

log = logging.getLogger(__name__)

SWEPT_AFTER = LATE_SAVES + timedelta(seconds=1)  # a save in the last second of grace is in before the sweeper
MOST_A_ROUND = 500


def close(session: Session, sitting: Sitting) -> None:
    """Hand in what was written and give back what was held for nothing; the caller has locked the open sitting.

    A blank essay is abandoned and its credit returns, so that a mock test has no Writing band then. The moment of the
    hand-in is now, or the deadline if that has passed.
    """
    now = utc_now()
    essays = sitting_rows.essays_for_update(session, code=sitting.code)
    written = []
    for essay in essays:
        if essay.status != SubmissionStatus.draft:
            continue
        essay.closed_at = now
        if is_blank(essay.content):
            essay.status = SubmissionStatus.abandoned
            continue
        submissions.seal(essay, submitted_at=min(now, sitting.deadline_at))
        essay.status = SubmissionStatus.submitted
        written.append(essay)
        held_results.hold(
            session,
            submission_id=essay.id,
            user_id=sitting.user_id,
            task_id=essay.task_id,
            started_by=sitting.started_at,
            is_mock_test=sitting.task_id is None,
            is_exam=sitting.mode == SittingMode.exam,
        )
    sitting.closed_at = now
    session.flush()
    opened = [_open(session, essay) for essay in written]
    for essay, (assessment_id, is_billable) in zip(written, opened, strict=True):
        if is_billable and not credits.attach_hold(session, sitting_id=sitting.id, assessment_id=assessment_id):
            log.error("sitting.hold_missing", extra={"sitting_id": sitting.id, "submission_id": essay.id})
            assessments.open_pending(session, submission_id=essay.id, billable=False)
    credits.release_sitting(session, sitting_id=sitting.id)
    for essay in written:
        submissions.defer_assessment(session, submission_id=essay.id)
    log.info("sitting.closed", extra={"sitting_id": sitting.id, "essays": len(written)})


def is_blank(text: str) -> bool:
    """Whether a text has no letter and no digit: band 0 in the test, which we do not give."""
    return not any(character.isalnum() for character in text)


def is_overdue(sitting: Sitting) -> bool:
    """Whether no save can count for it any more, so that the sweeper would close it."""
    return sitting.deadline_at < utc_now() - SWEPT_AFTER


def overdue(session: Session) -> list[int]:
    """The open sittings whose time is up and whose last saves are in."""
    return list(sitting_rows.overdue_ids(session, deadline_before=utc_now() - SWEPT_AFTER, limit=MOST_A_ROUND))


def close_overdue(session: Session, *, sitting_id: int) -> bool:
    """Close one of them; False when it was closed meanwhile or somebody is closing it just now."""
    sitting = sitting_rows.overdue_for_update(session, sitting_id=sitting_id, deadline_before=utc_now() - SWEPT_AFTER)
    if sitting is None:
        return False
    close(session, sitting)
    return True


def _open(session: Session, essay: Submission) -> tuple[int, bool]:
    """The pending assessment of an essay, and whether it costs a credit: the same text again does not."""
    is_billable = not assessments.was_assessed_before(session, submission=essay)
    return assessments.open_pending(session, submission_id=essay.id, billable=is_billable), is_billable
