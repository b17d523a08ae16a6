"""`run`: everything on one machine, behind `make run`. Stays until Ctrl-C, then stops all of it."""

import argparse
import contextlib
import importlib
import io
import json
import os
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import NoReturn

from core.cli import _children, _run_file
from core.cli._children import Child
from core.cli._run_file import ProcessNote, RunFile, RunNote
from core.cli._steps import Step
from core.config import ROOT, Settings, settings
from core.errors import Outage, Refusal

NAME = "run"
HELP = "Start database, worker and app, and keep them running until Ctrl-C."
READY_SECONDS = 120.0
CONTENT_COMMANDS = (
    ("load_topics",),
    ("load_practice_tasks",),
    ("load_model_answers", "--kept-only"),
    ("setup_subscription_plans",),
)
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - where to look for ourselves


class PortTaken(Refusal):
    """Another program listens where the app should."""


class AddressUnusable(Refusal):
    """This machine cannot listen on the chosen address."""


class StartFailed(Outage):
    """App or worker does not come up; the sentence ends with what it said last."""


class _Told(BaseException):
    """SIGINT, SIGTERM or SIGHUP: not an Exception, so that no step takes it for a failure of its own."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing: HOST, PORT, IELTS_HOME and DATABASE_URL are settings."""


def run(arguments: argparse.Namespace) -> int:
    """Start everything in order, then watch over it. 0 after a stop, or when it ran already.

    Raises:
        PortTaken: Something else listens on PORT.
        StartFailed: App or worker does not come up.
    """
    chosen = settings()
    run_file = RunFile(chosen.ielts_home)
    _obey_signals()
    try:
        if not run_file.take():
            return _attach(run_file)
        try:
            _end_leftovers(run_file)
            _require_free_port(chosen)
            _serve(chosen, run_file)
        finally:
            _ignore_signals()
            run_file.release()
    except _Told:
        return 0


def _obey_signals() -> None:
    """Set our own handlers: a script that starts us in the background has SIGINT ignored for us."""

    def told(_number: int, _frame: FrameType | None) -> NoReturn:
        _ignore_signals()  # whoever is impatient must not interrupt the stopping
        raise _Told

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup the terminal may go
        signal.signal(signal.SIGHUP, told)


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def address(host: str, port: int) -> str:
    """Where a person on this machine finds the app."""
    near = _ANYWHERE.get(host, host)
    return f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"


