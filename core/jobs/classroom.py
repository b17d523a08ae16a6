"""The jobs that look for what classes must be told."""

import logging

from core.classroom import mails, releases
from core.jobs.app import jobs
from core.transaction import transaction

log = logging.getLogger(__name__)


@jobs.periodic(cron="*/10 * * * *")
@jobs.task(name="remind_of_work", queue="maintenance", queueing_lock="remind_of_work", pass_context=False)
def remind_of_work(timestamp: int) -> None:
    """Work that is due within a day, to those who owe it."""
    with transaction() as tx:
        put = mails.remind(tx)
    if put:
        log.info("work.reminded", extra={"mails": put})


@jobs.periodic(cron="7 6 * * 1")
@jobs.task(name="put_class_weeks", queue="maintenance", queueing_lock="put_class_weeks", pass_context=False)
def put_class_weeks(timestamp: int) -> None:
    """A tutor's week, on Monday morning (UTC)."""
    with transaction() as tx:
        log.info("class_weeks.put", extra={"mails": mails.put_weeks(tx)})


@jobs.periodic(cron="23 * * * *")
@jobs.task(name="release_kept_results", queue="maintenance", queueing_lock="release_kept_results", pass_context=False)
def release_kept_results(timestamp: int) -> None:
    """Results that set work kept for two weeks are shown."""
    with transaction() as tx:
        shown = releases.release_overdue(tx)
    if shown:
        log.info("results.released", extra={"essays": shown})
