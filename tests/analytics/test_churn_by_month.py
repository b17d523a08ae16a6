"""Who left and why: rows in, rows out."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from analytics import churn_by_month
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan

MOVES = ("new_usd", "expansion_usd", "contraction_usd", "churn_usd", "reactivation_usd")


def rows(session: Session, reader=churn_by_month, until=None) -> list[dict]:
    rollups.refresh(session)
    return reader.read(session, Scope.all(), until=until or day(12, year=2099)).to_dict("records")


def test_a_loss_with_a_failed_payment_is_not_by_choice(session: Session) -> None:
    plan = make_plan(session, price_usd=19)
    first, second = make_user(session), make_user(session)
    pay_term(session, first, plan, day(1, 10))
    failed = pay_term(session, second, plan, day(1, 10)).subscription_id
    session.execute(
        text(
            "insert into subscriptions_payment (user_id, subscription_id, plan_id, amount_usd, status, created_at)"
            " values (:user_id, :id, :plan_id, 19, 'failed', '2026-02-10')"
        ),
        {"user_id": second.id, "id": failed, "plan_id": plan.id},
    )
    [february] = [row for row in rows(session, churn_by_month) if row["customers_left"]]
    assert (february["customers_before"], february["left_by_choice"], february["left_by_failure"]) == (2, 1, 1)
    assert february["lost_usd"] == 38
