"""The HTTP edge, outermost first: headers and request id, closed doors, strict Origin, size of bodies.

Plain ASGI classes: websockets and streams pass through them untouched.
"""

import asyncio
import base64
import hashlib
import logging
import re
import secrets
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.config import settings
from core.loopback import is_loopback

log = logging.getLogger(__name__)

_INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
_INLINE_SCRIPTS = " ".join(
    f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    for script in re.findall(r"<script>(.*?)</script>", _INDEX, re.S)
)
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        f"script-src 'self' blob: {_INLINE_SCRIPTS}",  # blob: the JavaScript of our own components
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
STRICT_TRANSPORT = "max-age=31536000"

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(r"[\w.-]{8,64}\Z", re.ASCII)

LARGEST_DRAFT_BYTES = 512_000
LARGEST_SESSION_BYTES = 4_096
LARGEST_WEBHOOK_BYTES = 65_536
LARGEST_VOTE_BYTES = 4_096
LARGEST_BODY_BYTES = 6_000_000  # above server.maxUploadSize, which Streamlit checks itself
LONGEST_BODY_SECONDS = 60.0
_DRAINED_BYTES = 4_000_000


class SecurityHeaders:
    """Adds `HEADERS` and the request's id to every HTTP response, refusals included: so it stands first.

    The id comes from a proxy's `X-Request-ID` when that has a sane shape, else it is made here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; complete the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent_id = Headers(scope=scope).get("x-request-id", "")
        request_id = sent_id if _REQUEST_ID.match(sent_id) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        is_https = settings().is_https

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["x-request-id"] = request_id
                if is_https:
                    headers["strict-transport-security"] = STRICT_TRANSPORT
                if scope["path"].startswith(("/api/", "/session/")):
                    headers["cache-control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)


class ClosedDoors:
    """Answers "not found" for what Streamlit would tell anybody: session counts and the agent's description.

    Its door for files has a guard of its own in `upload_door`.
    """

    closed = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a closed path, wherever in the path it stands: Streamlit takes `/page/_stcore/...` too."""
        if scope["type"] == "http" and any(door in scope["path"] for door in self.closed):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class StrictOrigin:
    """Refuses what another site sends from a person's browser.

    A request that writes must name our own origin; an absent one counts as foreign. A websocket may come
    without one (no browser does that), never with another one. Our origin is `PUBLIC_ORIGIN`; without it,
    the address that the request names, which on a server bound to loopback must be a loopback name, so
    that a foreign name pointed at 127.0.0.1 opens nothing.
    """

    signed_by_sender = ("/webhooks/",)

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on or answer 403."""
        if scope["type"] == "http":
            is_write = scope["method"] not in _SAFE_METHODS and not scope["path"].startswith(self.signed_by_sender)
            if (is_write and Headers(scope=scope).get("origin") != _own_origin(scope)) or not _is_our_name(scope):
                log.info("request.refused_foreign", extra={"path": scope["path"]})
                body = {"error": "This request came from another site."}
                await JSONResponse(body, 403)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            origin = Headers(scope=scope).get("origin")
            if origin not in (None, _own_origin(scope)) or not _is_our_name(scope):
                log.info("socket.refused_foreign")
                await send({"type": "websocket.close", "code": 1008})
                return
        await self.app(scope, receive, send)


def _own_origin(scope: Scope) -> str:
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return settings().public_origin or f"{scheme}://{Headers(scope=scope).get('host', '')}"


def _is_our_name(scope: Scope) -> bool:
    if settings().public_origin or not is_loopback(settings().host):
        return True
    host = Headers(scope=scope).get("host", "")
    return is_loopback(re.sub(r":\d+\Z", "", host).strip("[]").lower())


class _TooLargeError(Exception):
    """More bytes came than the path may take."""


class BodyLimit:
    """Answers 413 as soon as a body is larger than its path may take, declared or counted.

    408 when it is not all here after `LONGEST_BODY_SECONDS`: else anybody could hold connections open for ever.
    """

    limits = (
        ("/api/drafts/", LARGEST_DRAFT_BYTES, "This text is too long to be saved. An essay can have 2,000 words."),
        ("/api/comments/", LARGEST_VOTE_BYTES, "This request is too large."),
        ("/session/", LARGEST_SESSION_BYTES, "This request is too large."),
        ("/webhooks/", LARGEST_WEBHOOK_BYTES, "This request is too large."),
        ("/", LARGEST_BODY_BYTES, "This request is too large."),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        _prefix, most, sentence = next(limit for limit in self.limits if scope["path"].startswith(limit[0]))
        declared = Headers(scope=scope).get("content-length", "0")
        seen = 0
        is_whole = False
        is_begun = False
        deadline = asyncio.get_running_loop().time() + LONGEST_BODY_SECONDS

        async def counted() -> Message:
            nonlocal seen, is_whole
            async with asyncio.timeout_at(None if is_whole else deadline):  # what follows a body is the goodbye
                message = await receive()
            seen += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if seen > most:
                raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            if declared.isdecimal() and int(declared) > most:
                raise _TooLargeError
            await self.app(scope, counted, noted)
        except _TooLargeError:
            if not is_begun:
                if not is_whole:
                    await _drain(receive, seen)
                await JSONResponse({"error": sentence}, 413)(scope, receive, send)
        except TimeoutError:
            if is_whole or is_begun:
                raise
            answer = JSONResponse({"error": "This request took too long."}, 408, {"connection": "close"})
            await answer(scope, receive, send)


async def _drain(receive: Receive, seen: int) -> None:
    """Read on for a while: a browser that is still sending would not see our answer."""
    while seen < _DRAINED_BYTES:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return
