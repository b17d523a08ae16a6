"""Who renews: rows in, rows out."""

from decimal import Decimal

from sqlalchemy.orm import Session

from analytics import (
    renewals_by_learning,
)
from core.clock import pinned
from core.operations import rollups
from db.models.accounts import User
from db.models.progress import OfficialResult
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_plan, make_subscription
from tests.factories.practice import make_submission
from tests.pages.learner.steps import hand_in


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
    against = "Test result, or else the last range, against the target"
    assert found[against, "no target or no result"] == (0, 1), "no target"
    assert sum(ended for (question, _), (_, ended) in found.items() if question == against) == 3


def test_who_left_at_the_target_by_the_test_or_else_by_the_last_range(session: Session) -> None:
    plan = make_plan(session, price_usd=19)
    for target, bands, official in (
        (6, 5, Decimal("6.5")),  # the test says at the target, whatever we said
        (6, 8, Decimal("5.5")),
        (5, 8, None),
        (8, 4, None),
    ):
        user = make_user(session, target_band_score=target)
        essay = make_submission(session, user, status="assessed", started_at=day(1, 2))
        make_assessment(session, essay, bands=(bands,) * 4)
        if official is not None:
            session.add(OfficialResult(user_id=user.id, test_date=day(1, 20).date(), band=official))
        pay_term(session, user, plan, day(1))
    with pinned(day(1, 3)):
        learner = make_learner(session, target_band_score=6)
        hand_in(session, learner, band=6)
    pay_term(session, session.get_one(User, learner.user_id), plan, day(1))
    make_payment(session, make_subscription(session, with_period=False), created_at=day(3, 10))
    session.flush()
    found = {
        row["answer"]: row["terms_ended"]
        for row in rows(session, renewals_by_learning)
        if row["question"].startswith("Test result")
    }
    assert found == {"below the target": 2, "within the last range": 1, "at the target": 2}
