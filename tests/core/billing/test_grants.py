"""Credits that administrators give or give back: the books agree, the person is told, the log knows."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.accounts.fields import SAMPLE_DOMAIN
from core.actor import Actor, Role
from core.billing import credits, grants, movements
from core.billing.grant_errors import (
    CreditNotSpent,
    CustomerNotFound,
    GivenAlready,
    GrantOutOfRange,
    HasPaidPlan,
    ReasonMissing,
    ReasonTooLong,
    TimeOutOfRange,
)
from core.clock import pinned, utc_now
from core.demo.errors import SamplePeopleOnly
from core.errors import NotAllowed
from db.models.accounts import User
from db.models.assessment import AssessmentStatus
from db.models.billing import CreditGrant, SubscriptionStatus, UsagePeriod, UsageState, UsageTracking, UserSubscription
from db.models.platform import AuditLogEntry, OutboxMail
from db.models.practice import SubmissionStatus
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_period, make_plan, make_subscription, make_usage
from tests.factories.practice import make_submission


@pytest.fixture
def admin(session: Session) -> Actor:
    return actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))


def spent(session: Session, user_id: int, period: UsagePeriod) -> UsageTracking:
    return make_usage(session, period, make_assessment(session, make_submission(session, user_id=user_id)))


BOOKS = {"A01", "A02", "A03", "A11", "A18", "A19"}  # of credits; the others ask for payments and jobs


def faults(session: Session) -> set[str]:
    session.flush()
    return {finding.rule for finding in audit.run(session)} & BOOKS


def test_a_bonus_raises_the_month_and_stands_in_the_log(session: Session, admin: Actor) -> None:
    learner = make_learner(session)

    grants.grant_bonus(session, admin, user_id=learner.user_id, amount=3, reason="Thank you for  your report")

    assert credits.sentence(session, learner).startswith("8 of 8 feedbacks left")
    entry = session.scalars(select(AuditLogEntry).where(AuditLogEntry.action == "credit.granted")).one()
    assert (entry.actor_id, entry.entity_id) == (admin.user_id, str(learner.user_id))
    sentences = [row.sentence for row in movements.list_movements(session, learner).rows]
    assert "You got 3 credits on top: Thank you for your report." in sentences


@pytest.mark.parametrize(
    ("amount", "reason", "refusal"),
    [
        (0, "why", GrantOutOfRange),
        (101, "why", GrantOutOfRange),
        (1, " \u200b\n", ReasonMissing),
        (1, "x" * 201, ReasonTooLong),
    ],
)
def test_a_bonus_that_cannot_be(
    session: Session, admin: Actor, amount: int, reason: str, refusal: type[Exception]
) -> None:
    learner = make_learner(session)
    with pytest.raises(refusal):
        grants.grant_bonus(session, admin, user_id=learner.user_id, amount=amount, reason=reason)
    with pytest.raises(CustomerNotFound):
        grants.grant_bonus(session, admin, user_id=0, amount=1, reason="why")


def test_only_an_administrator_gives_and_a_guest_only_to_sample_people(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    guest = actor_of(
        make_user(session, groups=("learner", "admin"), email=f"guest@{SAMPLE_DOMAIN}"), roles=(Role.admin,)
    )
    with pytest.raises(NotAllowed):
        grants.grant_bonus(session, learner, user_id=learner.user_id, amount=1, reason="why")
    with pytest.raises(SamplePeopleOnly):
        grants.grant_bonus(session, guest, user_id=learner.user_id, amount=1, reason="why")


def test_a_spent_credit_comes_back_once_with_a_mail(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    subscription = make_paid(session, learner)
    usage = spent(session, learner.user_id, period_of(session, subscription))

    assert grants.refund_credit(session, admin, usage_id=usage.id, reason="The comment was wrong") == 1
    with pytest.raises(CreditNotSpent):
        grants.refund_credit(session, admin, usage_id=usage.id, reason="again")

    session.expire_all()
    row = session.get_one(UsageTracking, usage.id)
    assert (row.state, row.is_refunded, row.refunded_at is not None) == (UsageState.refunded, True, True)
    assert credits.sentence(session, learner).startswith("40 of 40")
    mail = session.scalars(select(OutboxMail).where(OutboxMail.template == "credit_returned")).one()
    assert mail.context["reason"] == "The comment was wrong"
    assert faults(session) == set()
    assert any("we gave it back: The comment was wrong." in row.sentence for row in listed(session, learner))


def test_a_credit_of_a_month_that_has_ended_becomes_a_bonus_of_this_one(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    now = datetime.now(UTC)
    subscription = make_paid(session, learner, start_date=now - timedelta(days=40), end_date=now + timedelta(days=20))
    old = make_period(session, subscription, period_end=now - timedelta(days=10))
    make_period(session, subscription, period_start=now - timedelta(days=10))
    usage = spent(session, learner.user_id, old)

    grants.refund_credit(session, admin, usage_id=usage.id, reason="Too late")

    session.expire_all()
    assert session.get_one(UsagePeriod, old.id).consumed == 0
    assert session.scalars(select(CreditGrant.amount)).all() == [1]
    assert credits.sentence(session, learner).startswith("41 of 41")
    assert faults(session) == set()


def test_a_held_credit_cannot_be_given_back(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    period = period_of(session, make_paid(session, learner))
    submission = make_submission(session, user_id=learner.user_id, status=SubmissionStatus.submitted)
    held = make_usage(session, period, make_assessment(session, submission, status=AssessmentStatus.pending))
    for usage_id in (held.id, 0, 2**40):
        with pytest.raises(CreditNotSpent):
            grants.refund_credit(session, admin, usage_id=usage_id, reason="why")


def test_a_complimentary_plan_has_its_months_and_ends_the_free_one(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    plan = make_plan(session, name="Pro", slug="pro", test_feedback_count=99)

    made = grants.give_plan(session, admin, user_id=learner.user_id, plan_slug="pro", months=3, reason="A prize")

    session.expire_all()
    assert credits.sentence(session, learner).startswith("99 of 99")
    periods = session.scalars(select(UsagePeriod).where(UsagePeriod.subscription_id == made)).all()
    assert len(periods) == 3
    free = session.scalars(
        select(UserSubscription).where(UserSubscription.user_id == learner.user_id, UserSubscription.id != made)
    ).one()
    assert free.status == SubscriptionStatus.expired
    with pytest.raises(HasPaidPlan):
        grants.give_plan(session, admin, user_id=learner.user_id, plan_slug=plan.slug, months=1, reason="twice")
    with pytest.raises(TimeOutOfRange):
        grants.give_plan(session, admin, user_id=learner.user_id, plan_slug=plan.slug, months=13, reason="long")


def make_paid(session: Session, learner: Actor, **dates: datetime) -> UserSubscription:
    free = session.scalars(select(UserSubscription).where(UserSubscription.user_id == learner.user_id)).one()
    free.status = SubscriptionStatus.expired
    session.flush()
    user = session.get_one(User, learner.user_id)
    return make_subscription(session, user, with_period=not dates, **dates)


def period_of(session: Session, subscription: UserSubscription) -> UsagePeriod:
    return session.scalars(select(UsagePeriod).where(UsagePeriod.subscription_id == subscription.id)).one()


def listed(session: Session, learner: Actor) -> tuple[movements.Movement, ...]:
    return movements.list_movements(session, learner).rows


def test_the_same_gift_a_moment_later_is_a_second_click(session: Session, admin: Actor) -> None:
    learner = make_learner(session)

    def give(reason: str = "Thank you", amount: int = 3) -> None:
        grants.grant_bonus(session, admin, user_id=learner.user_id, amount=amount, reason=reason)

    give()
    with pytest.raises(GivenAlready, match="just now"):
        give()
    give("Thank you again")
    give(amount=4)
    with pinned(utc_now() + timedelta(minutes=2)):
        give()

    assert credits.sentence(session, learner).startswith("18 of 18")
