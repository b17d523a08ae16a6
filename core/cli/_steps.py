"""Steps on a terminal: one line each, with a bar for what takes longer than 2 s. Standard library only."""

import sys
import threading
import time
from math import exp
from types import TracebackType
from typing import Self

PATIENCE_SECONDS = 2.0
_BAR_WIDTH = 24
_NAME_WIDTH = 10


class Step:
    """`with Step("Database") as step: ... step.note = "ready"` prints `Database    ready (0.8 s)`.

    On a terminal a bar appears after 2 s; it follows `fraction` when the work sets it, else it nears its
    end by `expected_seconds`. Elsewhere (a log) one line says so after 2 s. A step that raises says nothing.
    """

    def __init__(self, name: str, *, expected_seconds: float = 10.0) -> None:
        """Name the step; it begins when the block is entered."""
        self.name = name
        self.note = "ready"
        self.fraction: float | None = None
        self._expected_seconds = expected_seconds
        self._finished = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._began = time.monotonic()
        self._painter.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Wipe the bar; say how it ended and how long it took."""
        self._finished.set()
        self._painter.join()
        if error is None:
            print(f"{self.name:<{_NAME_WIDTH}}  {self.note} ({self._seconds():.1f} s)", flush=True)

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _paint(self) -> None:
        if self._finished.wait(PATIENCE_SECONDS):
            return
        if not sys.stdout.isatty():
            print(f"{self.name:<{_NAME_WIDTH}}  ...", flush=True)
            return
        while True:
            fraction = self.fraction
            if fraction is None:
                fraction = 1 - exp(-self._seconds() / self._expected_seconds)
            done = int(min(1.0, fraction) * _BAR_WIDTH)
            bar = "#" * done + "." * (_BAR_WIDTH - done)
            print(f"\r{self.name:<{_NAME_WIDTH}}  [{bar}] {self._seconds():.0f} s ", end="", flush=True)
            if self._finished.wait(0.2):
                print("\r\033[K", end="", flush=True)
                return
