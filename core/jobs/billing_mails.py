"""The jobs that look for what somebody must be told about money."""

import logging

from core.billing import mails
from core.jobs.app import jobs
from core.operations import weekly_mail
from core.transaction import transaction

log = logging.getLogger(__name__)


@jobs.periodic(cron="* * * * * */20")
@jobs.task(name="put_billing_mails", queue="maintenance", queueing_lock="put_billing_mails", pass_context=False)
def put_billing_mails(timestamp: int) -> None:
    """Receipts, notices before a renewal, failed payments and ends."""
    with transaction() as tx:
        put = mails.put_due(tx)
    if put:
        log.info("billing_mails.put", extra={"mails": put})


@jobs.periodic(cron="11 * * * *")
@jobs.task(name="warn_of_expiry", queue="maintenance", queueing_lock="warn_of_expiry", pass_context=False)
def warn_of_expiry(timestamp: int) -> None:
    """Credits that end within three days, once an hour; each month is told about once."""
    with transaction() as tx:
        log.info("credits.expiring", extra={"people": mails.put_expiring(tx)})


@jobs.periodic(cron="3 6 * * 1")
@jobs.task(name="put_weekly_mail", queue="maintenance", queueing_lock="put_weekly_mail", pass_context=False)
def put_weekly_mail(timestamp: int) -> None:
    """The numbers that moved, to administrators, on Monday morning (UTC)."""
    with transaction() as tx:
        log.info("weekly_mail.put", extra={"mails": weekly_mail.put(tx)})
