"""What the database does by itself: moving dates, freezing texts, mirroring periods, refusing to forget."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.billing import UserSubscription
from db.models.content import Topic
from db.models.platform import AuditLogEntry, StateHistory
from db.models.practice import Submission, SubmissionStatus
from tests.factories.billing import make_period, make_plan, make_subscription
from tests.factories.content import make_task, make_topic
from tests.factories.practice import make_submission

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_updated_at_moves_with_a_change_and_only_then(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        topic_id = make_topic(session, updated_at=LONG_AGO).id

    with engine.begin() as connection:
        connection.execute(text("update practice_topic set name = name"))
    with Session(engine) as session:
        assert session.get_one(Topic, topic_id).updated_at == LONG_AGO

    with engine.begin() as connection:
        connection.execute(text("update practice_topic set description = 'New.'"))
        now = connection.scalar(text("select now()"))
    with Session(engine) as session:
        assert session.get_one(Topic, topic_id).updated_at == now


def test_every_table_with_updated_at_has_the_trigger(session: Session) -> None:
    untouched = session.scalars(
        text(
            "select table_name from information_schema.columns"
            " inner join information_schema.tables using (table_schema, table_name)"
            " where column_name = 'updated_at' and table_schema = 'public' and table_type = 'BASE TABLE'"
            " except select event_object_table from information_schema.triggers where trigger_name = 'touch'"
        )
    )

    assert list(untouched) == []


CHANGES: dict[str, Callable[[Submission], None]] = {
    "text": lambda essay: setattr(essay, "content", essay.content + " More."),
    "word count": lambda essay: setattr(essay, "word_count", 1),
    "seal": lambda essay: setattr(essay, "content_sha256", "0" * 64),
    "moment": lambda essay: setattr(essay, "submitted_at", essay.submitted_at + timedelta(minutes=1)),
    "deadline": lambda essay: setattr(essay, "deadline_at", datetime(2030, 1, 1, tzinfo=UTC)),
    "revision": lambda essay: setattr(essay, "revision", essay.revision + 1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("status", [SubmissionStatus.submitted, SubmissionStatus.assessed, SubmissionStatus.failed])
def test_what_was_handed_in_stays_as_it_was(
    status: SubmissionStatus, change: Callable[[Submission], None], session: Session
) -> None:
    essay = make_submission(session, status=status)
    change(essay)

    with pytest.raises(IntegrityError, match="its text is frozen"):
        session.flush()


def test_a_draft_can_change_and_be_handed_in_at_once(session: Session) -> None:
    essay = make_submission(session)
    essay.content, essay.word_count, essay.revision = "One more sentence.", 3, 1
    session.flush()
    essay.status, essay.submitted_at = SubmissionStatus.submitted, datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    essay.content_sha256 = "0" * 64
    session.flush()


def test_only_erasing_the_person_empties_the_text(session: Session) -> None:
    essay = make_submission(session, status=SubmissionStatus.assessed)
    session.get_one(User, essay.user_id).erased_at = datetime(2026, 5, 1, tzinfo=UTC)
    session.flush()

    essay.content, essay.word_count = "", 0
    session.flush()

    assert session.scalar(select(Submission.content).where(Submission.id == essay.id)) == ""


def _mirror(session: Session, subscription: UserSubscription) -> tuple[int, int]:
    session.flush()
    session.refresh(subscription)
    return subscription.test_feedback_used, subscription.test_feedback_limit


def test_the_open_period_is_mirrored(session: Session) -> None:
    subscription = make_subscription(session, with_period=False)
    period = make_period(session, subscription)
    assert _mirror(session, subscription) == (0, 40)

    period.reserved, period.consumed = 2, 3
    assert _mirror(session, subscription) == (5, 40)

    period.bonus_limit = 4
    assert _mirror(session, subscription) == (5, 44)


def test_a_later_or_ended_period_is_not_mirrored(session: Session) -> None:
    subscription = make_subscription(session, with_period=False)
    now = datetime.now(UTC)
    make_period(
        session, subscription, reserved=1, period_start=now - timedelta(days=1), period_end=now + timedelta(days=1)
    )
    make_period(session, subscription, period_start=now + timedelta(days=1), period_end=now + timedelta(days=2))
    make_period(session, subscription, period_start=now - timedelta(days=3), period_end=now - timedelta(days=2))

    assert _mirror(session, subscription) == (1, 40)


@pytest.mark.parametrize(("price", "expected"), [("0.00", (0, 5)), ("19.00", (4, 5))])
def test_after_its_period_a_free_plan_shows_its_full_limit(
    price: str, expected: tuple[int, int], session: Session
) -> None:
    plan = make_plan(session, test_feedback_count=5, price_usd=Decimal(price))
    subscription = make_subscription(session, plan=plan, with_period=False)
    period = make_period(session, subscription, consumed=4)
    assert _mirror(session, subscription) == (4, 5)

    period.period_end = datetime.now(UTC) - timedelta(minutes=1)

    assert _mirror(session, subscription) == expected


def test_the_mirror_follows_a_period_that_opened_by_itself(session: Session) -> None:
    subscription = make_subscription(session)
    session.execute(text("update subscriptions_usersubscription set test_feedback_used = 9"))

    session.execute(text("select mirror_usage_period(:id)"), {"id": subscription.id})

    assert _mirror(session, subscription) == (0, 40)


@pytest.mark.parametrize("statement", ["update {} set created_at = now()", "delete from {}"])
@pytest.mark.parametrize("table", ["platform_auditlog", "state_history"])
def test_records_of_what_happened_are_never_changed(table: str, statement: str, session: Session) -> None:
    session.add(AuditLogEntry(action="role.given"))
    session.add(StateHistory(entity="practice_submission", entity_id="1", new="draft"))
    session.flush()

    with pytest.raises(IntegrityError, match="never changed"):
        session.execute(text(statement.format(table)))


def test_search_finds_by_stem_and_uses_its_index(session: Session) -> None:
    make_task(session, title="Cycling to work", prompt="Many cities are building lanes for bicycles.")
    make_task(session, title="Space", prompt="Some think that money spent on space travel is wasted.")
    query = (
        "select title from practice_practicetask"
        " where to_tsvector('english', title || ' ' || prompt) @@ plainto_tsquery('english', 'city built cycle')"
    )

    session.execute(text("set local enable_seqscan = off"))
    plan = "\n".join(session.scalars(text(f"explain {query}")))
    found = session.scalars(text(query.replace("built ", ""))).all()

    assert "idx_practicetask_search" in plan
    assert found == ["Cycling to work"]
