"""The commands behind `make run`, `make stop` and the scripts of others, as real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import psutil
import psycopg
import pytest

from db.embedded import EmbeddedPostgres
from tests.live import ROOT, free_port, missing_at

_pause = Event()


def cli(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "core.cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )


class Background:
    """`run` as a script starts it with `&`: SIGINT is ignored before it begins."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.port = free_port()
        self.environment = {**environment, "PORT": str(self.port)}
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = folder / "output"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", f"trap '' INT; exec {sys.executable} -m core.cli run"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + 90
        while missing_at(self.url):
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            _pause.wait(0.1)

    def children(self) -> dict[str, int]:
        note = json.loads((Path(self.environment["IELTS_HOME"]) / "run.json").read_text())
        return {name: child["pid"] for name, child in note["children"].items()}


def server_of(environment: dict[str, str]) -> EmbeddedPostgres:
    return EmbeddedPostgres(Path(environment["IELTS_HOME"]) / "postgres")


def test_database_url_prints_the_address_and_nothing_else(environment: dict[str, str]) -> None:
    answer = cli("database_url", environment=environment)

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("\n") == 1
    with psycopg.connect(answer.stdout.strip()) as connection:
        assert connection.execute("select count(*) from practice_submission").fetchone() == (0,)
    assert cli("database_url", environment=environment).stdout == answer.stdout
    assert cli("stop", environment=environment).stdout == "Stopped.\n"
    assert not server_of(environment).is_answering()
    assert cli("stop", environment=environment).stdout == "Nothing was running.\n"


def test_with_database_url_no_server_is_touched(environment: dict[str, str]) -> None:
    given = {**environment, "DATABASE_URL": "postgres://somebody@nowhere/ielts"}

    assert cli("database_url", environment=given).stdout == "postgresql://somebody@nowhere/ielts\n"
    assert not Path(environment["IELTS_HOME"]).exists()


def test_a_taken_port_gives_one_line(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = cli("run", environment={**environment, "PORT": str(port)})

    assert answer.returncode == 1
    assert answer.stderr == (
        f"Port {port} is taken by another program: stop that one, or type PORT={port + 1} make run.\n"
    )
    assert not server_of(environment).home.exists()


def test_an_address_of_another_machine_gives_one_line(environment: dict[str, str]) -> None:
    answer = cli("run", environment={**environment, "HOST": "192.0.2.1", "PORT": str(free_port())})

    assert answer.returncode == 1
    assert answer.stderr == "This machine has no address 192.0.2.1: set HOST to one of its own.\n"


def test_a_setting_that_cannot_be_read_gives_one_line(environment: dict[str, str]) -> None:
    answer = cli("run", environment={**environment, "PORT": "many"})

    assert answer.returncode == 1
    assert answer.stderr.startswith("The setting PORT cannot be used: ")
    assert answer.stderr.count("\n") == 1


def test_production_with_the_default_secret_does_not_start(environment: dict[str, str]) -> None:
    answer = cli("run", environment={**environment, "MODE": "production"})

    assert answer.returncode == 1
    assert "PASSWORD_PEPPER" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_run_serves_is_found_by_a_second_run_and_stops_cleanly(environment: dict[str, str], folder: Path) -> None:
    background = Background(environment, folder)
    try:
        background.wait_until_ready()
        second = cli("run", environment=background.environment)
        children = background.children()

        os.kill(children["worker"], signal.SIGKILL)
        deadline = time.monotonic() + 30
        while background.children()["worker"] == children["worker"] and time.monotonic() < deadline:
            _pause.wait(0.1)
        restarted = background.children()
    finally:
        background.process.send_signal(signal.SIGINT)
        code = background.process.wait(60)

    assert second.returncode == 0
    assert f"Open {background.url}" in second.stdout
    assert restarted["worker"] != children["worker"]
    assert restarted["app"] == children["app"]
    assert code == 0
    assert not any(psutil.pid_exists(pid) for pid in restarted.values())
    assert not server_of(environment).is_answering()
    assert "Traceback" not in background.output.read_text()
    assert not (Path(environment["IELTS_HOME"]) / "run.json").exists()


@pytest.mark.slow
def test_stop_ends_what_a_killed_run_has_left(environment: dict[str, str], folder: Path) -> None:
    background = Background(environment, folder)
    background.wait_until_ready()
    children = background.children()
    background.process.kill()
    background.process.wait(10)
    assert not missing_at(background.url)

    stopped = cli("stop", environment=background.environment)

    assert stopped.stdout == "Stopped.\n"
    assert not any(psutil.pid_exists(pid) for pid in children.values())
    assert not server_of(environment).is_answering()


@pytest.mark.slow
def test_a_run_after_a_killed_one_takes_over(environment: dict[str, str], folder: Path) -> None:
    first = Background(environment, folder)
    first.wait_until_ready()
    left = first.children()
    first.process.kill()
    first.process.wait(10)

    second = Background(environment, folder)
    try:
        second.wait_until_ready()
        assert not any(psutil.pid_exists(pid) for pid in left.values())
    finally:
        second.process.terminate()
        assert second.process.wait(60) == 0


@pytest.mark.slow
def test_a_killed_database_comes_back_by_itself(environment: dict[str, str], folder: Path) -> None:
    background = Background(environment, folder)
    try:
        background.wait_until_ready()
        server = server_of(environment)
        os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        deadline = time.monotonic() + 30
        while (missing_at(background.url) or not server.is_answering()) and time.monotonic() < deadline:
            _pause.wait(0.1)
        assert not missing_at(background.url)
    finally:
        background.process.terminate()
        assert background.process.wait(60) == 0
    assert "The database had ended and is started again." in background.output.read_text()
