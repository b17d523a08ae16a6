"""What every test stands on: a real migrated PostgreSQL, settings of its own, no network beyond this machine."""

import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# Before anything of ours is imported: no test reads the developer's settings or touches their data.
for _name in ("DATABASE_URL", "DIRECT_DATABASE_URL", "SMTP_HOST", "OPENAI_API_KEY", "STRIPE_SECRET_KEY"):
    os.environ.pop(_name, None)
os.environ |= {
    "ENV_FILE": "",
    "MODE": "development",
    "BCRYPT_ROUNDS": "4",
    "PUBLIC_ORIGIN": "",
    "PASSWORD_PEPPER": "",
    "IELTS_HOME": tempfile.mkdtemp(prefix="ielts-home-"),
}

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from sqlalchemy import Engine  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

import db.session  # noqa: E402
from core import config, database  # noqa: E402
from db.session import SessionFactory, make_engine  # noqa: E402
from tests import browser as chromium  # noqa: E402
from tests import databases  # noqa: E402
from tests.live import live_server  # noqa: E402, F401

# The same cases each time; make test-full looks further.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
_SKIPPED = pytest.StashKey[tuple[int, str]]()
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests need a browser: without one they are skipped, but on CI they fail."""
    waiting = [item for item in items if item.get_closest_marker("browser") is not None]
    if not waiting or config.option.collectonly:
        return
    reason = chromium.why_none()
    if reason is None or chromium.is_required():
        return
    for item in waiting:
        item.add_marker(pytest.mark.skip(reason=reason))
    config.stash[_SKIPPED] = (len(waiting), reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One counted line when no browser could be driven."""
    number, reason = config.stash.get(_SKIPPED, (0, ""))
    if number:
        terminalreporter.write_line(f"{number} browser tests were skipped: {reason}")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ["IELTS_HOME"], ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """On CI a missing browser is a failure, not a skip."""
    if item.get_closest_marker("browser") is not None and (reason := chromium.why_none()) is not None:
        pytest.fail(reason, pytrace=False)


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The address of this run's server, as its owner."""
    with databases.server() as url:
        yield url


@pytest.fixture(scope="session")
def template_database(database_server: str) -> Iterator[str]:
    """The name of a migrated database that is only copied, never connected to."""
    from db.schema import upgrade

    with databases.empty(database_server) as url:
        upgrade(url)
        yield urlsplit(url).path[1:]


@pytest.fixture(scope="session")
def _shared_url(database_server: str, template_database: str) -> Iterator[str]:
    with databases.clone(database_server, template_database) as url:
        yield url


@pytest.fixture(scope="session")
def _shared_engine(_shared_url: str) -> Iterator[Engine]:
    engine = make_engine(_shared_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(_shared_engine: Engine, _shared_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session whose work is undone after the test, with everything that the code under test does.

    `core.transaction.transaction()`, commands and AppTest runs join its connection: what they commit is
    a savepoint. Flush or commit before them, so that they see what the test has made.
    """
    monkeypatch.setattr(database, "resolve_url", lambda: _shared_url)
    monkeypatch.setattr(db.session, "bind", lambda *_args, **_kwargs: _shared_engine)
    with _shared_engine.connect() as connection:
        outer = connection.begin()
        SessionFactory.configure(bind=connection, join_transaction_mode="create_savepoint")
        with SessionFactory() as opened:
            yield opened
        outer.rollback()
    SessionFactory.configure(bind=None, join_transaction_mode="conditional_savepoint")


@pytest.fixture
def database_url(database_server: str, template_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a fresh database for a test that commits; in DATABASE_URL too, also for child processes."""
    with databases.clone(database_server, template_database) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        config.settings.cache_clear()
        yield url
    config.settings.cache_clear()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on the fresh database, with `SessionFactory` bound to it: for tests of several connections."""
    bound = db.session.bind(database_url)
    yield bound
    SessionFactory.configure(bind=None)
    bound.dispose()


@pytest.fixture(autouse=True)
def no_manifest_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit reads the manifest of every installed package at each AppTest: 0.2 s that tell us nothing."""
    if "streamlit" in sys.modules:
        monkeypatch.setattr(
            "streamlit.components.v2.manifest_scanner.scan_component_manifests", lambda *_args, **_kwargs: []
        )


@pytest.fixture(autouse=True)
def own_log_handlers() -> Iterator[None]:
    """A command under test sets up its log on a stream that the test closes: the next test has its own again."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that would reach beyond this machine fails."""
    connect = socket.socket.connect

    def connect_near(self: socket.socket, address: Any) -> None:
        is_stream = self.family in (socket.AF_INET, socket.AF_INET6) and self.type & socket.SOCK_STREAM
        if is_stream and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"A test tried to reach {address[0]}, beyond this machine.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_near)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An IELTS_HOME of the test's own."""
    monkeypatch.setenv("IELTS_HOME", str(tmp_path / "home"))
    config.settings.cache_clear()
    yield tmp_path / "home"
    config.settings.cache_clear()
