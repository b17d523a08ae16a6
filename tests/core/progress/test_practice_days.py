"""Practice days in SQL: own time zones with half hours and DST, drills and plans, rows longer than a year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.progress.practice_days import practice_days
from core.progress.streaks import streak
from db.models.assessment import CommentVote, Vote
from db.models.practice import SubmissionStatus
from db.repositories import progress
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.practice import make_submission
from tests.factories.progress import make_drill, make_plan

ZONES = ("UTC", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Europe/Berlin",
         "America/New_York", "Pacific/Chatham", "Pacific/Kiritimati", "America/Lima",
         "America/Havana", "Asia/Beirut")  # fmt: skip
FIRST = datetime(2026, 3, 1, tzinfo=UTC)


def hand_in(session: Session, user_id: int, *moments: datetime) -> None:
    task_id = make_task(session).id
    for moment in moments:
        make_submission(
            session, user_id=user_id, task_id=task_id, status="submitted", started_at=moment - timedelta(minutes=35)
        )


def days_of(session: Session, user_id: int, timezone: str) -> set[date]:
    """All practice days around 2026."""
    found = progress.practice_days(
        session, user_id=user_id, timezone=timezone, first=date(2025, 12, 1), last=date(2027, 1, 31)
    )
    assert found == sorted(set(found))
    return set(found)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 300 * 24 * 60), min_size=1, max_size=8), st.sampled_from(ZONES))
def test_days_are_those_of_the_learners_clock(session: Session, minutes: list[int], zone: str) -> None:
    moments = [FIRST + timedelta(minutes=each) for each in minutes]
    user_id = make_user(session).id
    hand_in(session, user_id, *moments)

    assert days_of(session, user_id, zone) == {moment.astimezone(ZoneInfo(zone)).date() for moment in moments}


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Asia/Kolkata", datetime(2026, 6, 10, 18, 29, tzinfo=UTC), date(2026, 6, 10)),
        ("Asia/Kolkata", datetime(2026, 6, 10, 18, 30, tzinfo=UTC), date(2026, 6, 11)),
        ("Asia/Kathmandu", datetime(2026, 6, 10, 18, 15, tzinfo=UTC), date(2026, 6, 11)),
        ("Europe/Berlin", datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),  # 23 hours long
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Berlin", datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        ("America/New_York", datetime(2026, 11, 1, 4, 0, tzinfo=UTC), date(2026, 11, 1)),  # 25 hours long
        ("America/New_York", datetime(2026, 11, 2, 4, 59, tzinfo=UTC), date(2026, 11, 1)),
        ("America/Havana", datetime(2026, 11, 1, 4, 30, tzinfo=UTC), date(2026, 11, 1)),  # midnight comes twice
        ("America/Havana", datetime(2026, 11, 1, 3, 59, tzinfo=UTC), date(2026, 10, 31)),
    ],
)
def test_edges_of_days(session: Session, zone: str, moment: datetime, day: date) -> None:
    user_id = make_user(session).id
    hand_in(session, user_id, moment)

    assert days_of(session, user_id, zone) == {day}


def test_drills_and_plans_count_and_empty_ones_do_not(session: Session) -> None:
    noon = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    essay = make_submission(session, status="submitted", started_at=noon)
    drafts = [make_submission(session, user_id=essay.user_id, started_at=noon) for _ in range(2)]
    make_drill(session, essay, done_at=noon + timedelta(days=1))
    make_plan(session, drafts[0], at=noon + timedelta(days=2))
    make_plan(session, drafts[1], at=noon + timedelta(days=3), notes=" \n\t")
    stranger = make_submission(session, status="submitted", started_at=noon + timedelta(days=4))
    make_drill(session, stranger, done_at=None)

    assert days_of(session, essay.user_id, "UTC") == {date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)}
    assert days_of(session, stranger.user_id, "UTC") == {date(2026, 6, 5)}


def test_a_draft_and_what_is_still_to_come_do_not_count(session: Session) -> None:
    draft = make_submission(session)
    hand_in(session, draft.user_id, datetime(2026, 6, 2, 12, 0, tzinfo=UTC))

    assert practice_days(session, user_id=draft.user_id, timezone="UTC", today=date(2026, 6, 1)) == frozenset()
    assert practice_days(session, user_id=draft.user_id, timezone="UTC", today=date(2026, 6, 2)) == {date(2026, 6, 2)}


def test_a_row_longer_than_a_year_is_followed_to_its_start(session: Session) -> None:
    today = date(2026, 6, 10)
    user_id = make_user(session).id
    noon = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
    hand_in(session, user_id, *(noon - timedelta(days=back) for back in range(430)))
    hand_in(session, user_id, noon - timedelta(days=440))

    days = practice_days(session, user_id=user_id, timezone="UTC", today=today)

    assert streak(days, today=today) == 430


def test_the_version_changes_with_every_row_that_the_page_shows(session: Session) -> None:
    noon = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    user_id = make_user(session).id
    seen = [progress.version(session, user_id=user_id)]

    def grew() -> bool:
        session.flush()
        seen.append(progress.version(session, user_id=user_id))
        return seen[-1] not in seen[:-1]

    essay = make_submission(session, user_id=user_id, status="submitted", started_at=noon)
    assert grew()
    make_drill(session, essay, done_at=noon)
    assert grew()
    make_plan(session, essay, at=noon)
    assert grew()
    essay.status = SubmissionStatus.assessed
    assert grew()
    make_assessment(session, essay)
    assert grew()
    vote = CommentVote(
        submission_id=essay.id,
        user_id=user_id,
        engine="offline-1",
        comment_key="0-4-article",
        comment_type="article",
        vote=Vote.wrong,
    )
    session.add(vote)
    assert grew()
    session.delete(vote)
    session.flush()
    assert progress.version(session, user_id=user_id) == seen[-2]
    seen.append(seen[-2])
    make_submission(session, status="submitted", started_at=noon)  # somebody else's
    assert progress.version(session, user_id=user_id) == seen[-1]
