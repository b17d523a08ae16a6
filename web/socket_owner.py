"""Ties a Streamlit session to the browser session that opened it.

Streamlit resumes any session whose id a socket names, with all that its run has not sent yet. It does so for
the same `st.user` only, which `.streamlit/config.toml` fills from the header that is written here.
"""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from core.accounts import sessions, tokens

OWNER_HEADER = b"x-session-owner"


class SocketOwner:
    """Names the owner of a websocket by the digest of its session cookie; what a client wrote there is dropped."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the handshake on with its owner."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        token = HTTPConnection(scope).cookies.get(sessions.cookie_name(), "")
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != OWNER_HEADER]
        owner = (OWNER_HEADER, tokens.digest(token).encode())
        await self.app({**scope, "headers": [*headers, owner]}, receive, send)
