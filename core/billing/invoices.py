"""Payments as rows: one for each invoice of the payment service, brought to where the service has it."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.billing import moves
from core.billing.bookings import Term
from core.billing.gateways.protocol import DisputeStanding, InvoiceStanding, RemoteInvoice
from db.models.billing import Payment, PaymentStatus, SubscriptionPlan, UserSubscription

log = logging.getLogger(__name__)

SETTLED = (
    PaymentStatus.succeeded,
    PaymentStatus.partially_refunded,
    PaymentStatus.refunded,
    PaymentStatus.disputed,
    PaymentStatus.charged_back,
)
_UNPAID = {
    InvoiceStanding.open: PaymentStatus.pending,
    InvoiceStanding.failed: PaymentStatus.failed,
    InvoiceStanding.void: PaymentStatus.cancelled,
}


def status_of(invoice: RemoteInvoice) -> PaymentStatus:
    """Where the money of an invoice stands."""
    if invoice.standing is not InvoiceStanding.paid:
        return _UNPAID[invoice.standing]
    if invoice.dispute is DisputeStanding.lost:
        return PaymentStatus.charged_back
    if invoice.refunded_usd and invoice.refunded_usd >= invoice.amount_usd:
        return PaymentStatus.refunded
    if invoice.dispute is DisputeStanding.open:
        return PaymentStatus.disputed
    return PaymentStatus.partially_refunded if invoice.refunded_usd else PaymentStatus.succeeded


def mirror(
    session: Session,
    *,
    subscription: UserSubscription,
    plan: SubscriptionPlan,
    invoice: RemoteInvoice,
    known: Payment | None,
) -> Payment:
    """The payment of an invoice, new or brought up to date. The subscription is locked."""
    row = known
    if row is None:
        row = Payment(
            user_id=subscription.user_id,
            subscription_id=subscription.id,
            plan_id=plan.id,
            amount_usd=invoice.amount_usd,
            stripe_invoice_id=invoice.id,
            status=PaymentStatus.pending,
            created_at=invoice.created_at,
        )
        session.add(row)
        session.flush()
    if row.status not in SETTLED:
        row.amount_usd = invoice.amount_usd
    row.plan_id = plan.id
    row.stripe_payment_intent_id = invoice.payment_intent_id
    row.stripe_charge_id = invoice.charge_id
    row.payment_method = invoice.payment_method
    row.description = invoice.description
    row.failure_reason = invoice.failure_reason or row.failure_reason
    row.country = invoice.country
    if invoice.standing is InvoiceStanding.paid:
        row.tax_usd = invoice.tax_usd
        row.net_usd = row.amount_usd - invoice.tax_usd
        row.fee_usd = invoice.fee_usd
    _move(session, row, invoice)
    session.flush()
    return row


def note_event(row: Payment, *, facts: Mapping[str, Any], now: datetime) -> None:
    """An event about this payment was taken in; the newest one stays on it."""
    row.webhook_received = True
    row.webhook_processed_at = now
    row.webhook_data = dict(facts)


def term_of(row: Payment, plan: SubscriptionPlan, invoice: RemoteInvoice) -> Term | None:
    """What a settled payment pays for."""
    if row.status not in SETTLED:
        return None
    closed_at = None
    if row.status is PaymentStatus.refunded:
        closed_at = invoice.refunded_at
    elif row.status is PaymentStatus.charged_back:
        closed_at = invoice.disputed_at
    return Term(
        payment_id=row.id,
        feedbacks=plan.test_feedback_count,
        start=invoice.period_start,
        end=invoice.period_end,
        months=plan.duration_months,
        restarts=invoice.restarts,
        closed_at=closed_at,
    )


def _move(session: Session, row: Payment, invoice: RemoteInvoice) -> None:
    """Step by step to the service's state; the amount that went back is written with the step that it belongs to."""
    new = status_of(invoice)
    way = moves.path(moves.PAYMENT_MOVES, old=row.status, new=new)
    if way is None:
        log.warning("payment.kept_its_state", extra={"payment_id": row.id, "state": row.status, "told": new})
        return
    for step in way:
        row.status = step
        if step in (PaymentStatus.refunded, PaymentStatus.partially_refunded):
            _note_refund(row, invoice)
        session.flush()
    if row.status in (PaymentStatus.partially_refunded, PaymentStatus.disputed) and invoice.refunded_usd:
        _note_refund(row, invoice)
    if row.status is PaymentStatus.charged_back:
        row.refunded_at = row.refunded_at or (invoice.refunded_at if row.refund_amount else None)


def _note_refund(row: Payment, invoice: RemoteInvoice) -> None:
    row.refund_amount = min(invoice.refunded_usd, row.amount_usd)
    row.refunded_at = invoice.refunded_at
