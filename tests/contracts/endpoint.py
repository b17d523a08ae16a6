"""An endpoint of our own over real HTTP: it answers, refuses, drips, lies and breaks as it is told."""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from core.assessment.criteria import CRITERIA
from core.assessment.engines.openai.options import Options
from core.assessment.engines.openai.pricing import Prices
from core.config import OpenAIApi

PRICES = Prices(Decimal("0.40"), Decimal("0.10"), Decimal("1.60"))
USAGE = {"input_tokens": 2500, "input_tokens_details": {"cached_tokens": 2000}, "output_tokens": 1500}
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]")

Behaviour = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request, and the ways to answer it."""

    handler: BaseHTTPRequestHandler
    asked: dict[str, Any]
    stop: threading.Event

    @property
    def sent(self) -> dict[str, Any]:
        """The user message: task and essay."""
        messages = self.asked.get("input") or self.asked["messages"]
        return json.loads(messages[-1]["content"])

    @property
    def essay(self) -> str:
        return str(self.sent["essay"])

    def say(self, text: str, *, usage: Any = USAGE, status: str = "completed") -> None:
        """The model's text in the envelope of the interface that was asked."""
        self.body(envelope(self.asked, text, usage=usage, status=status))

    def body(self, body: Any, *, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.start(status, kind, len(data), **headers)
        self.handler.wfile.write(data)

    def start(self, status: int, kind: str, length: int, **headers: str) -> None:
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def error(self, status: int, code: str | None = None, **headers: str) -> None:
        self.body({"error": {"message": "no", "type": "x", "code": code}}, status=status, **headers)

    def hang_up(self) -> None:
        self.handler.connection.shutdown(socket.SHUT_RDWR)

    def drip(self, data: bytes, every_seconds: float) -> None:
        """A byte at a time, until the other side hangs up."""
        for position in range(len(data)):
            if self.stop.wait(every_seconds):
                return
            self.handler.wfile.write(data[position : position + 1])
            self.handler.wfile.flush()


@dataclass
class FakeEndpoint:
    """The address, what was asked so far, and how the next requests are answered (the last way stays)."""

    url: str
    asked: list[Exchange] = field(default_factory=list)
    script: list[Behaviour] = field(default_factory=list)

    def answers(self, *ways: Behaviour) -> None:
        self.script[:] = ways

    def options(self, **overrides: Any) -> Options:
        values = {
            "api_key": "a-key",
            "base_url": self.url,
            "model": "a-model",
            "api": OpenAIApi.responses,
            "max_output_tokens": 4000,
            "timeout_seconds": 20.0,
            "prices": PRICES,
        }
        return Options(**values | overrides)


@contextmanager
def serving() -> Iterator[FakeEndpoint]:
    """A server on a free port for the block."""
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            Exchange(self, {}, stop).body({"object": "list", "data": []})

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            exchange = Exchange(self, asked, stop)
            with lock:
                fake.asked.append(exchange)
                way = fake.script.pop(0) if len(fake.script) > 1 else fake.script[0]
            try:
                way(exchange)
            except OSError:
                self.close_connection = True

        def log_message(self, *_arguments: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_arguments: Any) -> None:
            """A client that hangs up is what we are here for."""

    lock = threading.Lock()
    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeEndpoint(f"http://127.0.0.1:{server.server_port}/v1", script=[well])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def well(exchange: Exchange) -> None:
    """A good reply about the essay that was sent."""
    exchange.say(json.dumps(good_reply(exchange.essay)))


def envelope(asked: dict[str, Any], text: str, *, usage: Any = USAGE, status: str = "completed") -> dict[str, Any]:
    if "messages" in asked:
        reason = "stop" if status == "completed" else "length"
        counted = usage and {"prompt_tokens": usage["input_tokens"], "completion_tokens": usage["output_tokens"]}
        return {"choices": [{"message": {"content": text}, "finish_reason": reason}], "usage": counted}
    part = {"type": "output_text", "text": text}
    return {"status": status, "output": [{"type": "message", "content": [part]}], "usage": usage}


def good_reply(essay: str, *, band: int = 6) -> dict[str, Any]:
    """What a careful model says, with quotes of this essay."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(essay) if len(sentence.split()) > 3] or [essay]
    quote, last = sentences[0], sentences[-1]
    longest_word = max(essay.split(), key=len).strip('.,;:!?"()')
    return {
        "criteria": [
            {
                "criterion": criterion.value,
                "evidence": [{"quote": quote, "why": "It opens the answer."}, {"quote": last, "why": "It ends it."}],
                "summary": "You answer the question and keep to it.",
                "next_band": "Say more exactly what your main example shows.",
                "band": band,
            }
            for criterion in CRITERIA
        ],
        "strengths": [{"criterion": "task_achievement", "says": "Your position is clear at once.", "quote": quote}],
        "priorities": [
            {
                "criterion": "coherence_cohesion",
                "says": "The end comes suddenly.",
                "quote": last,
                "advice": "Lead to it with one sentence that sums up your two reasons.",
            }
        ],
        "comments": [
            {
                "quote": longest_word,
                "type": "word_choice",
                "message": "This word is a little vague here.",
                "why": "A reader cannot see what you mean.",
                "how": "Ask yourself what exactly you saw.",
                "suggestions": ["thing"],
            }
        ],
        "revision": [{"before": last, "after": "In short, both reasons point the same way.", "reasons": ["Clearer."]}],
        "next_step": "Tomorrow, write the last paragraph again from memory.",
    }
