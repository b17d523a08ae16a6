"""Where the payment service posts its events."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.billing import webhooks
from core.billing.gateways.signatures import BadSignature
from core.errors import Outage, Refusal
from core.transaction import transaction

log = logging.getLogger(__name__)


async def receive_event(request: Request) -> Response:
    """202 kept, now or before. 400 not signed by the service. 422 signed, but no event for us. 503 no database.

    The size of the body was limited by the middleware (413). The service sends again whatever is not 2xx.
    """
    payload = await request.body()
    if len(payload) > webhooks.LARGEST_BODY_BYTES:
        return _refused("This request is too large.", 413)
    return await run_in_threadpool(_receive, payload, request.headers.get("stripe-signature", ""))


def _receive(payload: bytes, signature: str) -> Response:
    try:
        with transaction() as session:
            webhooks.receive(session, payload, signature)
    except BadSignature as refusal:
        log.warning("webhook.refused", extra={"reason": "signature"})
        return _refused(str(refusal), 400)
    except Refusal as refusal:
        log.warning("webhook.refused", extra={"reason": "body"})
        return _refused(str(refusal), 422)
    except Outage as outage:
        return _refused(str(outage), 503)
    return Response(status_code=202)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)
