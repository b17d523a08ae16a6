"""Rows that must not exist are refused by the database itself, under a rule that has a name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.assessment import Assessment, AssessmentResultRow, Feedback
from db.models.billing import UsagePeriod
from db.models.content import PracticeTask
from db.models.progress import ProgressEntry
from tests.factories.accounts import make_preferences, make_user
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_period, make_plan, make_subscription, make_usage
from tests.factories.content import make_task
from tests.factories.practice import make_submission

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def _two(make: Callable[..., object], **same: Any) -> Callable[[Session], object]:
    return lambda session: (make(session, **same), make(session, **same))


def _second_assessment(session: Session) -> None:
    session.add(Assessment(submission_id=make_assessment(session).submission_id))
    session.flush()


def _second_feedback(session: Session) -> None:
    assessment = make_assessment(session)
    session.add_all(Feedback(assessment_id=assessment.id, criterion="overall", feedback_text="Good.") for _ in range(2))
    session.flush()


def _second_entry(session: Session) -> None:
    assessment = make_assessment(session)
    user_id = make_user(session).id
    session.add_all(ProgressEntry(user_id=user_id, assessment_id=assessment.id) for _ in range(2))
    session.flush()


def _second_charge(session: Session) -> None:
    usage = make_usage(session)
    make_usage(session, session.get_one(UsagePeriod, usage.period_id), session.get_one(Assessment, usage.assessment_id))


def _second_entitlement(session: Session) -> None:
    user = make_user(session)
    make_subscription(session, user)
    make_subscription(session, user, status="paused")


def _overlap(session: Session) -> None:
    subscription = make_subscription(session)
    make_period(session, subscription, period_start=NOW, period_end=NOW + DAY)


def _outside_range(session: Session) -> None:
    result = AssessmentResultRow(
        submission_id=make_submission(session).id,
        engine="offline-1",
        overall_band_score=Decimal("8.0"),
        range_low=Decimal("5.5"),
        range_high=Decimal("7.0"),
        result={},
    )
    session.add(result)
    session.flush()


REFUSED: dict[str, tuple[str, Callable[[Session], object]]] = {
    "the same address in capitals": (
        "idx_customuser_email",
        lambda s: (make_user(s, email="ann@example.org"), make_user(s, email="Ann@Example.ORG")),
    ),
    "the same user name in capitals": (
        "idx_customuser_username",
        lambda s: (make_user(s, username="ann"), make_user(s, username="ANN")),
    ),
    "a target of 9.5": ("target_band_score_check", lambda s: make_user(s, target_band_score=Decimal("9.5"))),
    "a quarter band": ("last_writing_band_check", lambda s: make_user(s, last_writing_band=Decimal("6.2"))),
    "a reminder at 24": ("reminder_hour_check", lambda s: make_preferences(s, reminder_hour=24)),
    "a code twice": ("task_code_key", _two(make_task, task_code="AC_T2_900")),
    "a short Task 2": ("check_word_limits", lambda s: make_task(s, word_limit_min=150)),
    "a private task of nobody": ("check_task_owner", lambda s: make_task(s, visibility="private")),
    "2,001 words": ("check_word_count", lambda s: make_submission(s, word_count=2001)),
    "more than two hours": ("check_time_spent", lambda s: make_submission(s, time_spent_seconds=7201)),
    "a draft handed in": ("check_submitted_at", lambda s: make_submission(s, submitted_at=NOW)),
    "submitted at no time": ("check_submitted_at", lambda s: make_submission(s, status="submitted", submitted_at=None)),
    "a half band for a criterion": (
        "check_criteria_whole",
        lambda s: make_assessment(s, lexical_resource_score=Decimal("6.5")),
    ),
    "a band of 6.3": ("check_overall_in_halves", lambda s: make_assessment(s, overall_band_score=Decimal("6.3"))),
    "a result without bands": ("check_scores_by_status", lambda s: make_assessment(s, overall_band_score=None)),
    "bands before a result": (
        "check_scores_by_status",
        lambda s: make_assessment(s, status="pending", overall_band_score=Decimal("6.0")),
    ),
    "a review that is final": (
        "check_review_is_provisional",
        lambda s: make_assessment(s, status="manual_review", is_provisional=False),
    ),
    "a band outside its range": ("check_band_within_range", _outside_range),
    "two assessments of an essay": ("assessment_assessment_submission_id_key", _second_assessment),
    "two feedbacks on a criterion": ("idx_feedback_assessment", _second_feedback),
    "two entries of an assessment": ("idx_progress_user", _second_entry),
    "a plan that pays the buyer": ("check_plan_figures", lambda s: make_plan(s, price_usd=Decimal("-1"))),
    "a plan for no time": ("check_plan_figures", lambda s: make_plan(s, duration_months=0)),
    "an end before the start": (
        "check_subscription_dates",
        lambda s: make_subscription(s, start_date=NOW, end_date=NOW - DAY),
    ),
    "two plans at once": ("idx_usersubscription_user_active", _second_entitlement),
    "more than the limit": (
        "check_usage_limit",
        lambda s: make_subscription(s, with_period=False, test_feedback_used=41),
    ),
    "a period spent twice over": (
        "check_period_spending",
        lambda s: make_period(s, make_subscription(s, with_period=False), reserved=20, consumed=21),
    ),
    "two periods at once": ("usageperiod_no_overlap", _overlap),
    "an essay charged twice": ("idx_usagetracking_assessment", _second_charge),
    "a free credit": ("check_usage_cost", lambda s: make_usage(s, cost_count=0)),
    "a negative payment": (
        "check_payment_amount",
        lambda s: make_payment(s, make_subscription(s), amount_usd=Decimal("-1")),
    ),
    "more back than paid": (
        "check_refund_amount",
        lambda s: make_payment(s, make_subscription(s), refund_amount=Decimal("500")),
    ),
    "another currency": ("check_payment_currency", lambda s: make_payment(s, make_subscription(s), currency="EUR")),
    "one invoice paid twice": (
        "idx_payment_stripe_invoice",
        lambda s: [make_payment(s, make_subscription(s), stripe_invoice_id="in_1") for _ in range(2)],
    ),
}


@pytest.mark.parametrize(("rule", "plant"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(rule: str, plant: Callable[[Session], object], session: Session) -> None:
    with pytest.raises(IntegrityError, match=rule):
        plant(session)


@pytest.mark.parametrize("kept", [User, PracticeTask])
def test_deleting_a_person_or_a_task_never_deletes_an_essay(kept: type[User | PracticeTask], session: Session) -> None:
    essay = make_submission(session)
    session.delete(session.get_one(kept, essay.user_id if kept is User else essay.task_id))

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_second_charge_is_possible_once_the_first_was_released(session: Session) -> None:
    usage = make_usage(session, state="released")
    period, assessment = session.get_one(UsagePeriod, usage.period_id), session.get_one(Assessment, usage.assessment_id)

    assert make_usage(session, period, assessment).state == "consumed"


def test_periods_may_meet(session: Session) -> None:
    subscription = make_subscription(session)

    make_period(
        session, subscription, period_start=subscription.end_date, period_end=subscription.end_date + timedelta(days=30)
    )


def test_a_moment_without_its_time_zone_is_refused(session: Session) -> None:
    with pytest.raises(Exception, match="needs its time zone"):
        make_submission(session, deadline_at=datetime(2026, 3, 2, 10, 0))  # noqa: DTZ001


def test_moments_come_back_in_utc(session: Session) -> None:
    essay = make_submission(session)
    session.connection().exec_driver_sql("set local timezone = 'Asia/Tokyo'")
    session.refresh(essay)

    assert essay.started_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert essay.started_at.tzinfo is UTC
