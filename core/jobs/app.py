"""The procrastinate application: deferring needs only this, running needs `core.jobs.tasks` too."""

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

HEARTBEAT_SECONDS = 3.0
STALLED_AFTER_SECONDS = 12.0

jobs = App(
    connector=PsycopgConnector(),
    worker_defaults={
        "fetch_job_polling_interval": 1.0,  # retries and scheduled jobs start at a poll only
        "shutdown_graceful_timeout": 30.0,
        "update_heartbeat_interval": HEARTBEAT_SECONDS,
        "stalled_worker_timeout": STALLED_AFTER_SECONDS,
        "delete_jobs": "successful",
    },
)

# Defers on the connection of a transaction of ours, also inside a running job, where `jobs` speaks only asyncio.
deferring = App(connector=SyncPsycopgConnector())
