"""A person's account in a real browser: signing up, out and in, and a forgotten password."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import browser as chromium
from tests import databases
from tests.live import ROOT, LiveServer, running

pytestmark = pytest.mark.browser

EMAIL, PASSWORD, NEW_PASSWORD = "Mei@Example.org", "three quiet rivers", "four noisy rivers"
SECONDS_TO_THE_DESK = 60
PICTURES = os.environ.get("SCREENSHOTS")


@pytest.fixture(scope="module")
def server(
    database_server: str, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """The app with plans, topics and tasks, without a worker."""
    with databases.clone(database_server, template_database) as url:
        for command in ("setup_subscription_plans", "load_topics", "load_practice_tasks"):
            subprocess.run(
                [sys.executable, "-m", "core.cli", command],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": url},
                check=True,
                capture_output=True,
            )
        with running(url, tmp_path_factory.mktemp("accounts"), with_worker=False) as found:
            yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.executable(), args=["--no-sandbox"])
        yield opened
        opened.close()


def settled(page: Page) -> Page:
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return page


def picture(page: Page, name: str) -> None:
    if PICTURES:
        settled(page).screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def session_cookie(context: BrowserContext) -> dict[str, object] | None:
    return next((dict(cookie) for cookie in context.cookies() if cookie["name"] == "ielts_session"), None)


def sign_in(page: Page, server: LiveServer, password: str, *, path: str = "sign_in", stay: bool = False) -> None:
    settled(page).goto(f"{server.url}/{path}")
    page.get_by_label("E-mail").fill(EMAIL.lower())
    page.get_by_label("Password", exact=True).fill(password)
    if stay:
        page.get_by_text("Stay signed in for 30 days").click()
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_from_the_front_page_to_the_desk_within_a_minute_and_back_in_later(
    server: LiveServer, browser: Browser
) -> None:
    context = browser.new_context(locale="en-GB", timezone_id="Asia/Tokyo")
    page = context.new_page()
    started = time.monotonic()
    page.goto(server.url)
    page.get_by_role("button", name="Write my first essay").click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("What shall we call you?").fill("Mei <b>x</b>")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    picture(page, "register")
    page.get_by_role("button", name="Create my account").click()
    page.wait_for_url("**/welcome")
    expect(page.get_by_role("heading", name=re.compile("^Welcome, Mei"))).to_be_visible()
    picture(page, "welcome")
    page.get_by_role("button", name="Write my first essay").click()
    page.wait_for_url("**/write?**")
    assert time.monotonic() - started < SECONDS_TO_THE_DESK

    cookie = session_cookie(context)
    assert cookie is not None and cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["expires"] == -1
    assert "ielts_session" not in str(page.evaluate("document.cookie"))

    page.goto(f"{server.url}/account")
    expect(page.get_by_text("Please confirm your e-mail address")).to_be_visible()
    picture(page, "account")
    for tab in ("Profile", "Preferences", "Security"):
        page.get_by_role("tab", name=tab).click()
        picture(page, f"account_{tab.lower()}")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_url(f"{server.url}/")
    assert session_cookie(context) is None

    sign_in(page, server, "not the password")
    expect(page.get_by_text("The e-mail or the password is not right.")).to_be_visible()
    picture(page, "sign_in")
    sign_in(page, server, PASSWORD, path="my_essays", stay=True)
    expect(page.get_by_role("heading", name="My essays")).to_be_visible()
    assert page.url.endswith("/my_essays")
    cookie = session_cookie(context)
    assert cookie is not None and float(str(cookie["expires"])) > time.time() + 29 * 86_400
    context.close()


def test_a_forgotten_password_is_replaced_and_ends_the_old_session(server: LiveServer, browser: Browser) -> None:
    old, new = browser.new_context(), browser.new_context()
    at_home, page = old.new_page(), new.new_page()
    at_home.goto(server.url)
    sign_in(at_home, server, PASSWORD)
    expect(at_home.get_by_role("heading", name=re.compile("^Hello, Mei"))).to_be_visible()

    page.goto(f"{server.url}/reset_password")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_role("button", name="Send me a link").click()
    page.get_by_text("Mail is not set up here: read the message").click()
    picture(page, "reset_password")
    message = page.get_by_text(re.compile("Somebody asked for a new password")).inner_text()
    link = re.search(r"(http://\S+)", message)
    assert link is not None
    page.goto(link[1])
    page.get_by_label("New password", exact=True).fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save my new password").click()
    expect(page.get_by_text("Your new password is saved.")).to_be_visible()

    at_home.reload()
    expect(at_home.get_by_role("button", name="Write my first essay")).to_be_visible()
    expect(at_home.get_by_role("heading", name=re.compile("^Hello, Mei"))).to_have_count(0)
    sign_in(page, server, NEW_PASSWORD)
    expect(page.get_by_role("heading", name=re.compile("^Hello, Mei"))).to_be_visible()
    old.close()
    new.close()
