"""Closing the mock tests whose time is up, each in a transaction of its own."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from core.practice import closing
from core.transaction import transaction

log = logging.getLogger(__name__)


def close_overdue() -> int:
    """Close every mock test that is overdue; how many.

    Whatever goes wrong with one of them is logged and tried again in the next round: it never stops the others.
    """
    with transaction() as tx:
        waiting = closing.overdue(tx)
    closed = 0
    with ThreadPoolExecutor(max_workers=1) as one_by_one:  # a future keeps a failure to itself
        for sitting_id in waiting:
            outcome = one_by_one.submit(copy_context().run, _close, sitting_id)
            if (failure := outcome.exception()) is not None:
                log.error("sitting.not_closed", exc_info=failure, extra={"sitting_id": sitting_id})
            elif outcome.result():
                closed += 1
    return closed


def _close(sitting_id: int) -> bool:
    with transaction() as tx:
        return closing.close_overdue(tx, sitting_id=sitting_id)
