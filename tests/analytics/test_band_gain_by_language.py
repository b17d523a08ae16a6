"""Gains by first language: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import band_gain_by_language
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


def test_a_language_of_nine_is_not_shown(session: Session) -> None:
    for number in range(10):
        if number == 9:
            assert rows(session, band_gain_by_language) == []
        write(session, make_user(session, language_background="Thai"), [5, 5, 5, 6, 6, 6])
    [row] = rows(session, band_gain_by_language)
    assert (row["language_background"], row["learners"], row["mean_gain"]) == ("Thai", 10, 1.0)
