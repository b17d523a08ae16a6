"""Gains by practice: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import band_gain_by_practice
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


def test_three_first_attempts_against_three(session: Session) -> None:
    write(session, make_user(session), [5, 5, 5, 9, 6, 6, 6])
    write(session, make_user(session), [4, 4, 4, 8, 8])  # too few to say
    [row] = rows(session, band_gain_by_practice)
    assert (row["task_number"], row["essays_from"], row["learners"]) == (2, 6, 1)
    assert row["mean_gain"] == 1.0


def test_redrafts_are_no_first_attempts(session: Session) -> None:
    user = make_user(session)
    first = make_submission(session, user, status="assessed")
    write(session, user, [5, 5, 5, 6, 6, 6], parent_submission_id=first.id)
    assert rows(session, band_gain_by_practice) == []
