"""Events of the payment service at 50 a second for 20 seconds: how long the answer takes while the worker applies."""

import http.client
import json
import statistics
import threading
import time
from urllib.parse import urlsplit

from benchmarks.measure.scene import say, scene
from core.billing.gateways import choosing, signatures
from core.clock import utc_now

A_SECOND = 50
SECONDS = 20
SENDERS = 8


def event(number: int) -> bytes:
    """An event about an invoice that nobody knows: kept, queued, looked up, ignored."""
    body = {
        "id": f"evt_bench_{number}",
        "object": "event",
        "type": "invoice.paid",
        "created": int(utc_now().timestamp()),
        "livemode": False,
        "data": {"object": {"id": f"in_bench_{number}", "object": "invoice", "customer": f"cus_{number % 97}"}},
    }
    return json.dumps(body).encode()


def main() -> None:
    """Print median, p95 and the slowest answer in ms, how many were not taken, and a bare /healthz beside them."""
    with scene(results=0, with_worker=True) as found:
        address = urlsplit(found.server.url)
        secret = choosing.webhook_secret()
        begin, took, refused, lock = time.perf_counter() + 1, [], [], threading.Lock()

        def send(first: int) -> None:
            connection = http.client.HTTPConnection(address.hostname or "", address.port or 80)
            for number in range(first, A_SECOND * SECONDS, SENDERS):
                time.sleep(max(0.0, begin + number / A_SECOND - time.perf_counter()))
                body = event(number)
                signature = signatures.sign(body, secret=secret, at=utc_now())
                started = time.perf_counter()
                connection.request("POST", "/webhooks/stripe", body, {"stripe-signature": signature})
                answer = connection.getresponse()
                answer.read()
                with lock:
                    took.append((time.perf_counter() - started) * 1000)
                    if answer.status != 202:
                        refused.append(answer.status)

        senders = [threading.Thread(target=send, args=(first,)) for first in range(SENDERS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        plain = []
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 80)
        for _ in range(100):
            started = time.perf_counter()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            plain.append((time.perf_counter() - started) * 1000)
        say(
            events=len(took),
            not_taken=len(refused),
            median_ms=statistics.median(took),
            p95_ms=statistics.quantiles(took, n=20)[18],
            slowest_ms=max(took),
            healthz_median_ms=statistics.median(plain),
        )


if __name__ == "__main__":
    main()
