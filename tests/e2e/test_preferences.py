"""Preferences with their effect: colours, size of text, and an essay that saves only when told to."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from sqlalchemy.orm import Session

from core.transaction import transaction
from db.models.accounts import Theme, UserPreferences
from db.models.content import Difficulty
from db.models.practice import Submission
from db.repositories import accounts
from tests.e2e.conftest import Seen, picture, settled
from tests.e2e.desk import box, saved
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.practice import make_submission
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(253, 252, 249)", "rgb(21, 26, 26)"


def ground(page: Page) -> str:
    return str(settled(page).evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))


def sizes(page: Page) -> tuple[float, float]:
    root, essay = page.evaluate(
        "[document.documentElement, document.querySelector('textarea') || document.body]"
        ".map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    return root, essay


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def open_preferences(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/account")
    page.get_by_role("tab", name="Preferences").click()
    expect(page.get_by_text("Size of text")).to_be_visible()


def test_colours_and_size_of_text_follow_the_choice(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    user_id = sign_in(context)
    open_preferences(page, live_server)
    assert ground(page) == LIGHT and sizes(page)[0] == 16
    choose(page, "Dark")
    choose(page, "Large")
    with page.expect_navigation(url="**/account"):
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Account")).to_be_visible()
    assert ground(page) == DARK and sizes(page)[0] == 18.5
    picture(page, "account-dark-large")

    with transaction() as tx:
        draft = make_submission(tx, user_id=user_id, task=make_task(tx), content="")
    page.goto(f"{live_server.url}/write?submission={draft.id}")
    expect(box(page)).to_be_visible()
    assert ground(page) == DARK
    assert box(page).evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > 19
    picture(page, "desk-dark-large")

    with transaction() as tx:
        row = row_of(tx, user_id)
        row.theme, row.font_size = None, "small"
    page.goto(f"{live_server.url}/home")
    assert ground(page) == LIGHT and sizes(page)[0] == 15
    assert seen.complaints == []


def test_a_visitor_after_somebody_sees_the_colours_of_the_device(
    live_server: LiveServer, live_rows: None, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    user_id = sign_in(context)
    with transaction() as tx:
        row_of(tx, user_id).theme = Theme.dark
    page.goto(f"{live_server.url}/home")
    assert ground(page) == DARK
    context.clear_cookies()
    page.goto(f"{live_server.url}/prices")
    assert ground(page) == LIGHT


def test_without_auto_save_only_the_button_saves_and_leaving_asks(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    user_id = sign_in(context)
    with transaction() as tx:
        row_of(tx, user_id).auto_save_enabled = False
        draft = make_submission(tx, user_id=user_id, task=make_task(tx), content="")
    page.goto(f"{live_server.url}/write?submission={draft.id}")
    box(page).click()
    page.keyboard.type("Trains are quick.")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    box(page).blur()
    page.wait_for_timeout(3_000)  # longer than the editor ever waits when it saves by itself
    assert stored(draft.id) == "" and not any("/api/drafts/" in url for url in seen.requests)
    picture(page, "desk-saves-by-hand")

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Home").first.click()
    assert asked == ["Your last words are not saved. Leave this page without saving?"]
    expect(box(page)).to_have_value("Trains are quick.")

    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    assert stored(draft.id) == "Trains are quick."
    box(page).press("Control+End")
    page.keyboard.type(" And clean.")
    box(page).press("Control+s")
    saved(page)
    assert stored(draft.id) == "Trains are quick. And clean."
    page.get_by_role("link", name="Home").first.click()
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
    assert seen.complaints == []


def test_minutes_a_day_make_the_week_and_the_level_makes_the_offer(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(tx)
        for level in Difficulty:
            make_task(tx, title=f"A task for {level}s", difficulty_level=level)
        hand_in(tx, learner, band=6)
    sign_in(context, user_id=learner.user_id)
    open_preferences(page, live_server)
    page.get_by_role("spinbutton", name="Minutes of practice a day").fill("120")
    page.get_by_role("spinbutton", name="Minutes of practice a day").press("Tab")
    page.get_by_role("combobox", name="Difficulty of tasks").click()
    page.get_by_role("option", name="Harder").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.goto(f"{live_server.url}/home")
    expect(page.get_by_text("With 120 minutes a day")).to_be_visible()
    page.goto(f"{live_server.url}/practise")
    expect(page.get_by_text("Advanced (our estimate)").first).to_be_visible()
    picture(page, "practise-advanced")
    assert seen.complaints == []


def row_of(session: Session, user_id: int) -> UserPreferences:
    accounts.add_preferences(session, user_id=user_id)
    row = accounts.find_preferences(session, user_id=user_id)
    assert row is not None
    return row


def stored(draft_id: int) -> str:
    with transaction() as tx:
        return tx.get_one(Submission, draft_id).content
