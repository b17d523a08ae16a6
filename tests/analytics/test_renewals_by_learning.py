"""Who renews: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import (
    renewals_by_learning,
)
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_plan, make_subscription
from tests.factories.practice import make_submission


def rows(session: Session, reader) -> list[dict]:
    rollups.refresh(session)
    frame = reader.read(session, Scope.all())
    assert reader.chart(frame).data, "it is drawn"
    return frame.to_dict("records")


def test_a_renewed_term_counts_by_what_was_learnt(session: Session) -> None:
    plan = make_plan(session, price_usd=19)
    stays, leaves = make_user(session, target_band_score=6), make_user(session, test_date=day(2, 20).date())
    for number in range(6):
        for user, bands in ((stays, (5 + number // 3,) * 4), (leaves, (6,) * 4)):
            essay = make_submission(session, user, status="assessed", started_at=day(1, 2 + number))
            make_assessment(session, essay, bands=bands)
    for month in (1, 2, 3):
        pay_term(session, stays, plan, day(month))
    pay_term(session, leaves, plan, day(1))
    make_payment(session, make_subscription(session, with_period=False), created_at=day(3, 10))  # the book goes on
    found = {
        (row["question"], row["answer"]): (row["renewed"], row["terms_ended"])
        for row in rows(session, renewals_by_learning)
    }
    assert found["Band gain in Task 2", "half a band and more"] == (2, 2)
    assert found["Band gain in Task 2", "under half a band"] == (0, 1)
    assert found["Days to the test at the end of the term", "30 days or fewer"] == (0, 1)
    assert found["Average band against the target", "below the target"] == (2, 2)
