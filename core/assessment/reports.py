"""What the result page shows: the essay, its result, or where it stands in the queue."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.assessments import REFUSED
from core.assessment.stored import from_json
from core.assessment.types import AssessmentResult
from core.clock import utc_now
from core.content import tasks
from core.content.types import Task
from core.jobs import queue
from core.practice.errors import SubmissionNotFound
from db.models.assessment import AssessmentStatus
from db.models.classroom import Shows
from db.models.practice import Submission
from db.repositories import assessment as assessment_rows
from db.repositories import held_results, practice, sittings

OUR_FAULT = "Something broke on our side while we read your essay. Your credit has returned; please send it again."


class ReportState(StrEnum):
    """Where an essay stands."""

    draft = "draft"
    queued = "queued"
    reading = "reading"
    ready = "ready"
    held = "held"
    failed = "failed"


@dataclass(frozen=True)
class EarlierBand:
    """What an older version of the engine gave the same essay."""

    engine: str
    band: Decimal


@dataclass(frozen=True)
class Report:
    """An essay and what is known of it.

    `failure` is the sentence for a failed one; `result` is set when it is ready. A result `is_provisional` until
    a person has looked at it; without `billable` it costs no credit. `earlier` are bands by older engine versions.
    A redraft names its parent. `is_read` once its writer has seen the result;
    `mock_test_code` is its mock test, if it belongs to one.
    What no band fits under the clock has no second try: `may_retry` is False.
    Set work may keep the result until a tutor shows it: `held`, without a result; without `has_bands` the comments
    are there already and the bands are not to be shown.
    """

    submission_id: int
    task: Task
    essay: str
    word_count: int
    submitted_at: datetime | None
    state: ReportState
    failure: str | None = None
    result: AssessmentResult | None = None
    is_provisional: bool = False
    billable: bool = True
    earlier: tuple[EarlierBand, ...] = ()
    parent_submission_id: int | None = None
    is_read: bool = False
    mock_test_code: str | None = None
    may_retry: bool = True
    has_bands: bool = True


_STATES = {
    AssessmentStatus.pending: ReportState.queued,
    AssessmentStatus.running: ReportState.reading,
    AssessmentStatus.completed: ReportState.ready,
    AssessmentStatus.manual_review: ReportState.ready,
    AssessmentStatus.failed: ReportState.failed,
    AssessmentStatus.cancelled: ReportState.failed,
}


def get_report(session: Session, actor: Actor, *, submission_id: int) -> Report:
    """The report of the actor's own essay, at whatever stage.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
    """
    submission = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    report = report_of(session, submission)
    shown = held_results.shown(session, submission_id=submission_id) if report.state == ReportState.ready else None
    if shown is Shows.nothing:
        return replace(report, state=ReportState.held, result=None, earlier=())
    return report if shown is None else replace(report, has_bands=False, earlier=())


def report_of(session: Session, submission: Submission) -> Report:
    """The report of an essay, for whoever has checked that its reader may see it."""
    submission_id = submission.id
    found = assessment_rows.find_assessment(session, submission_id=submission_id)
    state = _STATES[AssessmentStatus(found.status)] if found else ReportState.draft
    stored: dict[str, Any] | None = None
    if found and state == ReportState.ready:
        stored = assessment_rows.find_result(session, submission_id=submission_id, engine=found.ai_model_version or "")
    elif state == ReportState.failed:
        stored = assessment_rows.find_result(session, submission_id=submission_id, engine=REFUSED)
    return Report(
        submission_id=submission.id,
        task=tasks.frozen(submission.task),
        essay=submission.content,
        word_count=submission.word_count,
        submitted_at=submission.submitted_at,
        state=state,
        failure=(stored["refused"]["reason"] if stored else OUR_FAULT) if state == ReportState.failed else None,
        result=from_json(stored) if stored and state == ReportState.ready else None,
        is_provisional=found.is_provisional if found else False,
        billable=found.billable if found else True,
        earlier=_earlier(session, submission.id, engine=found.ai_model_version) if found else (),
        parent_submission_id=submission.parent_submission_id,
        is_read=found is not None and found.read_at is not None,
        mock_test_code=_mock_test_of(session, submission),
        may_retry=not (stored and state == ReportState.failed and submission.session_id is not None),
    )


def _mock_test_of(session: Session, submission: Submission) -> str | None:
    code = submission.session_id
    return code if code is not None and sittings.is_mock_test(session, code=code) else None


def mark_read(session: Session, actor: Actor, *, submission_id: int) -> None:
    """Note that the actor has seen the result of an essay; the first time is kept, anybody else's essay left alone."""
    assessment_rows.mark_read(session, submission_id=submission_id, user_id=actor.user_id, at=utc_now())


def _earlier(session: Session, submission_id: int, *, engine: str | None) -> tuple[EarlierBand, ...]:
    rows = assessment_rows.bands_by_engine(session, submission_id=submission_id)
    return tuple(EarlierBand(name, band) for name, band in rows if name != engine)


def find_state(session: Session, actor: Actor, *, submission_id: int) -> tuple[ReportState, int]:
    """Just the state and the essays before it: what a waiting page asks every second.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
    """
    status = assessment_rows.find_status(session, submission_id=submission_id, user_id=actor.user_id)
    if status is None:
        raise SubmissionNotFound
    state = _STATES[AssessmentStatus(status)]
    return state, queue.waiting_before(session, submission_id=submission_id) if state == ReportState.queued else 0
