"""Payments, credits, the funnel and what learning has to do with renewing: rows in, rows out, charts drawn."""

from datetime import timedelta

from sqlalchemy.orm import Session

from analytics import (
    cash_by_month,
    churn_by_month,
    credits_by_month,
    engine_cost_by_month,
    mrr_by_month,
    payments_by_outcome,
    renewals_by_learning,
    retention_cohorts,
    sign_up_funnel,
)
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_plan, make_subscription, make_usage
from tests.factories.practice import make_submission


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


def test_credits_of_paid_and_free_plans_stand_apart(session: Session) -> None:
    free = make_subscription(session, plan=make_plan(session, price_usd=0, test_feedback_count=5), start_date=day(2))
    assert free
    paid = pay_term(session, make_user(session), make_plan(session, price_usd=19), day(2))
    make_usage(session)
    found = {row["is_paid"]: row for row in rows(session, credits_by_month) if row["month"].month == 2}
    assert found[False]["unused"] == 5
    assert (found[True]["plan_credits"], found[True]["periods"]) == (40, 1) and paid


def test_the_funnel_counts_people_once_and_leaves_staff_out(session: Session) -> None:
    writer, payer = (make_user(session, date_joined=day(1, 31)) for _ in range(2))
    make_user(session, date_joined=day(1), is_staff=True)
    for _ in range(3):
        make_submission(session, writer, status="assessed")
    make_submission(session, payer)
    for month in (2, 3):
        pay_term(session, payer, make_plan(session, price_usd=19), day(month))
    [january] = [row for row in rows(session, sign_up_funnel) if row["month"].month == 1]
    assert (january["registered"], january["first_essay"], january["third_essay"], january["paid"]) == (2, 1, 1, 1)


def test_results_cost_nothing_on_this_computer(session: Session) -> None:
    make_assessment(session, created_at=day(2, 28))
    [february] = rows(session, engine_cost_by_month)
    assert (february["month"].month, february["essays"], february["cost_usd"]) == (2, 1, 0)


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


def test_a_book_with_one_payment_is_drawn(session: Session) -> None:
    pay_term(session, make_user(session), make_plan(session, price_usd=19), day(2))
    for reader in (mrr_by_month, cash_by_month, churn_by_month, retention_cohorts):
        assert rows(session, reader)


def test_leap_days_and_month_ends(session: Session) -> None:
    pay_term(session, make_user(session), make_plan(session, price_usd=19), day(1, 31, year=2028))  # until 29 February
    found = {(row["month"].year, row["month"].month): row["mrr_usd"] for row in rows(session, mrr_by_month)}
    assert found == {(2028, 1): 19, (2028, 2): 19, (2028, 3): 0}
