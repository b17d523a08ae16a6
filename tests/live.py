"""A live server for tests: the app under `streamlit run`, the worker beside it, on a database of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from tests import databases

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 60.0
_pause = Event()
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy knows nothing of this machine


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def missing_at(url: str) -> list[str]:
    """What /healthz misses: [] when all is ready, ["answer"] when nobody listens yet."""
    try:
        with _direct.open(f"{url}/healthz", timeout=5) as response:
            return list(json.load(response)["missing"])
    except urllib.error.HTTPError as error:
        return list(json.load(error)["missing"])
    except OSError:
        return ["answer"]


@dataclass
class LiveServer:
    """App and worker as child processes. `url` has no slash at its end; `log` is what both have written."""

    url: str
    database_url: str
    home: Path
    environment: dict[str, str]
    has_worker: bool
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def app_pid(self) -> int:
        """Process id of the app."""
        return self._processes["app"].pid

    @property
    def worker_pid(self) -> int:
        """Process id of the worker."""
        return self._processes["worker"].pid

    @property
    def log(self) -> str:
        """Everything that app and worker have written so far."""
        return (self.home / "log").read_text(errors="replace")

    def start_app(self) -> None:
        """Start the app on the same port as before, and wait until it answers (200 or not)."""
        port = self.url.rpartition(":")[2]
        flags = ("--server.port", port, "--server.address", "127.0.0.1", "--server.headless", "true")
        self._start("app", [sys.executable, "-m", "streamlit", "run", "app.py", *flags])

    def start_worker(self) -> None:
        """Start the worker."""
        self._start("worker", [sys.executable, "-m", "core.worker"])

    def kill_app(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End the app, by default without a chance to tidy up."""
        self._end("app", number)

    def kill_worker(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End the worker, by default in the middle of whatever it does."""
        self._end("worker", number)

    def restart_app(self) -> None:
        """Kill the app and start it again on the same address; back when it is ready."""
        self.kill_app()
        self.start_app()
        self.wait_until_ready()

    def restart_worker(self) -> None:
        """Kill the worker and start it again."""
        self.kill_worker()
        self.start_worker()

    def wait_until_ready(self, *, seconds: float = READY_SECONDS) -> None:
        """Wait until /healthz misses nothing (but a worker that was not wanted); fail when a process ended."""
        deadline = time.monotonic() + seconds
        tolerated = set() if self.has_worker else {"worker"}
        while (missing := set(missing_at(self.url)) - tolerated) and time.monotonic() < deadline:
            ended = [name for name, process in self._processes.items() if process.poll() is not None]
            if ended:
                raise AssertionError(f"{ended[0]} ended before the server was ready:\n{self.log[-4000:]}")
            _pause.wait(0.1)
        if missing:
            raise AssertionError(f"{missing} still missing after {seconds:.0f} s:\n{self.log[-4000:]}")

    def stop(self) -> None:
        """End both, politely first."""
        for name in list(self._processes):
            self._end(name, signal.SIGTERM)

    def _start(self, name: str, command: list[str]) -> None:
        assert name not in self._processes, f"the {name} runs already"
        with (self.home / "log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def _end(self, name: str, number: signal.Signals) -> None:
        process = self._processes.pop(name, None)
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


@contextmanager
def running(
    database_url: str, home: Path, *, with_worker: bool = True, environment: Mapping[str, str] | None = None
) -> Iterator[LiveServer]:
    """A live server on this database, ready; `environment` adds settings, `home` takes mail and logs."""
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    settings = {
        "DATABASE_URL": database_url,
        "IELTS_HOME": str(home),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "BCRYPT_ROUNDS": "4",
        "PYTHONUNBUFFERED": "1",
        **(environment or {}),
    }
    server = LiveServer(
        url=f"http://127.0.0.1:{port}",
        database_url=database_url,
        home=home,
        environment={**os.environ, **settings},
        has_worker=with_worker,
    )
    try:
        if with_worker:
            server.start_worker()
        server.start_app()
        server.wait_until_ready()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def live_server(
    database_server: str, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """App and worker on a fresh database, shared by the tests of a module; nobody has visited it yet."""
    with (
        databases.clone(database_server, template_database) as url,
        running(url, tmp_path_factory.mktemp("live")) as server,
    ):
        yield server
