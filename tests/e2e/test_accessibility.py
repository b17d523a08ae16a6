"""Every learner screen in front of axe: no finding in what is ours."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

import db.session
from core.accounts import sessions
from core.practice import drafts, redrafts
from core.transaction import transaction
from db.models.progress import Drill
from db.session import SessionFactory
from tests.e2e.conftest import settled
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.full_results import REPORT, report_result
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def screens(stocked_server: LiveServer, context: BrowserContext) -> Iterator[dict[str, str]]:
    """Addresses of the screens of a learner who has written, got a result and begun to improve it."""
    engine = db.session.bind(stocked_server.database_url)
    with transaction() as tx:
        learner = make_learner(tx, display_name="Ana")
        task = make_task(tx, task_number=1, title="Courses by age")
        essay_id = hand_in(tx, learner, result=report_result(), essay=REPORT, task=task)
    with transaction() as tx:
        redraft_id = redrafts.begin(tx, learner, submission_id=essay_id)
        draft_id = drafts.begin(tx, learner, task_id=make_task(tx).id)
        drill_id = tx.query(Drill).filter_by(submission_id=essay_id).one().id
        token = sessions.open_session(tx, ticket=sessions.issue_ticket(tx, user_id=learner.user_id)).token
    context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": stocked_server.url, "httpOnly": True}])
    yield {
        "home": "home",
        "practise": "practise",
        "desk": f"write?submission={draft_id}",
        "desk of a redraft": f"write?submission={redraft_id}",
        "result": f"result?submission={essay_id}",
        "task": f"task?task={task.id}",
        "approach, a kind": "approach?kind=opinion",
        "approach, a topic": "approach?topic=public-transport",
        "paragraph": f"paragraph?paragraph={drill_id}",
        "my essays": "my_essays",
        "plans": "plans",
        "a purchase": "plans?choice=pro-3month",
        "credits": "credits",
        "payments": "payments",
        "joining a class": "join",
        "progress": "progress",
        "account": "account",
        "mock test": "exam",
        "one task under the clock": f"exam?task={task.id}",
        "how good": "how_good",
    }
    SessionFactory.configure(bind=None)
    engine.dispose()


def findings(page: Page, name: str) -> list[str]:
    """What axe says of the page as it stands."""
    settled(page)
    page.wait_for_timeout(600)
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{name}: {violation['id']} {node['target']} {node['html'][:150]}"
        for violation in answer.response["violations"]
        for node in violation["nodes"]
    ]


def test_no_screen_has_a_finding(stocked_server: LiveServer, screens: dict[str, str], page: Page) -> None:
    found: list[str] = []
    for name, address in screens.items():
        page.goto(f"{stocked_server.url}/{address}")
        found += findings(page, name)
    page.goto(f"{stocked_server.url}/exam")
    page.get_by_text("Relaxed", exact=True).click()
    page.get_by_role("button", name="Start the clock").click()
    expect(page.get_by_label("Your answer to Part 1")).to_be_visible()
    found += findings(page, "exam room")
    assert found == [], "\n".join(found)
