"""An HTTP server that speaks like Stripe over the sandbox's books, and notes every request word by word.

What is sent must fit the SDK's own definition of the request; what is answered, its definition of the object.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from core.billing.gateways.protocol import GatewayRefused
from core.billing.gateways.sandbox_store import Store
from core.clock import pinned
from tests.contracts.stripe_routes import HANDLERS, Card, Record, Sent, StripeError
from tests.contracts.stripe_shapes import faults_of_object, faults_of_request, route_of


@dataclass
class Stub:
    """What came in, what was wrong with it, and how the next requests fare."""

    store: Store
    now: datetime  # a pinned clock is seen by its own thread alone
    sent: list[Sent] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    fails_with: int | None = None
    hangs_up: bool = False
    card: Card = field(default_factory=Card)
    _answers: dict[str, tuple[Record, Record]] = field(default_factory=dict)

    def answer(self, request: Sent) -> Record:
        """The body of the answer; a key that came before gets the answer of then."""
        self.sent.append(request)
        self.faults += faults_of_request(request.route, request.parameters)
        if self.fails_with:
            raise StripeError(self.fails_with, "rate_limit" if self.fails_with == 429 else "api_error", "Later.")
        if request.key in self._answers:
            parameters, answer = self._answers[request.key]
            if parameters != request.parameters:
                raise StripeError(400, "idempotency_error", "Another request had this key.")
            return answer
        with pinned(self.now), self.store.books() as books:
            try:
                found = HANDLERS[request.route](self.card, books, request)
            except GatewayRefused as refusal:
                raise StripeError(404, "invalid_request_error", str(refusal), "resource_missing") from None
        found = _shown(found)
        self.faults += faults_of_object(found)
        if request.key and request.method != "GET":
            self._answers[request.key] = (request.parameters, found)
        return found


@contextmanager
def serving(store: Store, *, now: datetime) -> Iterator[tuple[Stub, str]]:
    """The stub and its address."""
    stub = Stub(store, now)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stub, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve("GET")

        def do_POST(self) -> None:
            self._serve("POST")

        def do_DELETE(self) -> None:
            self._serve("DELETE")

        def _serve(self, method: str) -> None:
            if stub.hangs_up:
                self.close_connection = True
                self.connection.close()
                return
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            parameters = nested([*parse_qsl(url.query, True), *parse_qsl(body, True)])
            route = route_of(method, url.path)
            request = Sent(
                method, url.path, route, parameters, self.headers["Idempotency-Key"], self.headers["Stripe-Version"]
            )
            try:
                status, answer = 200, stub.answer(request)
            except StripeError as error:
                status, answer = error.status, error.body
            except Exception as error:  # a fault of the stub must be the test's, not an outage
                stub.faults.append(repr(error))
                raise
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:
            return

    return Handler


def nested(pairs: list[tuple[str, str]]) -> Record:
    """`a[b][0]=c` as dictionaries and lists."""
    root: Record = {}
    for name, value in pairs:
        keys = name.replace("]", "").split("[")
        at = root
        for key in keys[:-1]:
            at = at.setdefault(key, {})
        if keys[-1] == "":
            at[str(len(at))] = value
        else:
            at[keys[-1]] = value
    return {key: _lists(value) for key, value in root.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _lists(each) for key, each in value.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def _shown(found: Any) -> Any:
    """Without what only the sandbox knows."""
    if isinstance(found, dict):
        return {key: _shown(value) for key, value in found.items() if not key.startswith("_")}
    return [_shown(each) for each in found] if isinstance(found, list) else found
