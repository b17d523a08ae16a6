"""The session cookie: given for a one-time ticket of the sign-in page, taken back at sign-out."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.accounts import sessions
from core.config import settings
from core.errors import Outage, Refusal
from core.transaction import transaction
from web.body import MalformedBodyError, json_object

_MISSING = "This sign-in has expired. Please try once more."


def cookie_of(request: Request) -> str:
    """The session token that the browser sent; "" without one."""
    return request.cookies.get(sessions.cookie_name(), "")


async def open_session(request: Request) -> Response:
    """Swap `{ticket}` for the cookie: 204, or 403 with a sentence. A session that was open before ends."""
    try:
        body = await json_object(request)
    except MalformedBodyError:
        return JSONResponse({"error": _MISSING}, 422)
    return await run_in_threadpool(_open, str(body.get("ticket", "")), cookie_of(request))


def _open(ticket: str, old_token: str) -> Response:
    try:
        with transaction() as session:
            opened = sessions.open_session(session, ticket=ticket)
            if old_token:
                sessions.end_session(session, token=old_token)
    except Refusal as refusal:
        return JSONResponse({"error": str(refusal)}, 403)
    except Outage as outage:
        return JSONResponse({"error": str(outage)}, 503)
    response = Response(status_code=204)
    response.set_cookie(
        sessions.cookie_name(),
        opened.token,
        max_age=opened.max_age_seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
    )
    return response


async def end_session(request: Request) -> Response:
    """Revoke the session's row, then the cookie: 204 also when there was none."""
    return await run_in_threadpool(_end, cookie_of(request))


def _end(token: str) -> Response:
    try:
        with transaction() as session:
            sessions.end_session(session, token=token)
    except Outage as outage:
        return JSONResponse({"error": str(outage)}, 503)
    response = Response(status_code=204)
    response.delete_cookie(sessions.cookie_name(), path="/", httponly=True, samesite="lax", secure=settings().is_https)
    return response
