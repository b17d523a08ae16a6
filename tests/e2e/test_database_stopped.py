"""The database stops while somebody types: said at once, nothing lost, saved by itself when it is back."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

import db.session
from core.accounts import sessions
from core.practice import drafts
from core.transaction import transaction
from db.embedded import EmbeddedPostgres
from db.schema import upgrade
from db.session import SessionFactory
from tests.e2e.conftest import settled
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.live import running

pytestmark = pytest.mark.browser


@pytest.fixture
def own_server() -> Iterator[EmbeddedPostgres]:
    """A server that this test alone may stop; durable, because what was committed must be there afterwards."""
    home = Path(tempfile.mkdtemp(prefix="ielts-stopped-"))
    home.chmod(0o755)
    bindir = os.environ.get("PG_BINDIR")
    server = EmbeddedPostgres(home, bindir=Path(bindir) if bindir else None)
    server.start().ensure_database("ielts")
    yield server
    server.stop(mode="immediate")


def test_typing_goes_on_and_is_saved_when_the_database_is_back(
    own_server: EmbeddedPostgres, context: BrowserContext, tmp_path: Path
) -> None:
    url = own_server.url("ielts")
    upgrade(url)
    engine = db.session.bind(url)
    with transaction() as tx:
        learner = make_learner(tx)
        draft_id = drafts.begin(tx, learner, task_id=make_task(tx).id)
        ticket = sessions.issue_ticket(tx, user_id=learner.user_id)
    with transaction() as tx:
        token = sessions.open_session(tx, ticket=ticket).token

    with running(url, tmp_path, with_worker=False) as server:
        context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": server.url}])
        page = context.new_page()
        page.goto(f"{server.url}/write?submission={draft_id}")
        box = page.get_by_label("Your essay")
        box.fill("Before the stop. ")
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()

        own_server.stop(mode="immediate")
        box.press_sequentially("While it is away. ")
        expect(page.get_by_text("Not saved: no connection. Your text is kept in this browser.")).to_be_visible()
        own_server.start()
        expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=30_000)

        page.reload()
        settled(page)
        expect(page.get_by_label("Your essay")).to_have_value("Before the stop. While it is away. ")
    engine.dispose()
    engine = db.session.bind(url)
    with transaction() as tx:
        assert drafts.get(tx, learner, submission_id=draft_id).text == "Before the stop. While it is away. "
    SessionFactory.configure(bind=None)
    engine.dispose()
