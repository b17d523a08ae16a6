"""Leaving a broken endpoint alone: after five failures in a row for 30 seconds, then twice as long each time."""

import time
from collections.abc import Callable
from threading import Lock

MOST_FAILURES = 5
FIRST_PAUSE_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 900.0


class Breaker:
    """Counts failures in a row for this process; safe between threads. `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._pause = FIRST_PAUSE_SECONDS
        self._closed_until: float | None = None

    def may_call(self) -> bool:
        """Whether a call may go out now; after a pause one caller is let through, and the others when it succeeds."""
        with self._lock:
            if self._closed_until is None:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._pause  # for everybody but this caller
            return True

    def succeeded(self) -> None:
        """The endpoint answered: forget all failures."""
        with self._lock:
            self._failures = 0
            self._pause = FIRST_PAUSE_SECONDS
            self._closed_until = None

    def failed(self) -> None:
        """One more failure; the fifth in a row, and each one after it, begins a pause."""
        with self._lock:
            self._failures += 1
            if self._failures < MOST_FAILURES:
                return
            self._closed_until = self._clock() + self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)

    def seconds_closed(self) -> float:
        """How long no call goes out from now on; 0 when one may."""
        with self._lock:
            return max(0.0, self._closed_until - self._clock()) if self._closed_until is not None else 0.0
