"""HTTP under limits: one deadline for all that is sent and read, a cap on the bytes, no redirect, no compression.

The client's own time limit starts anew with every byte, so an endpoint that sends one byte a second would hold a
worker for hours. Here every read of the socket is given what is left of the whole, headers and TLS included.
"""

import ssl
import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

MOST_BYTES = 512 * 1024  # a full reply has about 30 KB, the echo of the request 30 KB more

Clock = Callable[[], float]


class TooManyBytes(httpx2.ReadError):
    """The endpoint sent more than any good reply has."""


class NotJson(httpx2.DecodingError):
    """A good status with a body that does not say it is plain JSON."""


class Deadline:
    """A moment that everything must be done by; `clock` is monotonic, in seconds."""

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._ends_at = clock() + seconds

    def left(self) -> float:
        """Seconds until then; negative afterwards."""
        return self._ends_at - self._clock()


class _Stream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self._bytes = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        received = self._inner.read(max_bytes, _within(self._deadline, timeout, httpcore2.ReadTimeout))
        self._bytes += len(received)
        if self._bytes > MOST_BYTES:
            raise TooManyBytes("the reply is too large")
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _within(self._deadline, timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _within(self._deadline, timeout, httpcore2.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._inner = httpcore2.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        left = _within(self._deadline, timeout, httpcore2.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options), self._deadline)


class _Transport(httpx2.HTTPTransport):
    def __init__(self, deadline: Deadline) -> None:
        context = _ssl_context()
        super().__init__(verify=context)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context, network_backend=_Backend(deadline), max_keepalive_connections=0
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["Accept-Encoding"] = "identity"  # a small compressed body may be a huge one
        response = super().handle_request(request)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        is_packed = response.headers.get("content-encoding", "identity").lower() != "identity"
        if response.status_code == httpx2.codes.OK and (is_packed or not kind.endswith("json")):
            response.close()
            raise NotJson("the reply is not plain JSON", request=request)
        return response


def client(deadline: Deadline) -> httpx2.Client:
    """A client for the calls of one assessment; whatever it does ends with the deadline."""
    return httpx2.Client(transport=_Transport(deadline), follow_redirects=False, timeout=max(0.001, deadline.left()))


@cache
def _ssl_context() -> ssl.SSLContext:
    """Made once in a process: it reads the certificates of the machine."""
    return httpx2.create_ssl_context()


def _within(deadline: Deadline, timeout: float | None, expired: type[Exception]) -> float:
    left = deadline.left()
    if left <= 0:
        raise expired("the deadline has passed")
    return left if timeout is None else min(left, timeout)
