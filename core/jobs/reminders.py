"""The jobs that remind people of their practice."""

import logging

from core.jobs.app import jobs
from core.progress import reminders
from core.transaction import transaction

log = logging.getLogger(__name__)


@jobs.periodic(cron="2,17,32,47 * * * *")
@jobs.task(name="remind_of_practice", queue="maintenance", queueing_lock="remind_of_practice", pass_context=False)
def remind_of_practice(timestamp: int) -> None:
    """Reminders, weeks and rows in danger; four times an hour, for zones lie half and quarter hours apart."""
    with transaction() as tx:
        put = reminders.remind(tx)
    with transaction() as tx:
        put += reminders.put_weeks(tx)
    with transaction() as tx:
        put += reminders.warn_of_breaks(tx)
    if put:
        log.info("practice.reminded", extra={"mails": put})
