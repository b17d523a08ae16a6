"""Is this server ready: for `make run`, load balancers and monitors."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.errors import Outage
from core.jobs import queue
from core.transaction import transaction
from db import schema

log = logging.getLogger(__name__)


async def answer(_request: Request) -> Response:
    """200 when database, migrations and a worker are ready; else 503, with what is missing."""
    missing = await run_in_threadpool(_missing)
    return JSONResponse({"ok": not missing, "missing": missing}, 503 if missing else 200)


def _missing() -> list[str]:
    try:
        with transaction() as session:
            if not schema.is_current(session.connection()):
                return ["migrations"]
            return [] if queue.worker_is_alive(session) else ["worker"]
    except Outage:
        log.warning("health.database_away")
        return ["database"]
