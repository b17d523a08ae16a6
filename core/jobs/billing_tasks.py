"""The jobs of money. None of them keeps a transaction open while the payment service is asked."""

import logging

from procrastinate import JobContext, RetryStrategy

from core.billing import expiry, sync, webhooks
from core.billing.gateways import choosing
from core.errors import Outage
from core.jobs.app import jobs

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 12  # with doubled waits: over an hour of outage


@jobs.task(
    name="apply_webhook",
    queue="billing",
    pass_context=True,
    retry=RetryStrategy(max_attempts=MAX_ATTEMPTS, exponential_wait=2),
)
def apply_webhook(context: JobContext, event_id: str) -> None:
    """Apply one event. An outage is tried again and leaves the event waiting; anything else is written on it."""
    is_over = False
    try:
        webhooks.process(event_id)
        is_over = True
    except Outage as outage:
        is_over = True
        if context.job is None or context.job.attempts >= MAX_ATTEMPTS:
            webhooks.note_failure(event_id, outage)
        raise
    finally:
        if not is_over:
            webhooks.note_failure(event_id, RuntimeError())


@jobs.task(
    name="sync_subscription",
    queue="billing",
    pass_context=False,
    retry=RetryStrategy(max_attempts=MAX_ATTEMPTS, exponential_wait=2),
)
def sync_subscription(subscription_id: str) -> None:
    """Bring one subscription to where the payment service has it."""
    sync.bring_up_to_date(subscription_id)


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(name="end_subscriptions", queue="billing", queueing_lock="end_subscriptions", pass_context=False)
def end_subscriptions(timestamp: int) -> None:
    """Look at the subscriptions whose time is over, every five minutes."""
    ended = expiry.end_what_is_over()
    if ended:
        log.info("subscriptions.looked_at", extra={"subscriptions": ended})


@jobs.periodic(cron="41 2 * * *")
@jobs.task(
    name="reconcile_payments",
    queue="billing",
    queueing_lock="reconcile_payments",
    pass_context=False,
    retry=RetryStrategy(max_attempts=5, wait=600),
)
def reconcile_payments(timestamp: int) -> None:
    """Compare everything with the payment service's own list, once a night."""
    log.info("payments.reconciled", extra={"subscriptions": expiry.reconcile()})


@jobs.periodic(cron="* * * * *")
@jobs.task(name="deliver_sandbox_events", queue="billing", queueing_lock="deliver_sandbox_events", pass_context=False)
def deliver_sandbox_events(timestamp: int) -> None:
    """Post the sandbox's events that did not arrive; nothing where there is no sandbox."""
    if choosing.is_test_mode():
        choosing.deliver_waiting(choosing.sandbox_store())
