"""Credits: never spent twice, never lost, said in one sentence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core import audit
from core.billing import credits
from core.billing.errors import FeedbackQuotaExhausted, NoPlan
from core.clock import pinned
from core.transaction import transaction
from db.models.assessment import Assessment, AssessmentStatus
from db.models.billing import SubscriptionStatus, UsagePeriod, UsageState, UsageTracking, UsageType, UserSubscription
from db.models.practice import SubmissionStatus
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_plan, make_subscription
from tests.factories.practice import make_submission

MID_MONTH = datetime(2026, 5, 17, 12, tzinfo=UTC)


def pending(session: Session, user_id: int) -> int:
    submission = make_submission(session, user_id=user_id, status=SubmissionStatus.submitted)
    return make_assessment(session, submission, status=AssessmentStatus.pending).id


def period_of(session: Session, user_id: int) -> UsagePeriod:
    session.expire_all()
    return session.scalars(
        select(UsagePeriod)
        .join(UserSubscription, UserSubscription.id == UsagePeriod.subscription_id)
        .where(UserSubscription.user_id == user_id)
        .order_by(UsagePeriod.period_start.desc())
    ).first() or pytest.fail("no period")


def test_a_new_account_has_five_and_says_so(session: Session) -> None:
    learner = make_learner(session)

    with pinned(MID_MONTH):
        assert credits.sentence(session, learner) == "5 of 5 feedbacks left, renews 1 June"


def test_five_are_reserved_and_the_sixth_is_refused_until_next_month(session: Session) -> None:
    learner = make_learner(session)
    with pinned(MID_MONTH):
        for _ in range(5):
            credits.reserve(session, user_id=learner.user_id, assessment_id=pending(session, learner.user_id))
        with pytest.raises(FeedbackQuotaExhausted, match="1 June"):
            credits.reserve(session, user_id=learner.user_id, assessment_id=pending(session, learner.user_id))
        assert credits.sentence(session, learner) == "0 of 5 feedbacks left, renews 1 June"

    with pinned(MID_MONTH + timedelta(days=31)):
        assert credits.sentence(session, learner) == "5 of 5 feedbacks left, renews 1 July"
        credits.reserve(session, user_id=learner.user_id, assessment_id=pending(session, learner.user_id))
        assert credits.sentence(session, learner) == "4 of 5 feedbacks left, renews 1 July"


def test_a_hold_becomes_a_charge_or_comes_back(session: Session) -> None:
    learner = make_learner(session)
    kept, failed = pending(session, learner.user_id), pending(session, learner.user_id)
    for assessment_id in (kept, failed):
        credits.reserve(session, user_id=learner.user_id, assessment_id=assessment_id)

    credits.consume(session, assessment_id=kept)
    credits.release(session, assessment_id=failed)
    credits.consume(session, assessment_id=kept)
    credits.release(session, assessment_id=failed)

    period = period_of(session, learner.user_id)
    assert (period.reserved, period.consumed) == (0, 1)
    states = set(session.scalars(select(UsageTracking.state).where(UsageTracking.user_id == learner.user_id)))
    assert states == {UsageState.consumed, UsageState.released}


def test_a_released_credit_can_be_taken_again_for_the_same_essay(session: Session) -> None:
    learner = make_learner(session)
    assessment_id = pending(session, learner.user_id)

    credits.reserve(session, user_id=learner.user_id, assessment_id=assessment_id)
    credits.release(session, assessment_id=assessment_id)
    credits.reserve(session, user_id=learner.user_id, assessment_id=assessment_id)

    assert period_of(session, learner.user_id).reserved == 1


def test_bonus_credits_are_spent_after_the_plans_own(session: Session) -> None:
    user = make_user(session)
    subscription = make_subscription(session, user, make_plan(session, test_feedback_count=1))
    period_of(session, user.id).bonus_limit = 1
    session.flush()

    for _ in range(2):
        credits.reserve(session, user_id=user.id, assessment_id=pending(session, user.id))

    types = list(
        session.scalars(
            select(UsageTracking.usage_type)
            .where(UsageTracking.subscription_id == subscription.id)
            .order_by(UsageTracking.id)
        )
    )
    assert types == [UsageType.test_feedback, UsageType.bonus_feedback]


@pytest.mark.parametrize(
    ("status", "days_over", "may_spend"),
    [
        (SubscriptionStatus.active, -1, True),
        (SubscriptionStatus.cancelled, -1, True),
        (SubscriptionStatus.past_due, -1, True),
        (SubscriptionStatus.paused, -1, False),
        (SubscriptionStatus.pending, -1, False),
        (SubscriptionStatus.expired, -1, False),
        (SubscriptionStatus.active, 1, False),
    ],
)
def test_who_may_spend(session: Session, status: SubscriptionStatus, days_over: int, may_spend: bool) -> None:
    user = make_user(session)
    start = datetime.now(UTC) - timedelta(days=30 + days_over)
    make_subscription(
        session,
        user,
        status=SubscriptionStatus.pending if status == SubscriptionStatus.pending else SubscriptionStatus.active,
        start_date=start,
        end_date=start + timedelta(days=30),
    )
    if status not in (SubscriptionStatus.active, SubscriptionStatus.pending):
        session.scalars(select(UserSubscription).where(UserSubscription.user_id == user.id)).one().status = status
        session.flush()

    if may_spend:
        credits.reserve(session, user_id=user.id, assessment_id=pending(session, user.id))
    else:
        with pytest.raises(NoPlan):
            credits.reserve(session, user_id=user.id, assessment_id=pending(session, user.id))
        assert credits.balance(session, actor_of(user)) is None


def test_50_threads_on_10_credits_get_exactly_10(engine: Engine) -> None:
    with transaction() as tx:
        user = make_user(tx)
        make_subscription(tx, user, make_plan(tx, test_feedback_count=10))
        user_id = user.id
        assessment_ids = [pending(tx, user_id) for _ in range(50)]

    def spend(assessment_id: int) -> bool:
        try:
            with transaction() as tx:
                credits.reserve(tx, user_id=user_id, assessment_id=assessment_id)
        except FeedbackQuotaExhausted:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(spend, assessment_ids))

    assert sum(granted) == 10
    with transaction() as tx:
        assert period_of(tx, user_id).reserved == 10
        unheld = [i for i, ok in zip(assessment_ids, granted, strict=True) if not ok]
        for assessment_id in unheld:
            tx.get_one(Assessment, assessment_id).billable = False
    with transaction() as tx:
        found = {finding.rule for finding in audit.run(tx)}
    assert not found & {"A01", "A03", "A04", "A11", "A18"}
