"""What became of credits: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import (
    credits_by_month,
)
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan, make_subscription, make_usage


def rows(session: Session, reader) -> list[dict]:
    rollups.refresh(session)
    frame = reader.read(session, Scope.all())
    assert reader.chart(frame).data, "it is drawn"
    return frame.to_dict("records")


def test_credits_of_paid_and_free_plans_stand_apart(session: Session) -> None:
    free = make_subscription(session, plan=make_plan(session, price_usd=0, test_feedback_count=5), start_date=day(2))
    assert free
    paid = pay_term(session, make_user(session), make_plan(session, price_usd=19), day(2))
    make_usage(session)
    found = {row["is_paid"]: row for row in rows(session, credits_by_month) if row["month"].month == 2}
    assert found[False]["unused"] == 5
    assert (found[True]["plan_credits"], found[True]["periods"]) == (40, 1) and paid
