"""A Chromium that may reach nothing but this machine, and people with real sessions on the live server."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

import db.session
from core.accounts import sessions
from core.transaction import transaction
from db.session import SessionFactory
from tests import browser as chromium
from tests import databases
from tests.e2e.room import Room
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.live import ROOT, LiveServer, running

CONTENT = ("setup_subscription_plans", "load_topics", "load_practice_tasks")
expect.set_options(timeout=20_000)  # the machine may be busy
# On a deep link Streamlit's client looks for its base path, and Chromium reports the 404s.
_PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")


@dataclass
class Seen:
    """What a page asked for and what the browser complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Take notes from now on."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _message(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        if message.type == "error" and not _PROBE.search(where):
            self.complaints.append(f"{message.text} {where}")

    def foreign(self, own: str) -> list[str]:
        """Addresses outside the server."""
        return [url for url in self.requests if not url.startswith((own, "data:", "blob:"))]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for the module."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.executable(), args=list(chromium.ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    """A person's browser: cookies and local storage of its own."""
    opened = chrome.new_context(viewport={"width": 1280, "height": 860})
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def seen() -> Seen:
    """What all pages of this test did."""
    return Seen()


@pytest.fixture
def page(context: BrowserContext, seen: Seen) -> Page:
    """The first tab."""
    opened = context.new_page()
    seen.watch(opened)
    return opened


@pytest.fixture(scope="module")
def live_rows(live_server: LiveServer) -> Iterator[None]:
    """The test's own transactions go to the live server's database."""
    engine = db.session.bind(live_server.database_url)
    yield
    SessionFactory.configure(bind=None)
    engine.dispose()


@pytest.fixture
def sign_in(live_server: LiveServer, live_rows: None) -> Callable[..., int]:
    """`sign_in(context, groups=("learner",))`: a new person with a session in this browser; their id."""

    def signed_in(
        context: BrowserContext, *, groups: tuple[str, ...] = ("learner",), user_id: int | None = None
    ) -> int:
        with transaction() as tx:
            person = user_id or make_user(tx, groups=groups).id
            token = sessions.open_session(tx, ticket=sessions.issue_ticket(tx, user_id=person)).token
        context.add_cookies(
            [{"name": sessions.cookie_name(), "value": token, "url": live_server.url, "httpOnly": True}]
        )
        return person

    return signed_in


def settled(page: Page) -> Page:
    """Wait until the script run has ended."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return page


def picture(page: Page, name: str) -> None:
    """Keep a screenshot when SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        settled(page).screenshot(path=f"{folder}/{name}.png")


@pytest.fixture(scope="session")
def stocked_template(database_server: str, template_database: str) -> Iterator[str]:
    """The name of a database with plans, topics and tasks that is only copied."""
    with databases.clone(database_server, template_database) as url:
        for command in CONTENT:
            subprocess.run(
                [sys.executable, "-m", "core.cli", command],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": url},
                check=True,
                capture_output=True,
            )
        yield urlsplit(url).path[1:]


@pytest.fixture(scope="module")
def stocked_database(database_server: str, stocked_template: str) -> Iterator[str]:
    """A database with plans, topics and tasks, shared by the tests of a module."""
    with databases.clone(database_server, stocked_template) as url:
        yield url


@pytest.fixture(scope="module")
def stocked_server(stocked_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """App and worker on that database, ready."""
    with running(stocked_database, tmp_path_factory.mktemp("live")) as server:
        yield server


@pytest.fixture
def room(
    live_server: LiveServer, live_rows: None, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> Room:
    """A new learner at the door of the exam room."""
    with transaction() as tx:
        user_id = make_learner(tx).user_id
    sign_in(context, user_id=user_id)
    return Room(page, context, live_server, user_id)
