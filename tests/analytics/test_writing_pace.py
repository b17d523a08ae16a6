"""Pace: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import writing_pace
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


def test_pace_is_words_over_active_minutes(session: Session) -> None:
    user = make_user(session)
    make_submission(session, user, status="assessed", word_count=300, time_spent_seconds=1200)
    make_submission(session, user, status="submitted", word_count=100, time_spent_seconds=1200)
    make_submission(session, user, status="submitted", word_count=100, time_spent_seconds=59)
    [row] = rows(session, writing_pace)
    assert (row["essays"], row["words_a_minute"], row["mean_words"]) == (2, 10, 200)
