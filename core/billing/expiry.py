"""What ends by itself, and what an event never told: once in a while everything is looked at again."""

import logging
from datetime import datetime, timedelta

from core.billing import lifecycle, sync
from core.billing.gateways.choosing import gateway
from core.billing.gateways.protocol import GatewayAway
from core.clock import utc_now
from core.transaction import transaction
from db.models.billing import SubscriptionStatus
from db.repositories import payments

log = logging.getLogger(__name__)

CHECKOUT_LIFE = timedelta(hours=26)
_LOOK_BACK = timedelta(days=400)


def end_what_is_over() -> int:
    """Look at every subscription whose time is over; how many were brought up to date.

    The service is asked first: a renewal whose event was lost moves the end, and when the service is away
    nothing ends. A plan that was given for a time, and a checkout that nobody paid, end here.
    """
    now = utc_now()
    with transaction() as tx:
        due = payments.list_due(tx, now=now, unpaid_before=now - CHECKOUT_LIFE)
    done = 0
    for subscription_id, stripe_id, is_complimentary in due:
        if stripe_id is not None:
            done += _look(stripe_id)
        elif is_complimentary:
            with transaction() as tx:
                done += lifecycle.end_complimentary(tx, subscription_id=subscription_id)
        else:
            done += _forget_checkout(subscription_id)
    return done


def reconcile(*, since: datetime | None = None) -> int:
    """Bring every subscription up to date that the service lists, and every open one of ours; how many.

    Raises:
        GatewayAway: The list cannot be had.
    """
    listed = gateway().list_subscription_ids(since=since or utc_now() - _LOOK_BACK)
    with transaction() as tx:
        ours = payments.list_open_stripe_ids(tx)
    return sum(_look(each) for each in sorted({*listed, *ours}))


def _look(stripe_id: str) -> bool:
    try:
        return sync.bring_up_to_date(stripe_id) is not None
    except GatewayAway:
        log.warning("subscription.not_looked_at", extra={"stripe_subscription_id": stripe_id})
        return False


def _forget_checkout(subscription_id: int) -> bool:
    """End a row that still waits for a payment a day after its page was closed."""
    with transaction() as tx:
        row = payments.subscription_for_update(tx, subscription_id=subscription_id)
        if row is None or row.status is not SubscriptionStatus.pending or row.stripe_subscription_id is not None:
            return False
        row.status = SubscriptionStatus.expired
        return True
