"""A new version of the engine: the last essays of each learner are read again, free, so that they can be compared.

Old results stay in `assessment_result`, each under its engine version; the assessment shows the newest.
"""

import logging

from sqlalchemy.orm import Session

from core.assessment import filing
from core.assessment.engines.offline.model import shipped_model
from core.assessment.marking import Claim, Outcome
from core.assessment.task_facts import facts_with_models
from core.jobs import queue
from db.models.assessment import AssessmentStatus
from db.repositories import assessment as assessment_rows
from db.repositories import practice

log = logging.getLogger(__name__)

ENGINE = "offline"  # an outside engine is never asked again on its own: that would cost money
LAST_ESSAYS = 10
TASK = "reassess_submission"
QUEUE = "assess"


def note_version(session: Session) -> int:
    """Queue the last essays of everybody when this engine version runs here for the first time; how many.

    Each worker calls it as it starts; only the first finds the version new.
    """
    version = shipped_model().version
    if not assessment_rows.add_engine_version(session, engine=version, kind=ENGINE):
        return 0
    submissions = assessment_rows.last_of_other_versions(session, kind=ENGINE, engine=version, each=LAST_ESSAYS)
    for submission_id in submissions:
        queue.defer(session, TASK, queue=QUEUE, priority=queue.AGAIN, submission_id=submission_id)
    log.info("engine.new_version", extra={"engine": version, "essays": len(submissions)})
    return len(submissions)


def begin(session: Session, *, submission_id: int) -> Claim | None:
    """The essay to read again; None when it is gone, not done, or already read by this version."""
    submission = practice.submission_for_update(session, submission_id=submission_id)
    found = assessment_rows.find_assessment(session, submission_id=submission_id)
    if submission is None or found is None or not _is_older(found.status, found.ai_model_version):
        return None
    return Claim(
        submission_id=submission.id,
        assessment_id=found.id,
        user_id=submission.user_id,
        attempt=found.attempt,
        essay=submission.content,
        task=facts_with_models(session, submission.task),
        engine=ENGINE,
    )


def finish(session: Session, taken: Claim, outcome: Outcome) -> bool:
    """Show the new result, keep the old one; False when the text is refused now or the essay has moved on."""
    submission = practice.submission_for_update(session, submission_id=taken.submission_id)
    found = assessment_rows.assessment_for_update(session, submission_id=taken.submission_id)
    if submission is None or found is None or outcome.result is None:
        return False
    if found.attempt != taken.attempt or not _is_older(found.status, found.ai_model_version):
        return False
    assessment_rows.delete_feedback(session, assessment_id=found.id)
    filing.file(session, submission=submission, assessment=found, result=outcome.result)
    return True


def _is_older(status: str, version: str | None) -> bool:
    is_ours = version is not None and version.startswith(f"{ENGINE}-")
    return is_ours and status == AssessmentStatus.completed and version != shipped_model().version
