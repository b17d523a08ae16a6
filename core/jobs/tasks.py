"""The jobs themselves: each opens its own transactions and none during an outside call."""

import logging

from procrastinate import JobContext, RetryStrategy

from core.accounts import sessions
from core.assessment import assessments, marking, reassessments, reviews
from core.billing import subscriptions
from core.demo import guests
from core.jobs import billing_mails, classroom, closing_time, paid_marking, queue, reminders  # noqa: F401  (their jobs)
from core.jobs.app import STALLED_AFTER_SECONDS, jobs
from core.notifications import email
from core.operations import books, rollups
from core.practice import snapshots
from core.transaction import transaction

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3


@jobs.task(
    name="assess_submission",
    queue="assess",
    pass_context=True,
    retry=RetryStrategy(max_attempts=MAX_ATTEMPTS, exponential_wait=2),
)
def assess_submission(context: JobContext, submission_id: int) -> None:
    """Assess one essay: claim it, run the engine outside any transaction, save what came of it.

    A crash gives the essay back to the queue; after the last try it is marked failed and its credit returns.
    """
    with transaction() as tx:
        claim = assessments.claim(tx, submission_id=submission_id)
    if claim is None:
        log.info("assessment.not_waiting", extra={"submission_id": submission_id})
        return
    is_over = False
    try:
        outcome = paid_marking.mark(claim)
        with transaction() as tx:
            assessments.finish(tx, claim, outcome)
        is_over = True
    finally:
        if not is_over:
            is_last = context.job is None or context.job.attempts >= MAX_ATTEMPTS
            with transaction() as tx:
                assessments.give_up(tx, claim) if is_last else assessments.give_back(tx, claim)


@jobs.task(
    name="reassess_submission", queue="assess", pass_context=False, retry=RetryStrategy(max_attempts=MAX_ATTEMPTS)
)
def reassess_submission(submission_id: int) -> None:
    """Read an essay again with the engine of today; whatever goes wrong, its old result stays."""
    with transaction() as tx:
        claim = reassessments.begin(tx, submission_id=submission_id)
    if claim is None:
        return
    outcome = marking.mark(claim)
    with transaction() as tx:
        reassessments.finish(tx, claim, outcome)


@jobs.task(
    name="send_mail",
    queue="mail",
    pass_context=False,
    retry=RetryStrategy(max_attempts=email.MAX_ATTEMPTS, exponential_wait=3),
)
def send_mail(outbox_id: int) -> None:
    """Send one message of the outbox; an outage of the mail server is tried again."""
    email.send(outbox_id)


@jobs.periodic(cron="* * * * * */10")
@jobs.task(name="rescue_stalled", queue="maintenance", queueing_lock="rescue_stalled", pass_context=False)
async def rescue_stalled(timestamp: int) -> None:
    """Give the jobs of dead workers to living ones: the queue itself rescues nothing."""
    for job in await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        log.warning("job.rescued", extra={"job_id": job.id, "task": job.task_name})
        await jobs.job_manager.retry_job(job)


@jobs.periodic(cron="* * * * * */10")
@jobs.task(
    name="close_sittings",
    queue="maintenance",
    queueing_lock="close_sittings",
    priority=queue.DEADLINE,
    pass_context=False,
)
def close_sittings(timestamp: int) -> None:
    """Hand in the mock tests whose time is up, before any essay that waits to be read."""
    closed = closing_time.close_overdue()
    if closed:
        log.info("sittings.closed", extra={"sittings": closed})


@jobs.periodic(cron="7 * * * *")
@jobs.task(name="move_period_mirrors", queue="maintenance", queueing_lock="move_period_mirrors", pass_context=False)
def move_period_mirrors(timestamp: int) -> None:
    """Move the seed's usage columns over period ends, once an hour."""
    with transaction() as tx:
        subscriptions.move_mirrors(tx)


@jobs.periodic(cron="17 * * * *")
@jobs.task(
    name="complete_overdue_reviews", queue="maintenance", queueing_lock="complete_overdue_reviews", pass_context=False
)
def complete_overdue_reviews(timestamp: int) -> None:
    """Complete what no tutor reviewed within 72 hours, once an hour."""
    with transaction() as tx:
        log.info("reviews.completed", extra={"essays": reviews.complete_overdue(tx)})


@jobs.periodic(cron="23 3 * * *")
@jobs.task(name="forget_past_sign_ins", queue="maintenance", queueing_lock="forget_past_sign_ins", pass_context=False)
def forget_past_sign_ins(timestamp: int) -> None:
    """Delete old tries, sessions and links, once a night."""
    with transaction() as tx:
        log.info("sign_ins.forgotten", extra={"rows": sessions.forget_past(tx)})


@jobs.periodic(cron="53 3 * * *")
@jobs.task(name="thin_snapshots", queue="maintenance", queueing_lock="thin_snapshots", pass_context=False)
def thin_snapshots(timestamp: int) -> None:
    """Keep of how a text grew what its pace line needs, once a night."""
    with transaction() as tx:
        log.info("snapshots.thinned", extra={"rows": snapshots.thin(tx)})


@jobs.periodic(cron="* * * * *")
@jobs.task(name="add_up_rollups", queue="maintenance", queueing_lock="add_up_rollups", pass_context=False)
def add_up_rollups(timestamp: int) -> None:
    """Add up the differences behind the dashboards, once a minute: a reader sums what is left."""
    with transaction() as tx:
        rollups.compact(tx)


@jobs.periodic(cron="*/10 * * * *")
@jobs.task(name="refresh_dashboards", queue="maintenance", queueing_lock="refresh_dashboards", pass_context=False)
def refresh_dashboards(timestamp: int) -> None:
    """Copy the views of money and learning for the dashboards, every ten minutes."""
    with transaction() as tx:
        rollups.refresh(tx)


@jobs.periodic(cron="29 * * * *")
@jobs.task(name="check_books", queue="maintenance", queueing_lock="check_books", pass_context=False)
def check_books(timestamp: int) -> None:
    """Run the audit, once an hour; what is broken is in the log and on Today."""
    with transaction() as tx:
        broken = [finding.rule for finding in books.check_whole(tx)]
    if broken:
        log.error("books.broken", extra={"rules": broken})


@jobs.periodic(cron="41 3 * * *")
@jobs.task(name="fill_task_figures", queue="maintenance", queueing_lock="fill_task_figures", pass_context=False)
def fill_task_figures(timestamp: int) -> None:
    """Write attempts and average band into the rows of the task bank, once a night."""
    with transaction() as tx:
        log.info("tasks.figures_filled", extra={"tasks": rollups.fill_task_figures(tx)})


@jobs.task(name="fill_demo", queue="maintenance", pass_context=False)
def fill_demo() -> None:
    """Make the sample people of the demo; their essays wait behind everybody else's."""
    log.info("demo.filled", extra={"added": guests.fill()})
