"""Compresses Streamlit's own JavaScript and CSS: its gzip leaves `/static/` out on purpose."""

import gzip
import re
from collections.abc import Callable

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FILES = re.compile(r"/static/(js|css)/[\w.-]+\Z", re.ASCII)  # one spelling of a path: every file is kept once
_CODE = ("text/css", "text/javascript", "application/javascript", "application/wasm")
_ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "gzip": lambda body: gzip.compress(body, 6),
}
_DESCRIBE_THE_UNPACKED = ("etag", "last-modified", "accept-ranges")


class CompressedStatic:
    """Packs a file of `/static/` at its first request and keeps it for the life of the process.

    Names carry a hash of the content, so nothing goes stale. An unknown name is answered with a page by
    Streamlit and is not kept, so memory does not grow at a stranger's wish.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the packed file where the browser takes one."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _FILES.match(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = _encoding(headers.get("accept-encoding", ""))
        if not encoding or "range" in headers:
            await self.app(scope, receive, send)
            return

        key = (scope["path"], encoding)
        if key not in self.kept:
            messages: list[Message] = []

            async def collect(message: Message) -> None:
                messages.append(message)

            await self.app(scope, receive, collect)
            packed = await run_in_threadpool(_packed, messages, encoding) if messages else None
            if packed is None:
                for message in messages:
                    await send(message)
                return
            self.kept[key] = packed
        start, body = self.kept[key]
        await send({**start, "headers": list(start["headers"])})  # a copy: the middleware outside adds to it
        await send(body)


def _encoding(accepted: str) -> str:
    """The best packing that the browser takes; "" for none."""
    names = {part.split(";")[0].strip() for part in accepted.split(",") if "q=0" not in part.replace(" ", "")}
    return next((name for name in _ENCODINGS if name in names), "")


def _packed(messages: list[Message], encoding: str) -> list[Message] | None:
    """The answer, packed; None for what is better sent as it came (not code, not found, not modified, broken off).

    A browser that leaves in the middle cuts the answer short: kept, that would be everybody's file for ever.
    """
    start = {**messages[0], "headers": list(messages[0]["headers"])}
    headers = MutableHeaders(scope=start)
    is_code = headers.get("content-type", "").startswith(_CODE)
    if start["status"] != 200 or not is_code or "content-encoding" in headers:
        return None
    whole = b"".join(message.get("body", b"") for message in messages[1:])
    if not whole or messages[-1].get("more_body") or headers.get("content-length", str(len(whole))) != str(len(whole)):
        return None
    body = _ENCODINGS[encoding](whole)
    for name in _DESCRIBE_THE_UNPACKED:
        if name in headers:
            del headers[name]
    headers["content-encoding"] = encoding
    headers["content-length"] = str(len(body))
    headers.add_vary_header("accept-encoding")
    return [start, {"type": "http.response.body", "body": body}]
