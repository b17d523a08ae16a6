"""Who runs here: one `run` for one IELTS_HOME, with a note of its processes for those who come later."""

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

import psutil

from core.errors import Refusal


class HomeUnusable(Refusal):
    """IELTS_HOME cannot be made, or belongs to somebody else."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"We may not write in {home}: set IELTS_HOME to a folder of your own.")


@dataclass(frozen=True)
class ProcessNote:
    """A process that is named for sure: ids are used again, but not with the same time of birth."""

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """A note of a living process."""
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process while it lives."""
        try:
            process = psutil.Process(self.pid)
            if process.create_time() == self.created and process.status() != psutil.STATUS_ZOMBIE:
                return process
        except psutil.Error:
            pass
        return None


@dataclass
class RunNote:
    """What `run` writes down: itself, where it listens, and its children by name."""

    supervisor: ProcessNote
    host: str
    port: int
    children: dict[str, ProcessNote] = field(default_factory=dict)


class RunFile:
    """run.json and the lock beside it. The lock is the truth: the kernel frees it when its holder dies."""

    def __init__(self, home: Path) -> None:
        """The run file of an IELTS_HOME, which is made if need be.

        Raises:
            HomeUnusable: We may not write there.
        """
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise HomeUnusable(home) from None
        if not os.access(home, os.W_OK):
            raise HomeUnusable(home)
        self._note = home / "run.json"
        self._lock_path = home / "run.lock"
        self._lock: IO[str] | None = None

    def take(self) -> bool:
        """Become the one that runs here, for as long as this process lives; False when another is."""
        handle = self._lock_path.open("a")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self._lock = handle
        return True

    def release(self) -> None:
        """Let the next one run; nothing is left to stop."""
        self._note.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def write(self, note: RunNote) -> None:
        """Leave the note for others; they read the old one or the new one."""
        unfinished = self._note.with_suffix(".new")
        unfinished.write_text(json.dumps(asdict(note)), encoding="utf-8")
        unfinished.replace(self._note)

    def read(self) -> RunNote | None:
        """The last note, or None when there is none that can be read."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            raw = json.loads(self._note.read_text(encoding="utf-8"))
            return RunNote(
                supervisor=ProcessNote(**raw["supervisor"]),
                host=raw["host"],
                port=raw["port"],
                children={name: ProcessNote(**child) for name, child in raw["children"].items()},
            )
        return None


def end(processes: list[psutil.Process], *, seconds: float = 15.0, is_family: bool = True) -> None:
    """Ask processes to end; after `seconds` end those without asking that still live, children included.

    Without `is_family` the children are left to their parents.
    """
    everyone = list(processes)
    for process in processes if is_family else []:
        with suppress(psutil.Error):
            everyone.extend(process.children(recursive=True))
    for process in processes:
        with suppress(psutil.Error):
            process.terminate()
    _gone, alive = psutil.wait_procs(everyone, timeout=seconds)
    for process in alive:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
