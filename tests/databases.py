"""Databases for tests: one server a run, one migrated template, clones of it in milliseconds."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
from psycopg import sql

from db.embedded import EmbeddedPostgres

ROOM_FOR_CLONES_BYTES = 2 * 1024**3
_numbers = count(1)


def on(server_url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(server_url)._replace(path=f"/{database}").geturl()


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server: TEST_DATABASE_URL's, else one of our own that forgets at power cuts."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    memory = Path("/dev/shm")
    has_room = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM_FOR_CLONES_BYTES
    parent = memory if has_room else Path(tempfile.gettempdir())
    _remove_orphans(parent)
    home = Path(tempfile.mkdtemp(prefix=f"ielts-test-{os.getpid()}-", dir=parent))
    home.chmod(0o755)  # as root the server runs under another account, which must pass
    bindir = os.environ.get("PG_BINDIR")
    postgres = EmbeddedPostgres(
        home,
        bindir=Path(bindir) if bindir else None,
        is_durable=False,
        settings={"max_connections": "200", "max_wal_size": "256MB"},
    )
    try:
        yield postgres.start().url("postgres")
    finally:
        postgres.stop(mode="immediate")
        if postgres.place != postgres.home:
            shutil.rmtree(postgres.place, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def _remove_orphans(parent: Path) -> None:
    """Stop and remove the servers of test runs that were killed."""
    for home in parent.glob("ielts-test-*-*"):
        pid = home.name.split("-")[2]
        if pid.isdigit() and not psutil.pid_exists(int(pid)):
            EmbeddedPostgres(home).stop(mode="immediate")
            shutil.rmtree(home, ignore_errors=True)


def _execute(server_url: str, statement: str, **names: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        identifiers = {key: sql.Identifier(name) for key, name in names.items()}
        connection.execute(sql.SQL(statement).format(**identifiers))


@contextmanager
def empty(server_url: str) -> Iterator[str]:
    """The address of a new, empty database, dropped afterwards."""
    name = f"ielts_{os.getpid()}_{next(_numbers)}"
    _execute(server_url, "create database {name}", name=name)
    try:
        yield on(server_url, name)
    finally:
        _execute(server_url, "drop database if exists {name} with (force)", name=name)


@contextmanager
def clone(server_url: str, template: str) -> Iterator[str]:
    """The address of a fresh copy of the template, dropped afterwards. Nobody may be connected to the template."""
    name = f"ielts_{os.getpid()}_{next(_numbers)}"
    _execute(server_url, "create database {name} template {template} strategy file_copy", name=name, template=template)
    try:
        yield on(server_url, name)
    finally:
        _execute(server_url, "drop database if exists {name} with (force)", name=name)
