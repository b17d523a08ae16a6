"""The week in counts: boundaries, sample people aside, and who may look."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import Role
from core.clock import pinned
from core.errors import NotAllowed
from core.operations import health, visits
from core.operations.types import Count
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_subscription
from tests.factories.content import make_report, make_task
from tests.factories.practice import make_submission

NOW = datetime(2031, 5, 20, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
TICK = timedelta(microseconds=1)


@pytest.fixture
def admin(session: Session):
    user = make_user(session, groups=("learner", "admin"), date_joined=datetime(2026, 1, 1, tzinfo=UTC))
    return actor_of(user, roles=(Role.learner, Role.admin))


def hand_in(session: Session, user, *, at: datetime, status: str = "assessed"):
    return make_submission(session, user, status=status, started_at=at - timedelta(hours=1), submitted_at=at)


def test_a_week_ends_now_and_begins_seven_days_ago(session: Session, admin) -> None:
    for joined in (NOW - TICK, NOW - WEEK, NOW - WEEK - TICK, NOW - 2 * WEEK, NOW - 2 * WEEK - TICK, NOW):
        make_user(session, date_joined=joined)

    with pinned(NOW):
        assert health.week(session, admin).sign_ups == Count(now=2, before=2)


def test_a_first_essay_counts_once(session: Session, admin) -> None:
    writer = make_user(session)
    hand_in(session, writer, at=NOW - timedelta(days=9))
    hand_in(session, writer, at=NOW - timedelta(days=1))
    hand_in(session, make_user(session), at=NOW - timedelta(days=1))
    hand_in(session, make_user(session), at=NOW - timedelta(days=2), status="failed")

    with pinned(NOW):
        found = health.week(session, admin)

    assert found.first_essays == Count(now=2, before=1)
    assert found.assessed == Count(now=2, before=1)
    assert found.failed == Count(now=1, before=0)


def test_the_wait_is_the_median_of_people_and_leaves_sample_data_out(session: Session, admin) -> None:
    sample = make_user(session, email="someone@sample.invalid")
    for user, seconds in ((make_user(session), 2), (make_user(session), 4), (make_user(session), 9), (sample, 900)):
        assessment = make_assessment(session, hand_in(session, user, at=NOW - timedelta(days=1)))
        session.execute(
            text(
                "insert into state_history (entity, entity_id, old, new, created_at) values"
                " ('assessment_assessment', :id, 'running', 'completed', :at)"
            ),
            {"at": NOW, "id": str(assessment.id)},
        )
        session.execute(
            text("update assessment_assessment set created_at = :at where id = :id"),
            {"at": NOW - timedelta(seconds=seconds), "id": assessment.id},
        )

    with pinned(NOW):
        found = health.week(session, admin)

    assert found.median_wait_seconds == 4.0
    assert found.median_wait_seconds_before is None


def test_what_needs_a_person_is_said_in_one_sentence_each(session: Session, admin) -> None:
    with pinned(NOW):
        assert health.needs(session, admin) == []
    make_payment(session, make_subscription(session), status="failed", created_at=NOW - timedelta(days=1))
    for _ in range(2):
        hand_in(session, make_user(session), at=NOW - timedelta(hours=1), status="failed")
    make_report(session, make_user(session).id, make_task(session).id)

    with pinned(NOW):
        found = health.needs(session, admin)

    assert [need.sentence for need in found] == [
        "1 payment failed",
        "2 essays got no result",
        "1 reported task waits for an answer",
    ]


def test_the_queue_counts_people_and_samples_apart(session: Session, admin) -> None:
    insert = text(
        "insert into procrastinate_jobs (queue_name, task_name, priority, args, status)"
        " values ('assess', 'assess_submission', :priority, '{}', 'todo')"
    )
    for priority in (10, 10, 0):
        session.execute(insert, {"priority": priority})

    found = health.queue_state(session, admin)

    assert (found.people, found.samples, found.waiting, found.is_worker_alive) == (2, 1, 3, False)


@pytest.mark.parametrize("roles", [(Role.learner,), (Role.learner, Role.tutor)])
def test_only_an_administrator_may_look(session: Session, roles) -> None:
    actor = actor_of(make_user(session), roles=roles)
    for look in (health.needs, health.week, health.queue_state):
        with pytest.raises(NotAllowed):
            look(session, actor)
    with pytest.raises(NotAllowed):
        visits.note(session, actor, page="today")


def test_a_visit_is_logged_once_an_hour_and_page(session: Session, admin) -> None:
    for page in ("today", "today", "money"):
        visits.note(session, admin, page=page)

    logged = session.execute(
        text("select entity_id from platform_auditlog where actor_id = :id order by id"), {"id": admin.user_id}
    )
    assert list(logged.scalars()) == ["today", "money"]
