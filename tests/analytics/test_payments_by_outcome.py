"""What became of payments: rows in, rows out."""

from datetime import timedelta

from sqlalchemy.orm import Session

from analytics import (
    payments_by_outcome,
)
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day
from tests.factories.accounts import make_user
from tests.factories.billing import make_payment, make_plan, make_subscription


def rows(session: Session, reader) -> list[dict]:
    rollups.refresh(session)
    frame = reader.read(session, Scope.all())
    assert reader.chart(frame).data, "it is drawn"
    return frame.to_dict("records")


def test_a_failed_payment_is_recovered_within_fourteen_days(session: Session) -> None:
    plan = make_plan(session, price_usd=19)
    for later, recovers in ((14, True), (15, False)):
        subscription = make_subscription(session, make_user(session), plan, with_period=False)
        make_payment(session, subscription, status="failed", created_at=day(3))
        if recovers or later:
            make_payment(session, subscription, created_at=day(3) + timedelta(days=later))
    [march] = rows(session, payments_by_outcome)
    assert (march["begun"], march["paid"], march["failed"], march["recovered"]) == (4, 2, 2, 1)