def missing_at(url: str) -> list[str]:
    """What /healthz misses: [] when all is ready, ["app"] while nobody answers."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy knows nothing of this machine
    try:
        with direct.open(f"{url}/healthz", timeout=5) as answer:
            return list(json.load(answer)["missing"])
    except urllib.error.HTTPError as error:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return list(json.load(error)["missing"])
        return ["app"]
    except (OSError, ValueError, KeyError, TypeError):
        return ["app"]


def _attach(run_file: RunFile) -> int:
    """Say where the one runs that was started before; it may still be starting."""
    with Step("Running", expected_seconds=20) as step:
        deadline = time.monotonic() + READY_SECONDS
        while (note := run_file.read()) is None or missing_at(address(note.host, note.port)):
            if time.monotonic() > deadline:
                raise StartFailed("It was started before, but does not become ready: type 'make stop' and try again.")
            time.sleep(0.2)
        step.note = f"already, as process {note.supervisor.pid}"
    print(f"\nOpen {settings().public_origin or address(note.host, note.port)} ('make stop' ends it)", flush=True)
    return 0


def _end_leftovers(run_file: RunFile) -> None:
    """End children of a run that was killed: they hold the port and would work beside ours."""
    if (note := run_file.read()) is not None:
        living = [child.find() for child in note.children.values()]
        _run_file.end([process for process in living if process is not None])


def _require_free_port(chosen: Settings) -> None:
    try:
        info = socket.getaddrinfo(chosen.host or None, chosen.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(info[0], info[1]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(info[4])
    except PermissionError:
        raise AddressUnusable(f"Only root may listen on port {chosen.port}: choose one from 1024 up.") from None
    except OSError as error:
        if isinstance(error, socket.gaierror) or "assign" in (error.strerror or ""):
            raise AddressUnusable(f"This machine has no address {chosen.host}: set HOST to one of its own.") from None
        free = chosen.port + 1 if chosen.port < 65535 else 8501
        raise PortTaken(
            f"Port {chosen.port} is taken by another program: stop that one, or type PORT={free} make run."
        ) from None


def _serve(chosen: Settings, run_file: RunFile) -> NoReturn:
    logs = chosen.ielts_home / "logs"
    port = str(chosen.port)
    app = ["-m", "streamlit", "run", "app.py", "--server.port", port, "--server.address", chosen.host]
    children = [
        Child("worker", ["-m", "core.worker"], logs / "worker.log"),
        Child("app", [*app, "--server.headless", "true"], logs / "app.log"),
    ]
    prepared = chosen.ielts_home / "postgres" / "prepared"
    # An embedded database that this release has prepared before: children start it themselves, seconds earlier.
    is_prepared = chosen.database_url is None and _read(prepared) == _fingerprint()
    prepared.unlink(missing_ok=True)
    try:
        if is_prepared:
            _start(chosen, run_file, children)
        _prepare_database()
        if not is_prepared:
            _start(chosen, run_file, children)
        _load_content()
        _wait_until_ready(chosen, run_file, children)
        if chosen.database_url is None:
            prepared.write_text(_fingerprint(), encoding="ascii")
        where = chosen.public_origin or address(chosen.host, chosen.port)
        print(f"\nOpen {where} (Ctrl-C ends it; logs are in {logs})", flush=True)
        while True:
            _keep_alive(chosen, run_file, children)
            _keep_database()
            time.sleep(0.5)
    finally:
        _ignore_signals()
        with Step("Stopping") as step:
            _children.stop(children)
            step.note = _stop_database()


def _start(chosen: Settings, run_file: RunFile, children: list[Child]) -> None:
    for child in children:
        child.start()
    _write_note(chosen, run_file, children)


def _fingerprint() -> str:
    """What the schema of this release is made of."""
    digest = sha256()
    for folder in ("db/migrations", "sql"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".sql"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> str | None:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="ascii")
    return None


def _prepare_database() -> None:
    from core import database  # SQLAlchemy and Alembic: an attaching `run` does not wait for them

    with Step("Database", expected_seconds=5) as step:
        database.resolve_url()
        step.note = f"embedded, in {database.embedded().place}" if database.is_embedded() else "as in DATABASE_URL"
    with Step("Schema", expected_seconds=5) as step:
        database.migrate()
        step.note = "up to date"


def _load_content() -> None:
    with Step("Content", expected_seconds=5) as step:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            for name, *options in CONTENT_COMMANDS:
                command = importlib.import_module(f"core.cli.{name}")
                parser = argparse.ArgumentParser()
                command.add_arguments(parser)
                command.run(parser.parse_args(options))
        is_changed = re.search(r"[1-9]\d* (new|changed|left as edited)", said.getvalue())
        step.note = " ".join(said.getvalue().split()) if is_changed else "up to date"


def _stop_database() -> str:
    from core import database

    if not database.is_embedded():
        return "worker and app stopped"
    database.embedded().stop()
    return "worker, app and database stopped"


def _write_note(chosen: Settings, run_file: RunFile, children: list[Child]) -> None:
    notes = {child.name: note for child in children if (note := child.note) is not None}
    run_file.write(RunNote(ProcessNote.of(os.getpid()), chosen.host, chosen.port, notes))


def _wait_until_ready(chosen: Settings, run_file: RunFile, children: list[Child]) -> None:
    url = address(chosen.host, chosen.port)
    with Step("App", expected_seconds=8) as step:
        deadline = time.monotonic() + READY_SECONDS
        while missing := missing_at(url):
            for child in children:
                if child.ended_early():
                    raise StartFailed(f"The {child.name} does not start. Its last words:\n{child.last_lines()}")
            if time.monotonic() > deadline:
                raise StartFailed(f"Not ready after {READY_SECONDS:.0f} s, still missing: {', '.join(missing)}.")
            if "database" in missing:
                _keep_database()
            time.sleep(0.1)
        step.note = "and worker ready"


def _keep_alive(chosen: Settings, run_file: RunFile, children: list[Child]) -> None:
    for child in children:
        if child.keep_alive():
            print(f"The {child.name} had ended and was started again; see {child.log}", flush=True)
            _write_note(chosen, run_file, children)


def _keep_database() -> None:
    """Start an embedded server again that somebody killed: within seconds, and with all that was committed."""
    from core import database
    from db.embedded import EmbeddedDatabaseError

    if not database.is_embedded() or database.embedded().is_answering():
        return
    print("The database had ended and is started again.", flush=True)
    try:
        database.embedded().start()
    except EmbeddedDatabaseError as error:
        print(error, flush=True)
