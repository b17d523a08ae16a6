"""The embedded PostgreSQL: started when no DATABASE_URL is set, found again by whoever comes next.

What is true about the server is what it answers: a query from our own data folder. Process ids, lock
files and sockets outlive a crash or a power cut, and a process id may belong to a stranger by then.
"""

import fcntl
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from db import server_folder
from db.server_account import server_account
from db.server_binaries import OLDEST_MAJOR, Binaries, candidates, within_reach
from db.server_folder import EmbeddedDatabaseError

__all__ = ["EmbeddedDatabaseError", "EmbeddedPostgres"]

log = logging.getLogger(__name__)

LOCK_WAIT_SECONDS = 120.0
START_SECONDS = 60
LEFTOVER_WAIT_SECONDS = 20.0
LOG_MAX_BYTES = 10_000_000


class EmbeddedPostgres:
    """One server for one folder. Several processes may start it at once: one does, the others attach.

    The folder `home` holds data/, run/ (the socket), password, postgres.log and run.lock. Where root
    works under a folder that no other account may enter, all but the lock lives in `place` instead.
    """

    def __init__(
        self,
        home: Path,
        *,
        bindir: Path | None = None,
        is_durable: bool = True,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Describe the server; nothing is touched yet. Without `is_durable` (tests) a power cut may lose data."""
        self.home = home.expanduser().resolve()
        self.bindir = bindir
        self.is_durable = is_durable
        self.settings = dict(settings or {})

    @property
    def place(self) -> Path:
        """Where the server's files are: `home`, or the folder that it points to."""
        return server_folder.place_of(self.home)

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.place / "data"

    @property
    def log_file(self) -> Path:
        """What the server itself has to say."""
        return self.place / "postgres.log"

    def url(self, database: str = "ielts") -> str:
        """The address of a database on this server, for SQLAlchemy, psycopg and psql alike.

        Raises:
            EmbeddedDatabaseError: The server was never set up, or belongs to another account.
        """
        try:
            place = self.place
            password = (place / "password").read_text(encoding="utf-8")
        except FileNotFoundError:
            raise EmbeddedDatabaseError(f"There is no database in {self.home} yet.") from None
        except PermissionError as error:
            raise EmbeddedDatabaseError(_belongs_to_another(error)) from None
        host = quote(str(server_folder.socket_folder_of(place)), safe="")
        port = server_folder.PORT
        return f"postgresql://{server_folder.USER}:{quote(password)}@/{quote(database)}?host={host}&port={port}"

    def is_answering(self) -> bool:
        """Whether a server answers that works in our data folder."""
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=3, autocommit=True) as connection:
                row = connection.execute("show data_directory").fetchone()
        except (psycopg.Error, EmbeddedDatabaseError):
            return False
        return row is not None and Path(row[0]) == self.data

    def start(self) -> Self:
        """Make sure that the server answers: attach, or repair what a crash left and start it.

        Raises:
            EmbeddedDatabaseError: It cannot; the message is for the person who typed the command.
        """
        if self.is_answering():
            return self
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with self._lock():
                if not self.is_answering():
                    self._start()
        except PermissionError as error:
            raise EmbeddedDatabaseError(_belongs_to_another(error)) from None
        return self

    def stop(self, *, mode: str = "fast") -> bool:
        """Stop the server, whoever started it; whether there was one.

        Raises:
            EmbeddedDatabaseError: It does not stop within a minute.
        """
        try:
            if not (self.data / "postmaster.pid").exists():
                return False
            with self._lock():
                if not self.is_answering() and self._living_process() is None:
                    return False
                account = server_account(self.data)
                program = within_reach(self._binaries(), account, self.place).folder / "pg_ctl"
                wanted = (program, "-w", "-t", "60", "-m", mode, "-D", self.data, "stop")
                stopped = account.run(*wanted, timeout_seconds=90)
                with suppress(OSError):  # it is not empty while a server stops too slowly
                    server_folder.socket_folder_of(self.place).rmdir()
        except PermissionError as error:
            raise EmbeddedDatabaseError(_belongs_to_another(error)) from None
        if stopped.code and self.is_answering():
            raise EmbeddedDatabaseError(f"The database does not stop: {stopped.text}")
        return True

    def ensure_database(self, name: str = "ielts") -> None:
        """Create the database unless it is there."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                return
            with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """One process at a time may start, repair or stop; the kernel frees the lock of one that died."""
        with (self.home / "run.lock").open("a") as handle:
            deadline = time.monotonic() + LOCK_WAIT_SECONDS
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EmbeddedDatabaseError(
                            f"Another process has been busy with the database in {self.home} for two minutes."
                        ) from None
                    time.sleep(0.05)
            yield

    def _binaries(self) -> Binaries:
        """The best installation; for existing data, one of the version that wrote it."""
        found = candidates(self.bindir)
        version_file = self.data / "PG_VERSION"
        if not version_file.exists():
            if not found:
                raise EmbeddedDatabaseError(
                    f"No PostgreSQL {OLDEST_MAJOR} or later was found: run 'make setup', or set DATABASE_URL."
                )
            return found[0]
        major = int(version_file.read_text(encoding="ascii"))
        for binaries in found:
            if binaries.major == major:
                return binaries
        raise EmbeddedDatabaseError(
            f"The data in {self.data} was written by PostgreSQL {major}, which is not installed here: "
            f"install it, or set PG_BINDIR to its bin folder."
        )

    def _start(self) -> None:
        account = server_folder.settle(self.home)
        wanted = self._binaries()
        binaries = within_reach(wanted, account, self.place)
        if binaries != wanted:
            log.warning("Account %s may not run %s: using the copy in %s.", account.name, wanted.folder, self.place)
        if not (self.data / "PG_VERSION").exists():
            server_folder.create_cluster(self.place, binaries, account, is_durable=self.is_durable)
        if (self.data / "postmaster.pid").exists() and not self._clear_leftovers():
            return  # it was only slow, and answers now
        server_folder.configure(self.place, account, is_durable=self.is_durable, settings=self.settings)
        if self.log_file.exists() and self.log_file.stat().st_size > LOG_MAX_BYTES:
            self.log_file.unlink()
        program = binaries.folder / "pg_ctl"
        command = (program, "-w", "-t", str(START_SECONDS), "-D", self.data, "-l", self.log_file, "start")
        started = account.run(*command, timeout_seconds=START_SECONDS + 30)
        if not self.is_answering():
            raise EmbeddedDatabaseError(f"The database does not start: {started.text}\n{self._end_of_log()}")

    def _living_process(self) -> psutil.Process | None:
        """A postgres process that works in our data folder: each of them has it as its current folder."""
        for process in psutil.process_iter(["name", "status"]):
            if not (process.info["name"] or "").startswith("postgres"):
                continue
            if process.info["status"] == psutil.STATUS_ZOMBIE:
                continue
            with suppress(psutil.Error, OSError):
                if Path(process.cwd()) == self.data:
                    return process
        return None

    def _clear_leftovers(self) -> bool:
        """Remove what a dead server left. False: a living one answers by now, nothing is to be started."""
        deadline = time.monotonic() + LEFTOVER_WAIT_SECONDS
        while (process := self._living_process()) is not None:
            if self.is_answering():
                return False
            if time.monotonic() > deadline:
                raise EmbeddedDatabaseError(
                    f"A PostgreSQL process (pid {process.pid}) works in {self.data} but does not answer: stop it first."
                )
            time.sleep(0.1)
        socket = server_folder.socket_folder_of(self.place) / server_folder.SOCKET_NAME
        for leftover in (self.data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
            leftover.unlink(missing_ok=True)
        return True

    def _end_of_log(self) -> str:
        with suppress(FileNotFoundError):
            return self.log_file.read_text(encoding="utf-8", errors="replace")[-800:]
        return ""


def _belongs_to_another(error: PermissionError) -> str:
    return f"{error.filename} belongs to another account: work as that one, or set IELTS_HOME to a folder of your own."
