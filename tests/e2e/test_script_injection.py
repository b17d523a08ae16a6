"""Fifty payloads as essay, own question and name, drawn in Chromium: none runs, nothing leaves, CSP on or off."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, Request
from sqlalchemy import Engine, update

import db.session
from core.accounts import sessions
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.content import tasks
from core.practice import drafts, submissions
from core.transaction import transaction
from db.models.accounts import User
from db.session import SessionFactory
from tests.e2e.payloads import PAYLOADS
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.essays import ESSAY, make_result
from tests.live import LiveServer, running

pytestmark = pytest.mark.browser

A_PAGE = 10


@pytest.fixture(scope="module")
def server(stocked_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with running(stocked_database, tmp_path_factory.mktemp("scripts"), with_worker=False) as found:
        yield found


@pytest.fixture(scope="module")
def database(stocked_database: str) -> Iterator[Engine]:
    engine = db.session.bind(stocked_database)
    yield engine
    SessionFactory.configure(bind=None)
    engine.dispose()


@pytest.fixture(scope="module")
def victim(database: Engine) -> tuple[int, str, list[int], list[int]]:
    """A learner whose essays, questions and comments are all payloads: id, cookie, drafts, results."""
    with transaction() as tx:
        learner = make_learner(tx)
        ticket = sessions.issue_ticket(tx, user_id=learner.user_id)
    with transaction() as tx:
        token = sessions.open_session(tx, ticket=ticket).token
    open_drafts, results = [], []
    for first in range(0, len(PAYLOADS), A_PAGE):
        some = "\n".join(PAYLOADS[first : first + A_PAGE])
        essay = f"{some}\n\n{ESSAY}"
        for kept in (open_drafts, results):
            with transaction() as tx:
                own = tasks.create_own_task(
                    tx, learner, task_number=2, prompt=f"Is this question about {len(kept)} safe? {some}"
                )
                kept.append(drafts.begin_with(tx, learner, task_id=own.task_id, text=essay))
    for number, submission_id in enumerate(results):
        with transaction() as tx:
            submissions.submit(tx, learner, submission_id=submission_id, revision=0)
            claim = assessments.claim(tx, submission_id=submission_id)
            assert claim is not None, number
            assessments.finish(tx, claim, Outcome(make_result(essay=claim.essay), None, Decimal("0.1")))
    return learner.user_id, token, open_drafts, results


def rename(user_id: int, name: str) -> None:
    with transaction() as tx:
        tx.execute(update(User).where(User.id == user_id).values(display_name=name.replace("\x00", "")[:150]))


def look_at(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(150)
    for mark in page.locator("mark[role=button]").all()[:2]:
        mark.hover()


@pytest.mark.parametrize("is_csp_on", [True, False], ids=["csp on", "csp off"])
def test_no_payload_runs_and_nothing_leaves(
    server: LiveServer,
    chrome: Browser,
    victim: tuple[int, str, list[int], list[int]],
    is_csp_on: bool,
) -> None:
    user_id, token, open_drafts, results = victim
    context = chrome.new_context(bypass_csp=not is_csp_on)
    context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": server.url}])
    context.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
    page = context.new_page()
    strange: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((server.url, "data:", "blob:", server.url.replace("http", "ws"))):
            strange.append(request.url)

    page.on("request", note)
    page.on("dialog", lambda dialog: (strange.append(f"dialog {dialog.message}"), dialog.dismiss()))
    pages = [f"write?submission={one}" for one in open_drafts] + [f"result?submission={one}" for one in results]
    for path in [*pages, "my_essays"]:
        look_at(page, f"{server.url}/{path}")
        assert page.evaluate("window.hits") == 0, path
        assert page.url.startswith(server.url), path
    names = [" ".join(PAYLOADS[first : first + 2]) for first in range(0, len(PAYLOADS), 10 if is_csp_on else 2)]
    for name in names:
        rename(user_id, name)
        look_at(page, f"{server.url}/home")
        assert page.evaluate("window.hits") == 0, name
        assert page.url.startswith(server.url), name
    assert strange == []
    context.close()


def test_the_alarm_works(server: LiveServer, chrome: Browser) -> None:
    """A page that does run a script is noticed: else the test above would prove nothing."""
    page = chrome.new_context().new_page()
    page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
    page.goto("about:blank")
    page.set_content("<img src=x onerror=hit()>")
    page.wait_for_function("window.hits === 1")
    page.context.close()


def test_nobody_else_sees_the_payloads(server: LiveServer, victim: tuple[int, str, list[int], list[int]]) -> None:
    with transaction() as tx:
        other = actor_of(make_user(tx))
        found = tasks.list_tasks(tx, filters=tasks.TaskFilters(text="safe", page_size=100), actor=other)

    assert not [card for card in found.cards if "question about" in card.title]
