"""The clock of a mock test, as the server has it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.accounts import sessions
from core.errors import Outage
from core.practice import sittings
from core.practice.errors import SittingNotFound
from core.transaction import transaction
from web.routes.session import cookie_of


async def read_clock(request: Request) -> Response:
    """200 `{seconds_left, is_open}`. 401 signed out. 404 no such mock test of this person. 503 no database.

    Each but 200 with a sentence.
    """
    return await run_in_threadpool(_read, cookie_of(request), str(request.path_params["code"]))


def _read(token: str, code: str) -> Response:
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
            if actor is None:
                return JSONResponse({"error": "You are signed out. The clock goes on."}, 401)
            clock = sittings.clock(session, actor, code=code)
    except SittingNotFound as refusal:
        return JSONResponse({"error": str(refusal)}, 404)
    except Outage as outage:
        return JSONResponse({"error": str(outage)}, 503)
    return JSONResponse({"seconds_left": round(clock.seconds_left, 3), "is_open": clock.is_open})
