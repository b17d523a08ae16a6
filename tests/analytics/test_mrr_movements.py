"""The rows behind a month of MRR."""

from sqlalchemy.orm import Session

from analytics import mrr_movements
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan


def test_the_movements_of_a_month_name_the_people(session: Session) -> None:
    user = make_user(session, display_name="Zoë")
    pay_term(session, user, make_plan(session, price_usd=19), day(1))
    pay_term(session, make_user(session), make_plan(session, price_usd=39), day(2))
    rollups.refresh(session)

    frame = mrr_movements.read_month(session, Scope.all(), month=day(2), limit=10)

    assert list(zip(frame["kind"], frame["amount_usd"], strict=True)) == [("new", 39.0), ("churn", -19.0)]
    assert frame["display_name"].iloc[1] == "Zoë"
    assert len(mrr_movements.read_month(session, Scope.all(), month=day(2), limit=1)) == 1
    assert mrr_movements.read_month(session, Scope.self(user.id), month=day(2), limit=10).empty
