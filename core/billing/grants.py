"""What administrators give: bonus credits, a credit back, a plan for nothing. Each act is in the audit log."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.accounts.fields import is_sample, one_line
from core.actor import Actor, Role
from core.billing import credits, mails
from core.billing.errors import PlanNotFound
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
from core.billing.periods import add_months
from core.clock import utc_now
from core.demo.errors import SamplePeopleOnly
from db.models.accounts import User
from db.models.billing import SubscriptionPlan, SubscriptionStatus, UsagePeriod, UserSubscription
from db.repositories import billing, grants

MOST_CREDITS = 100
MOST_MONTHS = 12
MOST_CHARACTERS = 200
_MOMENT = timedelta(milliseconds=1)
_TWICE = timedelta(minutes=1)  # the same gift again so soon is a second click


def grant_bonus(session: Session, actor: Actor, *, user_id: int, amount: int, reason: str) -> int:
    """Give credits on top of the person's current month; the grant's number. They end with that month.

    Raises:
        NotAllowed: The actor is no administrator.
        SamplePeopleOnly: The actor is a guest, the account a real person's.
        GrantOutOfRange: Not 1 to 100.
        ReasonMissing, ReasonTooLong: The reason is blank, or longer than 200 characters.
        CustomerNotFound: No such account, or it was erased.
        NoPlan: The person has no plan that may spend, so there is no month to add to.
        GivenAlready: The actor gave just this a minute ago or less.
    """
    words = _reason(reason)
    if not 1 <= amount <= MOST_CREDITS:
        raise GrantOutOfRange
    person = _customer(session, actor, user_id=user_id)
    period = credits.period_to_spend(session, user_id=person.id)
    if grants.has_given(
        session, user_id=person.id, amount=amount, reason=words, by=actor.user_id, since=utc_now() - _TWICE
    ):
        raise GivenAlready
    grant_id = grants.add_grant(
        session, user_id=person.id, period_id=period.id, amount=amount, reason=words, granted_by=actor.user_id
    )
    _log(session, actor, "credit.granted", user_id=person.id, grant=grant_id, amount=amount)
    return grant_id


def refund_credit(session: Session, actor: Actor, *, usage_id: int, reason: str) -> int:
    """Give a spent credit back and tell the person by mail; how many credits came back.

    A credit of a month that has ended becomes a bonus credit of the current one: else it would come back
    to where nobody can spend it.

    Raises:
        NotAllowed: The actor is no administrator.
        SamplePeopleOnly: The actor is a guest, the account a real person's.
        ReasonMissing, ReasonTooLong: The reason is blank, or longer than 200 characters.
        CustomerNotFound: The account was erased.
        CreditNotSpent: It is held, was never spent, or came back already.
        NoPlan: Its month has ended and there is no current one to give it to.
    """
    actor.require(Role.admin)
    words = _reason(reason)
    usage = grants.find_usage(session, usage_id=usage_id)
    if usage is None:
        raise CreditNotSpent
    person = _customer(session, actor, user_id=usage.user_id)
    amount = give_back(session, usage_id=usage_id, user_id=person.id, reason=words, granted_by=actor.user_id)
    _log(session, actor, "credit.refunded", user_id=person.id, usage=usage_id, amount=amount)
    return amount


def give_back(session: Session, *, usage_id: int, user_id: int, reason: str, granted_by: int | None) -> int:
    """As `refund_credit`, for whoever may decide it elsewhere (an upheld appeal); nothing is logged.

    Raises:
        CreditNotSpent, NoPlan: As `refund_credit`.
    """
    grants.lock_subscriptions(session, user_id=user_id)
    usage = grants.find_usage(session, usage_id=usage_id)
    now = utc_now()
    if usage is None or usage.user_id != user_id:
        raise CreditNotSpent
    period = grants.period_for_update(session, period_id=usage.period_id)
    amount = grants.give_back(session, usage_id=usage_id, reason=reason, now=now)
    if amount is None:
        raise CreditNotSpent
    if period.period_end <= now:
        current = credits.period_to_spend(session, user_id=user_id)
        grants.add_grant(
            session, user_id=user_id, period_id=current.id, amount=amount, reason=reason, granted_by=granted_by
        )
    session.expire_all()
    mails.credit_returned(session, usage_id=usage_id, amount=amount, reason=reason)
    return amount


def give_plan(session: Session, actor: Actor, *, user_id: int, plan_slug: str, months: int, reason: str) -> int:
    """Give a plan for nothing, from now for so many months; the subscription's number.

    The free plan ends in the same step, and comes back when this one has run out.

    Raises:
        NotAllowed: The actor is no administrator.
        SamplePeopleOnly: The actor is a guest, the account a real person's.
        PlanNotFound: No such plan is on sale, or it is the free one.
        TimeOutOfRange: Not 1 to 12 months.
        ReasonMissing, ReasonTooLong: The reason is blank, or longer than 200 characters.
        CustomerNotFound: No such account, or it was erased.
        HasPaidPlan: A plan that is not the free one runs.
    """
    words = _reason(reason)
    if not 1 <= months <= MOST_MONTHS:
        raise TimeOutOfRange
    person = _customer(session, actor, user_id=user_id)
    plan = billing.find_plan(session, slug=plan_slug)
    if plan is None or not plan.is_active or plan.price_usd == 0:
        raise PlanNotFound
    now = utc_now()
    _end_free_plan(session, user_id=person.id, now=now)
    subscription = _open(session, person, plan, months=months, now=now)
    _log(
        session,
        actor,
        "plan.given",
        user_id=person.id,
        subscription=subscription.id,
        plan=plan.slug,
        months=months,
        reason=words,
    )
    return subscription.id


def _end_free_plan(session: Session, *, user_id: int, now: datetime) -> None:
    running = billing.entitled_subscription_for_update(session, user_id=user_id)
    if running is None:
        return
    if running.plan.price_usd > 0:
        raise HasPaidPlan
    running.status = SubscriptionStatus.expired
    running.end_date = max(now, running.start_date + _MOMENT)
    session.flush()


def _open(session: Session, person: User, plan: SubscriptionPlan, *, months: int, now: datetime) -> UserSubscription:
    subscription = UserSubscription(
        user_id=person.id,
        plan_id=plan.id,
        status=SubscriptionStatus.active,
        complimentary=True,
        test_feedback_used=0,
        test_feedback_limit=plan.test_feedback_count,
        start_date=now,
        end_date=add_months(now, months),
        auto_renew=False,
    )
    session.add(subscription)
    session.flush()
    for month in range(months):
        session.add(
            UsagePeriod(
                subscription_id=subscription.id,
                period_start=add_months(now, month),
                period_end=add_months(now, month + 1),
                feedback_limit=plan.test_feedback_count,
                bonus_limit=0,
                reserved=0,
                consumed=0,
            )
        )
    session.flush()
    return subscription


def _customer(session: Session, actor: Actor, *, user_id: int) -> User:
    actor.require(Role.admin)
    person = grants.find_person(session, user_id=user_id)
    if person is None:
        raise CustomerNotFound
    if is_sample(actor.email) and not is_sample(person.email):
        raise SamplePeopleOnly
    return person


def _reason(text: str) -> str:
    words = one_line(text[:10_000])
    if not words:
        raise ReasonMissing
    if len(words) > MOST_CHARACTERS:
        raise ReasonTooLong
    return words


def _log(session: Session, actor: Actor, action: str, *, user_id: int, **detail: int | str) -> None:
    audit_log.record(session, actor, action=action, entity="accounts_customuser", entity_id=user_id, detail=detail)
