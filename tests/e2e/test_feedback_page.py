"""A learner reads a Task 1 result in Chromium: the table of checks, the comments and their votes, by mouse and keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from sqlalchemy import select

from core.accounts import sessions
from core.transaction import transaction
from db.models.assessment import CommentVote, Vote
from tests.e2e.conftest import Seen, picture, settled
from tests.factories.actors import make_learner
from tests.factories.full_results import REPORT, report_result
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser

RESULT = report_result()
RISED = next(comment for comment in RESULT.comments if comment.quote == "rised")
WOMEN = next(comment for comment in RESULT.comments if comment.quote == "Women was")


@pytest.fixture
def reader(
    live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> tuple[Page, int]:
    """A learner's open result and the essay's number."""
    with transaction() as tx:
        learner = make_learner(tx)
        submission_id = hand_in(tx, learner, result=RESULT, essay=REPORT)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/result?submission={submission_id}")
    settled(page)
    expect(page.locator(".sheet mark").first).to_be_visible()
    return page, submission_id


def votes(submission_id: int) -> dict[str, Vote]:
    with transaction() as tx:
        rows = tx.scalars(select(CommentVote).where(CommentVote.submission_id == submission_id)).all()
        return {row.comment_key: row.vote for row in rows}


def card(page: Page, quote: str) -> Locator:
    return page.locator(".side > .cards:not(.put-away) .card").filter(has_text=f"“{quote}”")


def voted(page: Page, act: Callable[[], None]) -> None:
    with page.expect_response(lambda answer: "/api/comments/" in answer.url and answer.status == 204):
        act()


def test_the_way_through_a_feedback_page(reader: tuple[Page, int], seen: Seen, live_server: LiveServer) -> None:
    page, submission_id = reader
    table = page.locator(".st-key-chart_checks")
    rows = table.get_by_role("row")
    expect(table.get_by_role("columnheader")).to_have_text(["You wrote", "The chart says", "Right or wrong?"])
    expect(rows).to_have_count(4)  # the heading, two wrong ones, one that cannot be checked
    expect(rows.nth(1)).to_contain_text("Women aged 25 to 34: 46%.")
    expect(rows.nth(1)).to_contain_text("Wrong")
    table.get_by_role("button", name="Show the 5 right ones").click()
    expect(rows).to_have_count(9)
    picture(page, "feedback-page")

    table.get_by_role("button", name="56%: show it in the essay").click()
    expect(page.locator(".sheet .here")).to_have_text("56%")
    expect(page.locator(".sheet .here")).to_be_in_viewport()

    rised = card(page, "rised")
    expect(rised).to_contain_text(f"Why: {RISED.why}")
    expect(rised).to_contain_text(f"Next time: {RISED.how}")
    expect(rised).to_contain_text("Try: rose")
    rised.get_by_role("button", name="open this criterion").click()
    section = page.locator(".st-key-criterion_3")
    expect(section.get_by_text("For band 7:")).to_be_visible()
    expect(section.locator("summary")).to_be_focused()

    voted(page, lambda: rised.get_by_role("button", name="Wrong").click())
    expect(rised).to_have_count(0)
    expect(page.locator(".sheet mark").filter(has_text="rised")).to_have_count(0)
    expect(page.get_by_text("1 comment hidden")).to_be_visible()
    expect(section.get_by_text("For band 7:")).to_be_visible()  # no run of the page closed it
    expect(rows).to_have_count(9)
    assert votes(submission_id) == {RISED.key: Vote.wrong}

    page.reload()
    settled(page)
    expect(page.get_by_text("1 comment hidden")).to_be_visible()
    expect(page.locator(".sheet mark").filter(has_text="rised")).to_have_count(0)
    page.get_by_role("button", name="Show the hidden comments").click()
    hidden = page.get_by_role("list", name="Hidden comments")
    expect(hidden).to_contain_text(RISED.message)
    voted(page, lambda: hidden.get_by_role("button", name="Undo").click())
    expect(page.locator(".sheet mark").filter(has_text="rised")).to_be_visible()
    expect(page.get_by_text("1 comment hidden")).to_be_hidden()
    assert votes(submission_id) == {}
    assert seen.complaints == []
    assert seen.foreign(live_server.url) == []


def test_votes_by_keyboard_alone(reader: tuple[Page, int]) -> None:
    page, submission_id = reader
    women = card(page, "Women was")
    women.get_by_role("button", name="Helped").focus()
    voted(page, lambda: page.keyboard.press("Enter"))
    expect(women.get_by_role("button", name="Helped")).to_have_attribute("aria-pressed", "true")
    expect(women.get_by_role("button", name="Helped")).to_be_focused()
    assert votes(submission_id) == {WOMEN.key: Vote.helped}

    page.keyboard.press("Tab")
    voted(page, lambda: page.keyboard.press("Space"))  # "Wrong"
    expect(women).to_have_count(0)
    expect(page.get_by_role("button", name="Undo: show comment 2 again")).to_be_focused()
    voted(page, lambda: page.keyboard.press("Enter"))
    expect(women.get_by_role("button", name="show it in the essay")).to_be_focused()
    assert votes(submission_id) == {}


def test_a_comment_in_the_text_is_voted_on_by_keyboard(reader: tuple[Page, int]) -> None:
    page, submission_id = reader
    page.locator(".sheet mark").filter(has_text="rised").focus()
    page.keyboard.press("Enter")
    bubble = page.locator(".bubble")
    expect(bubble.get_by_role("button", name="Wrong")).to_be_visible()
    page.keyboard.press("Tab")
    expect(bubble.get_by_role("button", name="open this criterion")).to_be_focused()
    page.keyboard.press("Tab")
    voted(page, lambda: page.keyboard.press("Enter"))
    assert votes(submission_id) == {RISED.key: Vote.helped}
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    expect(page.locator(".sheet mark").filter(has_text="rised")).to_be_focused()


def test_a_vote_that_is_not_kept_is_said_and_undone(reader: tuple[Page, int]) -> None:
    page, submission_id = reader

    def away(route: Route) -> None:
        route.fulfill(status=503, json={"error": "A service that we need does not answer."})

    page.route("**/api/comments/**", away)
    card(page, "rised").get_by_role("button", name="Wrong").click()

    expect(page.get_by_text("your vote was not saved. A service that we need does not answer.")).to_be_visible()
    expect(card(page, "rised")).to_be_visible()
    assert votes(submission_id) == {}


def test_what_is_hidden_takes_no_other_comments_room(reader: tuple[Page, int]) -> None:
    page, _ = reader
    for quote in ("rised", "Women was"):
        voted(page, card(page, quote).get_by_role("button", name="Wrong").click)

    expect(page.locator(".side > .cards:not(.put-away) .card")).to_have_count(3)
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()  # all three are here
    expect(page.get_by_text("2 comments hidden")).to_be_visible()


def test_all_comments_can_be_called_wrong(reader: tuple[Page, int]) -> None:
    page, submission_id = reader
    page.get_by_role("button", name="Show all 5 comments").click()
    for left in range(5, 0, -1):
        cards = page.locator(".side > .cards:not(.put-away) .card")
        expect(cards).to_have_count(left)
        voted(page, lambda: page.locator(".side .card").first.get_by_role("button", name="Wrong").click())

    expect(page.get_by_text("You have hidden every comment.")).to_be_visible()
    expect(page.get_by_text("5 comments hidden")).to_be_visible()
    assert len(votes(submission_id)) == 5


def test_a_telephone_reads_the_table_as_cards(live_server: LiveServer, chrome: Browser, live_rows: None) -> None:
    with transaction() as tx:
        learner = make_learner(tx)
        submission_id = hand_in(tx, learner, result=replace(RESULT, revision=RESULT.revision[1:2]), essay=REPORT)
    with transaction() as tx:
        token = sessions.open_session(tx, ticket=sessions.issue_ticket(tx, user_id=learner.user_id)).token
    phone = chrome.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": live_server.url}])
    page = phone.new_page()
    page.goto(f"{live_server.url}/result?submission={submission_id}")
    settled(page)
    table = page.locator(".st-key-chart_checks")

    expect(table.get_by_role("row").nth(1)).to_contain_text("46%")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wrong = page.get_by_role("button", name="Wrong: hide comment 3")
    wrong.scroll_into_view_if_needed()
    size = wrong.bounding_box()
    assert size is not None and size["height"] >= 44
    wrong.tap()
    expect(page.get_by_role("button", name="Undo: show comment 3 again")).to_be_in_viewport()
    phone.close()
