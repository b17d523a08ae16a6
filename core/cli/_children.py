"""The processes that `run` keeps alive: each with its log, started again when it dies."""

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from core.cli import _run_file
from core.cli._run_file import ProcessNote
from core.config import ROOT

LOG_MAX_BYTES = 10_000_000
STEADY_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 30.0


@dataclass
class Child:
    """One process with a name, a command (arguments of this Python) and a log file."""

    name: str
    arguments: list[str]
    log: Path
    _process: subprocess.Popen[bytes] | None = None
    _began: float = 0.0
    _deaths: int = 0
    _wake: float = field(default=0.0)

    def start(self) -> None:
        """Start it apart from our terminal, so that Ctrl-C reaches us alone and we stop it in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_MAX_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *self.arguments],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._began = time.monotonic()

    @property
    def note(self) -> ProcessNote | None:
        """What others need to find the process; None while it is not running."""
        if self._process is None or self._process.poll() is not None:
            return None
        with suppress(psutil.Error):
            return ProcessNote.of(self._process.pid)
        return None

    def ended_early(self) -> bool:
        """Whether it has died within seconds of its start: it will not come up by itself."""
        return self._process is not None and self._process.poll() is not None and self._deaths == 0

    def keep_alive(self) -> bool:
        """Start it again if it died, at once the first time and more slowly when it keeps dying.

        True when it was started now.
        """
        if self._process is None:
            if time.monotonic() < self._wake:
                return False
            self.start()
            return True
        if self._process.poll() is None:
            return False
        was_steady = time.monotonic() - self._began > STEADY_SECONDS
        self._deaths = 1 if was_steady else self._deaths + 1
        self._process = None
        self._wake = time.monotonic() + (0 if was_steady else min(2.0 ** (self._deaths - 2), LONGEST_PAUSE_SECONDS))
        return False

    def last_lines(self, count: int = 12) -> str:
        """The end of its log."""
        with suppress(OSError):
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
        return ""


def stop(children: list[Child]) -> None:
    """End them all, politely first, at the same time."""
    living = [note.find() for child in children if (note := child.note) is not None]
    _run_file.end([process for process in living if process is not None])
