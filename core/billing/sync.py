"""Bringing a subscription to where the payment service has it: look, apply, do what is still to do, look again."""

import logging
from typing import Any

from sqlalchemy.orm import Session

from core import database
from core.billing import calls, lifecycle
from core.billing.gateways.choosing import gateway
from core.billing.gateways.protocol import GatewayRefused
from core.billing.lifecycle import Applied, Duty
from core.jobs import queue
from core.transaction import holding
from db import session as db_session

log = logging.getLogger(__name__)

_ROUNDS = 3
_ENTITY = "subscription"


def bring_up_to_date(stripe_subscription_id: str) -> Applied | None:
    """Read the life at the service and apply it, alone: an advisory lock keeps others of the same life away.

    No transaction is open while the service is asked. Whatever duty the rows leave is done and the life read
    again. None when the service does not know the subscription, or it is nobody's here.

    Raises:
        GatewayAway: The service does not answer; nothing was applied.
        DatabaseBusy: Others held the life too long: to be tried again.
    """
    applied = None
    with holding(f"billing:{stripe_subscription_id}") as transaction:
        for _ in range(_ROUNDS):
            life = gateway().find_life(stripe_subscription_id)
            if life is None:
                return None
            with transaction() as tx:
                applied = lifecycle.apply(tx, life)
            if applied is None or not applied.duties:
                return applied
            for duty in applied.duties:
                _do(duty, stripe_subscription_id, applied)
    return applied


def now_or_soon(stripe_subscription_id: str) -> None:
    """At once where this process may hold a lock of the database; behind a shared pooler, by the worker."""
    if not database.is_pooled():
        bring_up_to_date(stripe_subscription_id)
        return
    with db_session.transaction() as tx:
        defer(tx, stripe_subscription_id)


def defer(session: Session, stripe_subscription_id: str) -> None:
    """Have the worker bring it up to date."""
    lock = f"sync:{stripe_subscription_id}"
    queue.defer(
        session, "sync_subscription", queue="billing", queueing_lock=lock, subscription_id=stripe_subscription_id
    )


def _do(duty: Duty, stripe_id: str, applied: Applied) -> None:
    log.info("subscription.duty", extra={"subscription_id": applied.subscription_id, "duty": duty})
    service = gateway()
    where: dict[str, Any] = {"entity": _ENTITY, "entity_id": stripe_id, "user_id": applied.user_id}
    if duty is Duty.stop_renewal:
        calls.ask("stop_renewal", lambda key: service.stop_renewal(stripe_id, key=key), **where)
        return
    for invoice in applied.refundable:
        rest = invoice.amount_usd - invoice.refunded_usd
        intent_id = invoice.payment_intent_id or ""
        try:
            calls.ask(
                "refund",
                lambda key, intent_id=intent_id, rest=rest: service.refund(  # type: ignore[misc]
                    payment_intent_id=intent_id, amount_usd=rest, reason="duplicate", key=key
                ),
                entity="payment_intent",
                entity_id=intent_id,
                user_id=applied.user_id,
                request={"amount_usd": str(rest)},
            )
        except GatewayRefused:
            log.warning("refund.refused", extra={"subscription_id": applied.subscription_id})
    calls.ask("end_now", lambda key: service.end_now(stripe_id, key=key), **where)
