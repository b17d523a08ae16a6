"""Faults that a mock test can leave in the books, planted for the audit."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.billing import UsagePeriod, UsageTracking
from db.models.practice import Sitting
from tests.factories.accounts import make_user
from tests.factories.billing import make_subscription, make_usage
from tests.factories.practice import make_submission
from tests.factories.sittings import begin, make_candidate, make_sitting


def _hold_of(session: Session, **sitting: Any) -> UsageTracking:
    """A hold that stands for a sitting of the same person, and for no assessment yet."""
    subscription = make_subscription(session)
    period = session.scalars(select(UsagePeriod).where(UsagePeriod.subscription_id == subscription.id)).one()
    user_id = sitting.pop("user_id", subscription.user_id)
    hold = UsageTracking(
        user_id=subscription.user_id,
        subscription_id=subscription.id,
        period_id=period.id,
        sitting_id=make_sitting(session, user_id, **sitting).id,
        state="reserved",
    )
    period.reserved += 1
    session.add(hold)
    session.flush()
    return hold


def _lost_draft(session: Session) -> None:
    sitting = begin(session, make_candidate(session))
    session.execute(
        text("update practice_submission set session_id = null where id = :id"), {"id": sitting.parts[0].submission_id}
    )


def _counted_no_more(session: Session) -> None:
    hold = _hold_of(session, closed_at=None)
    make_submission(
        session, user_id=hold.user_id, session_id=session.get_one(Sitting, hold.sitting_id).code
    )  # one draft, one hold: sound
    session.get_one(UsagePeriod, hold.period_id).reserved -= 1


def _other_sitting(session: Session) -> None:
    usage = make_usage(session)
    usage.sitting_id = make_sitting(session, usage.user_id, closed_at=datetime.now(UTC)).id


def _essay_in_a_foreign_sitting(session: Session) -> None:
    sitting = make_sitting(session, closed_at=datetime.now(UTC))
    make_submission(session, status="abandoned", session_id=sitting.code)


MOCK_TEST_FAULTS: list[tuple[str, str, Callable[[Session], Any]]] = [
    ("A01", "a hold of a mock test that the period does not count", _counted_no_more),
    ("A03", "a hold of a mock test that is over", lambda s: _hold_of(s, closed_at=datetime.now(UTC))),
    ("A04", "a mock test that holds more than its drafts", _lost_draft),
    ("A04", "a mock test whose hold has no draft", _hold_of),
    (
        "A18",
        "a hold for somebody else's mock test",
        lambda s: _hold_of(s, user_id=make_user(s).id, closed_at=datetime.now(UTC)),
    ),
    ("A18", "a charge for an essay of another mock test", _other_sitting),
    ("A18", "an essay in somebody else's mock test", _essay_in_a_foreign_sitting),
]
