"""The life of a subscription: our rows are made to agree with what the payment service has now.

Nothing is taken from the event that woke us: the whole life is read again, so that any order, any repeat and
any gap of events end in the same state.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from core.billing import bookings, invoices, subscriptions
from core.billing.bookings import Term
from core.billing.gateways.protocol import RemoteInvoice, RemoteLife, RemoteSubscription, Standing
from core.billing.periods import add_months
from core.clock import utc_now
from db.models.billing import SubscriptionPlan, SubscriptionStatus, UserSubscription
from db.repositories import billing, payments

log = logging.getLogger(__name__)

_MOMENT = timedelta(milliseconds=1)
_STARTED = (*billing.ENTITLED, SubscriptionStatus.expired)


class Duty(StrEnum):
    """What must still be done at the service, because the rows say so."""

    stop_renewal = "stop_renewal"
    end_now = "end_now"
    undo_purchase = "undo_purchase"


@dataclass(frozen=True)
class Applied:
    """What became of a life: our subscription, and what is still to do at the service."""

    subscription_id: int
    user_id: int
    status: SubscriptionStatus
    duties: tuple[Duty, ...]
    refundable: tuple[RemoteInvoice, ...] = ()


def apply(session: Session, life: RemoteLife) -> Applied | None:
    """Make subscription, payments and periods agree with the service; None when it is nobody's here.

    Locks the person and then the person's subscriptions. Applying the same life again changes nothing.
    """
    remote = life.subscription
    user_id = payments.find_owner(session, stripe_subscription_id=remote.id) or remote.user_id
    person = payments.lock_person(session, user_id=user_id) if user_id is not None else None
    if person is None or user_id is None:
        log.warning("subscription.of_nobody", extra={"stripe_subscription_id": remote.id})
        return None
    rows = payments.lock_subscriptions(session, user_id=user_id)
    row = _row_of(session, rows, remote, user_id=user_id)
    if row is None:
        log.warning("subscription.of_no_plan", extra={"stripe_subscription_id": remote.id})
        return None
    row.stripe_subscription_id, row.stripe_customer_id = remote.id, remote.customer_id
    terms, plan = _mirror_money(session, row, life)
    others = [each for each in rows if each.id != row.id and each.status in billing.ENTITLED]
    if any(each.plan.price_usd > 0 for each in others) and row.status not in _STARTED:
        return _bought_twice(session, row, life, terms)
    _agree(session, row, remote, terms, plan, others)
    bookings.book(session, subscription_id=row.id, terms=terms if row.status in _STARTED else ())
    if row.status is SubscriptionStatus.expired:
        _give_free_plan(session, user_id=user_id, is_erased=person.erased_at is not None)
    return Applied(row.id, user_id, row.status, _duties(row, remote))


def end_complimentary(session: Session, *, subscription_id: int) -> bool:
    """Let a plan that was given for a time run out; the free plan comes back. Whether it did."""
    row = payments.subscription_for_update(session, subscription_id=subscription_id)
    is_open = row is not None and row.status in billing.ENTITLED and row.complimentary and row.end_date <= utc_now()
    if row is None or not is_open:
        return False
    row.status = SubscriptionStatus.expired
    session.flush()
    person = payments.lock_person(session, user_id=row.user_id)
    _give_free_plan(session, user_id=row.user_id, is_erased=person is None or person.erased_at is not None)
    return True


def state_of(
    remote: RemoteSubscription,
    *,
    paid_until: datetime | None,
    has_paid: bool,
    is_taken_back: bool,
    is_cancelled: bool,
    now: datetime,
) -> SubscriptionStatus:
    """Our state for what the service has.

    `has_paid` holds also when all of it went back; `is_taken_back` when the money of the last term did, so
    that `paid_until` is the moment of that.
    """
    if remote.standing is Standing.ended or (paid_until is None and has_paid):
        return SubscriptionStatus.expired
    if paid_until is None:
        return SubscriptionStatus.pending
    if is_taken_back and now >= paid_until:
        return SubscriptionStatus.expired
    if remote.is_paused or remote.standing is Standing.unpaid:
        if now >= _end_of_pause(paid_until):
            return SubscriptionStatus.expired
        if now >= paid_until:
            return SubscriptionStatus.paused
    elif remote.standing is Standing.past_due:
        return SubscriptionStatus.past_due
    elif now >= paid_until:  # a renewal that is not charged yet spends in the days of grace, too
        return SubscriptionStatus.past_due if remote.renews else SubscriptionStatus.expired
    return SubscriptionStatus.cancelled if is_cancelled and not remote.renews else SubscriptionStatus.active


def _end_of_pause(paid_until: datetime) -> datetime:
    return add_months(paid_until, subscriptions.LONGEST_PAUSE_MONTHS)


def _row_of(
    session: Session, rows: Sequence[UserSubscription], remote: RemoteSubscription, *, user_id: int
) -> UserSubscription | None:
    known = next((row for row in rows if row.stripe_subscription_id == remote.id), None)
    waiting = next(
        (
            row
            for row in rows
            if row.id == remote.row_id
            and row.stripe_subscription_id is None
            and row.status is SubscriptionStatus.pending
        ),
        None,
    )
    plan = billing.find_plan(session, slug=remote.plan_slug) if remote.plan_slug else None
    if known is not None or waiting is not None or plan is None:
        return known or waiting
    return subscriptions.open_pending(session, user_id=user_id, plan=plan, wants_renewal=remote.wants_renewal)


def _mirror_money(
    session: Session, row: UserSubscription, life: RemoteLife
) -> tuple[tuple[Term, ...], SubscriptionPlan]:
    """All payments brought up to date; the terms that they pay for, and the plan of the last one."""
    known = {payment.stripe_invoice_id: payment for payment in payments.list_payments(session, subscription_id=row.id)}
    terms: list[tuple[Term, SubscriptionPlan]] = []
    for invoice in life.invoices:
        sold = billing.find_plan(session, slug=invoice.plan_slug) if invoice.plan_slug else None
        plan = sold or row.plan
        payment = invoices.mirror(session, subscription=row, plan=plan, invoice=invoice, known=known.get(invoice.id))
        term = invoices.term_of(payment, plan, invoice)
        if term is not None:
            terms.append((term, plan))
    terms.sort(key=lambda each: (each[0].start, each[0].payment_id))
    return tuple(term for term, _plan in terms), terms[-1][1] if terms else row.plan


def _agree(
    session: Session,
    row: UserSubscription,
    remote: RemoteSubscription,
    terms: tuple[Term, ...],
    plan: SubscriptionPlan,
    others: Sequence[UserSubscription],
) -> None:
    now, until = utc_now(), bookings.paid_until(terms)
    row.stripe_status = remote.raw_status
    row.auto_renew = remote.renews and remote.wants_renewal and not remote.is_paused
    row.paused_until = _end_of_pause(until) if until and remote.is_paused else None
    if remote.wants_renewal and not remote.renews and remote.ended_at is None:
        row.cancelled_at = row.cancelled_at or remote.cancelled_at or now  # at the service's own page
    elif remote.renews and remote.wants_renewal:
        row.cancelled_at, row.cancellation_reason = None, None
    row.pending_plan_id = _plan_id(session, remote.next_plan_slug)
    if terms:
        row.plan_id, row.plan = plan.id, plan
        row.start_date = terms[0].start
        ends = [each for each in (until or terms[0].start, remote.ended_at) if each is not None]
        row.end_date = max(min(ends), terms[0].start + _MOMENT)  # the service may have ended it before its time
    new = state_of(
        remote,
        paid_until=until,
        has_paid=bool(terms),
        is_taken_back=bool(terms) and terms[-1].closed_at is not None,
        is_cancelled=row.cancelled_at is not None,
        now=now,
    )
    if row.status is SubscriptionStatus.expired:  # it never begins again
        new = SubscriptionStatus.expired
    if new in billing.ENTITLED:
        for free in others:
            free.status = SubscriptionStatus.expired
            free.end_date = max(now, free.start_date + _MOMENT)
    if new is SubscriptionStatus.expired:
        row.auto_renew, row.paused_until, row.pending_plan_id = False, None, None
    session.flush()
    if new is not row.status:
        log.info("subscription.moved", extra={"subscription_id": row.id, "old": row.status, "new": new})
        row.status = new
        session.flush()


def _bought_twice(session: Session, row: UserSubscription, life: RemoteLife, terms: tuple[Term, ...]) -> Applied:
    """A second plan beside one that runs: nothing of it begins, and its money goes back."""
    remote = life.subscription
    row.stripe_status, row.auto_renew = remote.raw_status, False
    if remote.standing is Standing.ended:
        row.status = SubscriptionStatus.expired
        session.flush()
        return Applied(row.id, row.user_id, row.status, ())
    session.flush()
    if not terms:
        return Applied(row.id, row.user_id, row.status, ())
    log.warning("subscription.bought_twice", extra={"subscription_id": row.id})
    paid = tuple(each for each in life.invoices if each.payment_intent_id and each.refunded_usd < each.amount_usd)
    return Applied(row.id, row.user_id, row.status, (Duty.undo_purchase,), paid)


def _duties(row: UserSubscription, remote: RemoteSubscription) -> tuple[Duty, ...]:
    if remote.standing is Standing.ended:
        return ()
    if row.status is SubscriptionStatus.expired:
        return (Duty.end_now,)
    is_running = row.status in billing.ENTITLED
    if is_running and remote.renews and not remote.wants_renewal and not remote.is_paused:
        return (Duty.stop_renewal,)
    return ()


def _give_free_plan(session: Session, *, user_id: int, is_erased: bool) -> None:
    if not is_erased and billing.find_entitled_subscription(session, user_id=user_id) is None:
        subscriptions.open_free(session, user_id=user_id)


def _plan_id(session: Session, slug: str | None) -> int | None:
    plan = billing.find_plan(session, slug=slug) if slug else None
    return plan.id if plan else None
