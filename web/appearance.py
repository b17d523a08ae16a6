"""Puts two scripts of ours in front of Streamlit's: a person's colours and size of text, and one click of two."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.routes import one_click

PATH = "/appearance.js"
_HEAD = b"<head>"
_SCRIPTS = b"".join(b'<script src="%s"></script>' % path.encode() for path in (PATH, one_click.PATH))
_OF_THE_FILE = ("etag", "last-modified", "accept-ranges")  # these describe the page as Streamlit made it
_ASKS_FOR_IT = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")


class Appearance:
    """Adds the scripts to every page; they run before Streamlit starts, so nothing flickers and no rerun pays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only a page that a browser opens is changed."""
        is_page = scope["type"] == "http" and scope["method"] == "GET"
        if not is_page or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        kept: list[Message] = []

        async def collect(message: Message) -> None:
            kept.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for each in _with_script(kept):
                    await send(each)

        headers = [(name, value) for name, value in scope["headers"] if name not in _ASKS_FOR_IT]
        await self.app({**scope, "headers": headers}, receive, collect)


def _with_script(messages: list[Message]) -> list[Message]:
    start = {**messages[0], "headers": list(messages[0]["headers"])}
    headers = MutableHeaders(scope=start)
    body = b"".join(message.get("body", b"") for message in messages[1:])
    is_plain = "content-encoding" not in headers and headers.get("content-type", "").startswith("text/html")
    if start["status"] != 200 or not is_plain or _HEAD not in body:
        return messages
    changed = body.replace(_HEAD, _HEAD + _SCRIPTS, 1)
    for name in _OF_THE_FILE:
        if name in headers:
            del headers[name]
    headers["content-length"] = str(len(changed))
    return [start, {"type": "http.response.body", "body": changed}]
