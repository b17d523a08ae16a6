"""A tutor goes through the queue by keys: one agrees, another edits, and no key takes a mark away from who types."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.classroom import cohorts, review_queue
from core.classroom.review_queue import TutorMark
from core.transaction import transaction
from tests.e2e.conftest import settled
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser


def mark_of(essay: int) -> TutorMark:
    with transaction() as tx:
        found = review_queue.find_mark(tx, submission_id=essay)
    assert found is not None
    return found


def test_the_queue_by_keys(
    live_server: LiveServer, live_rows: None, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    with transaction() as tx:
        tutor = make_tutor(tx)
        cohort_id = make_class(tx, tutor)
        learner = make_member(tx, cohort_id, display_name="Mei Tanaka")
        cohorts.set_sample(tx, tutor, cohort_id=cohort_id, percent=100)
    essays = []
    for _ in range(2):
        with transaction() as tx:
            essays.append(hand_in(tx, learner, band=6))
    sign_in(context, user_id=tutor.user_id)
    page.goto(f"{live_server.url}/review")
    expect(page.get_by_text("a sample: Task 2")).to_have_count(2)
    page.keyboard.press("o")
    page.wait_for_url("**/essay?submission=*")
    first = int(page.url.rpartition("=")[2])
    expect(page.get_by_role("slider").first).to_be_visible()

    settled(page)
    first_band = page.get_by_role("slider").first
    for _ in range(40):  # the keys come with a file of their own, a moment after the page
        page.keyboard.press("e")
        if first_band.evaluate("band => band === document.activeElement"):
            break
        page.wait_for_timeout(250)
    expect(first_band).to_be_focused()
    page.keyboard.press("ArrowRight")
    box = page.get_by_label("Why? The learner reads it.")
    box.click()
    page.keyboard.type("A clear answer, and each idea has an example.")
    page.keyboard.press("Control+Enter")
    second = next(each for each in essays if each != first)
    page.wait_for_url(f"**/essay?submission={second}")
    settled(page)
    expect(page.get_by_role("slider").first).to_have_attribute("aria-valuetext", "6")
    page.locator("body").press("a")
    page.wait_for_url("**/review")

    mine, agreed = mark_of(first), mark_of(second)
    assert (mine.overall, mine.reason) == (Decimal("6.5"), "A clear answer, and each idea has an example.")
    assert (agreed.overall, agreed.reason) == (Decimal(6), "")
