"""Giving money back: in full or in part, never more than came in, never twice."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.billing import calls, sync
from core.billing.errors import NotRefundable, PaymentNotFound, RefundTooLarge
from core.billing.gateways.choosing import gateway
from core.transaction import transaction
from db.models.billing import Payment, PaymentStatus, UserSubscription
from db.repositories import payments

_REFUNDABLE = (PaymentStatus.succeeded, PaymentStatus.partially_refunded)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class _Refund:
    intent_id: str
    user_id: int
    stripe_id: str | None
    already_usd: Decimal


def refund_payment(actor_admin: Actor, *, payment_id: int, amount_usd: Decimal, reason: str) -> None:
    """Give so many US dollars of a payment back; logged with the reason as the administrator's act.

    All of a payment that pays for the running term ends that term: the free plan comes back. The payment
    service keeps the books: asking twice with the same sum, after a crash or in two tabs, gives back once.
    Opens its own transactions.

    Raises:
        NotAllowed: The actor is no administrator.
        PaymentNotFound: There is no such payment.
        NotRefundable: It has not come in, is disputed, or was given back.
        RefundTooLarge: Not a sum in whole cents from 0.01 to what is left of it.
        GatewayAway: The payment service does not answer: try again.
    """
    actor_admin.require(Role.admin)
    wanted = _allowed(actor_admin, payment_id=payment_id, amount_usd=amount_usd, reason=reason)
    service = gateway()
    calls.ask(
        "refund",
        lambda key: service.refund(
            payment_intent_id=wanted.intent_id, amount_usd=amount_usd, reason="requested_by_customer", key=key
        ),
        entity="payment_intent",
        entity_id=wanted.intent_id,
        user_id=wanted.user_id,
        request={"amount_usd": f"{amount_usd:.2f}", "already_usd": f"{wanted.already_usd:.2f}"},
        told=lambda refund_id: {"refund": refund_id},
    )
    if wanted.stripe_id is not None:
        sync.now_or_soon(wanted.stripe_id)


def left_usd(session: Session, actor: Actor, *, payment_id: int) -> Decimal:
    """How many US dollars of a payment can still be given back; 0 when its money is not with us.

    Raises:
        NotAllowed: The actor is no administrator.
        PaymentNotFound: There is no such payment.
    """
    actor.require(Role.admin)
    row = session.get(Payment, payment_id)
    if row is None:
        raise PaymentNotFound
    is_here = row.status in _REFUNDABLE and row.stripe_payment_intent_id is not None
    return row.amount_usd - (row.refund_amount or Decimal(0)) if is_here else Decimal(0)


def _allowed(actor: Actor, *, payment_id: int, amount_usd: Decimal, reason: str) -> _Refund:
    with transaction() as tx:
        row = payments.payment_for_update(tx, payment_id=payment_id)
        if row is None:
            raise PaymentNotFound
        if row.status not in _REFUNDABLE or row.stripe_payment_intent_id is None:
            raise NotRefundable
        already = row.refund_amount or Decimal(0)
        left = row.amount_usd - already
        if not amount_usd.is_finite() or amount_usd != amount_usd.quantize(_CENT) or not 0 < amount_usd <= left:
            raise RefundTooLarge(left)
        subscription = tx.get(UserSubscription, row.subscription_id) if row.subscription_id else None
        audit_log.record(
            tx,
            actor,
            action="payment.refund_asked",
            entity="payment",
            entity_id=payment_id,
            detail={"amount_usd": f"{amount_usd:.2f}", "reason": reason.strip()[:500]},
        )
        return _Refund(
            intent_id=row.stripe_payment_intent_id,
            user_id=row.user_id,
            stripe_id=subscription.stripe_subscription_id if subscription else None,
            already_usd=already,
        )
