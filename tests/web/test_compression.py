"""Streamlit's own files, packed once and only as themselves."""

import gzip

import anyio
import brotli
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from web.compression import CompressedStatic

CODE = b"const answer = 42;\n" * 5_000


class Served:
    """A static server that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.app = CompressedStatic(Starlette(routes=[Route("/{path:path}", self.answer)]))
        self.client = TestClient(self.app)

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        if request.url.path.endswith("known.abc.js"):
            headers = {"etag": '"1"', "accept-ranges": "bytes", "cache-control": "public, immutable"}
            return Response(CODE, media_type="text/javascript", headers=headers)
        return HTMLResponse("<p>the page")


@pytest.fixture
def served() -> Served:
    return Served()


def raw(served: Served, path: str, accepted: str) -> tuple[dict[str, str], bytes]:
    with served.client.stream("GET", path, headers={"accept-encoding": accepted}) as answer:
        return dict(answer.headers), b"".join(answer.iter_raw())


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_packed_as_the_browser_takes_it(served: Served, accepted: str, encoding: str, unpack: object) -> None:
    headers, body = raw(served, "/static/js/known.abc.js", accepted)

    assert headers["content-encoding"] == encoding
    assert headers["vary"] == "accept-encoding"
    assert int(headers["content-length"]) == len(body) < len(CODE) / 20
    assert "etag" not in headers and headers["cache-control"] == "public, immutable"
    assert unpack(body) == CODE  # type: ignore[operator]


def test_packed_once(served: Served) -> None:
    for _ in range(3):
        raw(served, "/static/js/known.abc.js", "br")

    assert served.asked == 1


@pytest.mark.parametrize("accepted", ["identity", "", "br;q=0"])
def test_as_it_is_for_who_takes_nothing(served: Served, accepted: str) -> None:
    headers, body = raw(served, "/static/js/known.abc.js", accepted)

    assert "content-encoding" not in headers
    assert body == CODE


@pytest.mark.parametrize(
    "path", ["/static/js/unknown.js", "/static//js/known.abc.js", "/static/js/../js/known.abc.js", "/page"]
)
def test_nothing_else_is_kept(served: Served, path: str) -> None:
    for _ in range(2):
        raw(served, path, "br")

    assert not served.app.kept or list(served.app.kept) == [("/static/js/known.abc.js", "br")]


def test_a_range_is_left_alone(served: Served) -> None:
    answer = served.client.get("/static/js/known.abc.js", headers={"range": "bytes=0-9", "accept-encoding": "br"})

    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("sent", [[], [b""], [b"", CODE[:100]]], ids=["nothing", "no-body", "half-a-body"])
def test_an_answer_that_broke_off_is_not_kept(sent: list[bytes]) -> None:
    async def breaks_off(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/javascript"), (b"content-length", str(len(CODE)).encode())]
        if sent:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
        for body in sent[1:]:
            await send({"type": "http.response.body", "body": body, "more_body": True})

    app = CompressedStatic(breaks_off)
    scope = {"type": "http", "method": "GET", "path": "/static/js/a.js", "headers": [(b"accept-encoding", b"br")]}

    async def ignore(_message: Message) -> None:
        """The browser has left."""

    anyio.run(app, scope, None, ignore)

    assert not app.kept
