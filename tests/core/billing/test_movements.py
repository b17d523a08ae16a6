"""Every movement in words; a page costs the same however long the list is."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.billing import credits, movements
from core.clock import pinned
from db.models.assessment import AssessmentStatus
from db.models.practice import SubmissionStatus
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_subscription, make_usage
from tests.factories.practice import make_submission


def test_held_used_and_come_back(session: Session) -> None:
    learner = make_learner(session)
    submission = make_submission(session, user_id=learner.user_id, status=SubmissionStatus.submitted)
    assessment = make_assessment(session, submission, status=AssessmentStatus.pending)
    credits.reserve(session, user_id=learner.user_id, assessment_id=assessment.id)

    def newest() -> movements.Movement:
        return movements.list_movements(session, learner).rows[0]

    assert newest().sentence.endswith("holds one credit until the result is there.")
    assert newest().change == -1
    credits.release(session, assessment_id=assessment.id)
    assessment.status = AssessmentStatus.failed
    session.flush()
    assert newest().sentence.endswith("held one credit, and it came back because we could not assess the essay.")
    assert (newest().change, newest().submission_id) == (0, submission.id)


def test_a_month_that_begins_is_a_line_and_another_person_sees_none(session: Session) -> None:
    user = make_user(session)
    make_subscription(session, user)

    (row,) = movements.list_movements(session, actor_of(user)).rows

    assert row.sentence.startswith("A new month began: 40 credits from your plan Plan")
    assert row.change == 40
    assert movements.list_movements(session, make_learner(session)).rows == ()


def test_pages_follow_each_other_without_a_gap(session: Session) -> None:
    user = make_user(session)
    period_user = actor_of(user)
    usage = make_usage(session, None, make_assessment(session, make_submission(session, user_id=user.id)))
    session.execute(
        text(
            """
            insert into subscriptions_usagetracking
                (user_id, subscription_id, period_id, assessment_id, usage_type, cost_count, state, created_at)
            select user_id, subscription_id, period_id, assessment_id, usage_type, 1, 'released',
                   created_at - (n / 2) * interval '1 minute'
            from subscriptions_usagetracking, generate_series(1, 100) as n where id = :id
            """
        ),
        {"id": usage.id},
    )
    seen: list[movements.Movement] = []
    place = None
    for _ in range(9):
        page = movements.list_movements(session, period_user, before=place)
        seen.extend(page.rows)
        place = page.older
        if place is None:
            break

    assert len(seen) == 102  # a month, one spent, a hundred that came back
    assert [row.at for row in seen] == sorted((row.at for row in seen), reverse=True)


@pytest.mark.slow
def test_ten_thousand_rows_cost_no_more(session: Session) -> None:
    user = make_user(session)
    usage = make_usage(session, None, make_assessment(session, make_submission(session, user_id=user.id)))
    session.execute(
        text(
            """
            insert into subscriptions_usagetracking
                (user_id, subscription_id, period_id, assessment_id, usage_type, cost_count, state, created_at)
            select user_id, subscription_id, period_id, assessment_id, usage_type, 1, 'released',
                   created_at - n * interval '1 minute'
            from subscriptions_usagetracking, generate_series(1, 10000) as n where id = :id
            """
        ),
        {"id": usage.id},
    )
    session.execute(text("analyze subscriptions_usagetracking"))
    began = perf_counter()
    for _ in range(10):
        movements.list_movements(session, actor_of(user))

    assert (perf_counter() - began) / 10 < 0.05


def test_nothing_of_tomorrow(session: Session) -> None:
    user = make_user(session)
    start = datetime(2026, 5, 1, tzinfo=UTC)
    make_subscription(session, user, start_date=start)
    with pinned(start - timedelta(days=1)):
        assert movements.list_movements(session, actor_of(user)).rows == ()
