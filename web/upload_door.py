"""Streamlit's door for files, open to administrators alone: the content lab is the one page that asks for a file.

What anybody else sent would stay in memory as long as that visitor's session.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from core.accounts import sessions
from core.actor import Role
from core.errors import Outage
from core.transaction import transaction

DOOR = "/_stcore/upload_file"
METHODS = ("PUT", "DELETE")


class UploadDoor:
    """Answers "not found" to whoever may not send a file, as if there were no such door."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an administrator's file on; the door may stand anywhere in the path, as in `/page/_stcore/...`."""
        if scope["type"] == "http" and DOOR in scope["path"]:
            token = HTTPConnection(scope).cookies.get(sessions.cookie_name(), "")
            if scope["method"] not in METHODS or not await run_in_threadpool(_is_admin, token):
                await PlainTextResponse("Not found", 404)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _is_admin(token: str) -> bool:
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
    except Outage:
        return False
    return actor is not None and actor.has(Role.admin) and not actor.must_change_password
