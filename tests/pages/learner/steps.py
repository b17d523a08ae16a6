"""What the tests of the learner's screens do again and again."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.assessment.types import AssessmentResult
from core.practice import drafts, submissions
from db.models.content import PracticeTask
from db.models.practice import Submission, SubmissionStatus
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result


def hand_in(
    session: Session,
    learner: Actor,
    *,
    band: int | None = None,
    result: AssessmentResult | None = None,
    essay: str = ESSAY,
    task: PracticeTask | None = None,
) -> int:
    """An essay of the learner's: waiting, or with `band` or `result` assessed."""
    task = task or make_task(session, title="Buses for all")
    draft_id = drafts.begin_with(session, learner, task_id=task.id, text=essay)
    submissions.submit(session, learner, submission_id=draft_id, revision=0)
    if band is not None or result is not None:
        give(session, draft_id, result or make_result(band or 6))
    session.commit()
    return draft_id


def give(session: Session, submission_id: int, result: AssessmentResult) -> None:
    """Let an essay that waits have this result."""
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assessments.finish(session, claim, Outcome(result, None, Decimal("0.2")))


def button(app: AppTest, label: str) -> None:
    next(element for element in app.button if element.label == label).click().run()
    assert not app.exception


def submission_in(app: AppTest) -> int:
    """The essay that the address names."""
    value = app.query_params["submission"]
    return int(value if isinstance(value, str) else value[-1])


def status_of(session: Session, submission_id: int) -> SubmissionStatus | None:
    session.expire_all()
    return session.scalar(select(Submission.status).where(Submission.id == submission_id))
