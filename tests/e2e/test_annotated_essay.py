"""The annotated essay in a real browser: by mouse, keyboard and finger, and every word inert."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core.assessment.sample import sample_report
from tests.e2e.conftest import settled
from tests.live import LiveServer

pytestmark = pytest.mark.browser

RESULT = sample_report().result
assert RESULT is not None
COMMENTS = sorted(RESULT.comments, key=lambda comment: (comment.start, comment.end))
FIRST = COMMENTS[0]


@pytest.fixture
def report(live_server: LiveServer, page: Page) -> Page:
    page.goto(f"{live_server.url}/sample_report")
    settled(page)
    expect(page.locator("mark").first).to_be_visible()
    return page


def test_the_text_is_the_essay(report: Page) -> None:
    assert report.locator(".sheet .text").evaluate("one => one.textContent") == sample_report().essay
    assert report.locator(".sheet mark").count() >= len(COMMENTS)


def test_pointing_shows_the_comment_and_leaving_hides_it(report: Page) -> None:
    report.locator(".sheet mark").first.hover()
    expect(report.locator(".bubble")).to_contain_text(FIRST.message)
    report.mouse.move(5, 5)

    expect(report.locator(".bubble")).to_be_hidden()


def test_the_keyboard_reaches_every_comment(report: Page) -> None:
    report.locator(".sheet mark").first.focus()
    report.keyboard.press("Tab")
    report.keyboard.press("Shift+Tab")
    expect(report.locator(".bubble")).to_contain_text(FIRST.message)
    report.keyboard.press("Enter")
    expect(report.locator(".bubble")).to_be_visible()
    report.keyboard.press("Escape")
    expect(report.locator(".bubble")).to_be_hidden()

    reachable = report.locator(".sheet mark[tabindex='0']")
    named = [reachable.nth(number).get_attribute("aria-label") or "" for number in range(reachable.count())]
    for number, comment in enumerate(COMMENTS, start=1):
        assert any(f"Comment {number}," in name and comment.message in name for name in named)


def test_the_side_lists_the_dearest_first_then_all(report: Page) -> None:
    dearest = max(COMMENTS, key=lambda comment: comment.cost)
    cards = report.locator(".sheet .card")
    expect(cards.first).to_contain_text(dearest.message)
    assert cards.count() == min(3, len(COMMENTS))
    more = report.get_by_role("button", name="Show all")
    if len(COMMENTS) > 3:
        more.click()
        expect(cards).to_have_count(len(COMMENTS))
        expect(cards.first).to_contain_text(FIRST.message)


def test_a_card_leads_to_its_phrase(report: Page) -> None:
    card = report.locator(".sheet .card").first
    card.click()

    expect(report.locator(".sheet mark.on").first).to_be_in_viewport()


def test_a_finger_opens_and_closes(live_server: LiveServer, chrome: Browser) -> None:
    phone: BrowserContext = chrome.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{live_server.url}/sample_report")
    mark = page.locator(".sheet mark").first
    mark.scroll_into_view_if_needed()
    mark.tap()
    expect(page.locator(".bubble")).to_contain_text(FIRST.message)
    box = page.locator(".bubble").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator(".sheet .lead").tap()

    expect(page.locator(".bubble")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.close()
