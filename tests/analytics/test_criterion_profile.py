"""The four criteria: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import criterion_profile
from core.operations import rollups
from db.models.accounts import User
from db.scope import Scope
from tests.analytics.book import day
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.practice import make_submission


def rows(session: Session, reader) -> list[dict]:
    rollups.refresh(session)
    frame = reader.read(session, Scope.all())
    if not frame.empty:
        assert reader.chart(frame).data
    return frame.to_dict("records")


def write(session: Session, user: User, bands: list[int], **overrides) -> None:
    task = make_task(session)
    for number, band in enumerate(bands):
        essay = make_submission(session, user, task, status="assessed", started_at=day(3, 1 + number), **overrides)
        make_assessment(session, essay, bands=(band,) * 4)


def test_the_profile_holds_completed_assessments_alone(session: Session) -> None:
    user = make_user(session)
    make_assessment(session, make_submission(session, user, status="assessed"), bands=(6, 7, 5, 4))
    make_assessment(session, make_submission(session, user, status="submitted"), status="manual_review", bands=(9,) * 4)
    [row] = rows(session, criterion_profile)
    assert (row["essays"], row["task_achievement"], row["grammar_accuracy"]) == (1, 6, 4)
