"""Money that came in beside MRR: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import cash_by_month
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan

MOVES = ("new_usd", "expansion_usd", "contraction_usd", "churn_usd", "reactivation_usd")


def rows(session: Session, reader=cash_by_month, until=None) -> list[dict]:
    rollups.refresh(session)
    return reader.read(session, Scope.all(), until=until or day(12, year=2099)).to_dict("records")


def test_tax_is_not_revenue_and_a_refund_in_full_buys_nothing(session: Session) -> None:
    plan = make_plan(session, price_usd=24)
    pay_term(session, make_user(session), plan, day(1), tax_usd=4)
    pay_term(session, make_user(session), plan, day(1), status="refunded", refund_amount=24, refunded_at=day(3))
    pay_term(session, make_user(session), make_plan(session, price_usd=0), day(1))
    assert rows(session)[0]["mrr_usd"] == 20
    [january, *_] = rows(session, cash_by_month)
    assert (january["collected_usd"], january["tax_usd"], january["refunded_usd"]) == (48, 4, 24)
    assert january["net_of_tax_usd"] == 20
