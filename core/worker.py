"""The worker: `python -m core.worker` runs the queue until it is told to stop."""

import logging
from threading import Thread

from procrastinate import PsycopgConnector

from core import database, logs
from core.assessment import reassessments
from core.assessment.engines import registry
from core.config import settings
from core.jobs import billing_tasks, tasks  # noqa: F401  (registers the jobs)
from core.jobs.app import jobs
from core.transaction import transaction

CONCURRENCY = 2  # an assessment, and a mail beside it
STATEMENT_TIMEOUT_SECONDS = 30.0


def main() -> None:
    """Work, and load the engine meanwhile: the first essay waits for it only if it comes within seconds."""
    logs.configure()
    url = database.connect(direct=True, statement_timeout_seconds=STATEMENT_TIMEOUT_SECONDS)
    Thread(target=registry.engine, args=(settings().engine_name,), name="load-engine", daemon=True).start()
    with transaction() as tx:
        reassessments.note_version(tx)
    logging.getLogger(__name__).info("worker.started")
    with jobs.replace_connector(PsycopgConnector(conninfo=url, min_size=1, max_size=4)) as running:
        running.run_worker(concurrency=CONCURRENCY, install_signal_handlers=True)


if __name__ == "__main__":
    main()
