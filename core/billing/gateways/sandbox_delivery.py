"""The sandbox's post: each event is signed and sent over HTTP to the route that Stripe would call."""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Callable

from core.billing.gateways import signatures
from core.billing.gateways.sandbox_store import Store
from core.clock import utc_now

log = logging.getLogger(__name__)

PATH = "/webhooks/stripe"
_TIMEOUT_SECONDS = 5.0
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy knows nothing of this machine

Post = Callable[[bytes, str], bool]


def over_http(origin: str) -> Post:
    """How to send a body with its signature to the app at that address; whether it was taken."""

    def post(body: bytes, signature: str) -> bool:
        headers = {"content-type": "application/json", "stripe-signature": signature}
        request = urllib.request.Request(f"{origin}{PATH}", data=body, headers=headers, method="POST")  # noqa: S310
        try:
            with _direct.open(request, timeout=_TIMEOUT_SECONDS) as response:
                return bool(200 <= response.status < 300)
        except (OSError, urllib.error.URLError) as error:
            log.info("sandbox.not_delivered", extra={"reason": type(error).__name__})
            return False

    return post


def deliver_waiting(store: Store, post: Post, *, secret: str) -> int:
    """Send every event that waits, in order, and stop at the first that is not taken; how many were.

    The rest waits: it is sent with the next event, and once a minute by the worker.
    """
    with store.books() as books:
        waiting = books.waiting_events()
    delivered = 0
    for event in waiting:
        body = json.dumps(event).encode()
        if not post(body, signatures.sign(body, secret=secret, at=utc_now())):
            break
        with store.books() as books:
            books.note_delivered(event["id"])
        delivered += 1
    return delivered
