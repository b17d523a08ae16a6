"""Who still pays: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import retention_cohorts
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan

MOVES = ("new_usd", "expansion_usd", "contraction_usd", "churn_usd", "reactivation_usd")


def rows(session: Session, reader=retention_cohorts, until=None) -> list[dict]:
    rollups.refresh(session)
    return reader.read(session, Scope.all(), until=until or day(12, year=2099)).to_dict("records")


def test_a_cohort_shrinks_and_somebody_comes_back(session: Session) -> None:
    plan = make_plan(session, price_usd=19)
    stays, leaves = make_user(session), make_user(session)
    for month in (1, 2, 3):
        pay_term(session, stays, plan, day(month))
    for month in (1, 3):
        pay_term(session, leaves, plan, day(month))
    found = rows(session, retention_cohorts)
    assert [(row["months_since"], row["still_paying"], row["customers"]) for row in found] == [
        (0, 2, 2), (1, 1, 2), (2, 2, 2), (3, 0, 2),
    ]  # fmt: skip
