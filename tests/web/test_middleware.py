"""Headers on every answer, closed doors, strict origins, limited bodies."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from tests.web.conftest import ORIGIN
from web import middleware
from web.middleware import HEADERS, LARGEST_SESSION_BYTES, LARGEST_WEBHOOK_BYTES, BodyLimit, StrictOrigin


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/healthz"), ("POST", "/api/drafts/1"), ("GET", "/_stcore/metrics")]
)
def test_headers_are_on_every_answer(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert len(answer.headers["x-request-id"]) == 16


def test_no_script_from_elsewhere_and_none_inline_but_streamlits() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["content-security-policy"].split("; "))

    assert "unsafe" not in policy["script-src"]
    assert "sha256-" in policy["script-src"]
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert policy["object-src"] == "'none'"


def test_a_proxys_request_id_is_kept_if_it_has_a_sane_shape(client: TestClient) -> None:
    kept = client.get("/", headers={"x-request-id": "from-the-proxy-1"})
    replaced = client.get("/", headers={"x-request-id": "spaced out <script>"})

    assert kept.headers["x-request-id"] == "from-the-proxy-1"
    assert "script" not in replaced.headers["x-request-id"]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/today/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/some-session/some-file",
    ],
)
def test_closed_doors(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert client.put(path).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_for_this_machine_opens_nothing(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_loopback_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_behind_a_proxy_only_the_public_origin_writes(client: TestClient, public_origin: str) -> None:
    assert client.get("/", headers={"host": "writing.example.org"}).status_code == 200
    assert client.post("/session/end", headers={"origin": public_origin}).status_code == 204
    assert client.post("/session/end", headers={"origin": ORIGIN}).status_code == 403


def test_a_signed_webhook_needs_no_origin(client: TestClient) -> None:
    del client.headers["origin"]

    assert client.post("/webhooks/stripe", content=b"{}").status_code == 400  # not signed, but let through


@pytest.fixture
def socket_client() -> TestClient:
    async def accept(_scope: object, receive: object, send: object) -> None:
        await send({"type": "websocket.accept"})  # type: ignore[operator]
        await send({"type": "websocket.close", "code": 1000})  # type: ignore[operator]

    return TestClient(StrictOrigin(accept), base_url=ORIGIN)


@pytest.mark.parametrize("origin", [None, ORIGIN])
def test_our_own_socket(socket_client: TestClient, origin: str | None) -> None:
    with socket_client.websocket_connect(
        f"ws{ORIGIN[4:]}/_stcore/stream", headers={"origin": origin} if origin else {}
    ):
        pass


@pytest.mark.parametrize("origin", ["null", "http://localhost:9999", "https://127.0.0.1:8501", "http://evil.example"])
def test_a_socket_of_another_site(socket_client: TestClient, origin: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        socket_client.websocket_connect(f"ws{ORIGIN[4:]}/_stcore/stream", headers={"origin": origin}),
    ):
        pass


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/session/open", LARGEST_SESSION_BYTES + 1, 413),
        ("/webhooks/stripe", LARGEST_WEBHOOK_BYTES, 400),
        ("/webhooks/stripe", LARGEST_WEBHOOK_BYTES + 1, 413),
    ],
)
def test_bodies_are_limited_as_declared(client: TestClient, path: str, size: int, status: int) -> None:
    answer = client.post(path, content=b"x" * size)

    assert answer.status_code == status


def test_bodies_are_limited_as_counted(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1_000

    answer = client.post("/session/open", content=chunks())

    assert answer.status_code == 413
    assert answer.json()["error"] == "This request is too large."


def test_a_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "LONGEST_BODY_SECONDS", 0.05)
    sent: list[Message] = []
    pieces: list[Message] = [{"type": "http.request", "body": b"{", "more_body": True}]

    async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()
        await PlainTextResponse("read")(scope, receive, send)

    async def receive() -> Message:
        return pieces.pop() if pieces else await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": "/session/open", "headers": []}
    asyncio.run(asyncio.wait_for(BodyLimit(read_all)(scope, receive, send), 10))

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
