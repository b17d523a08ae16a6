"""A server that nobody has visited yet: what it shows, what it refuses, what it fetches."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Seen, picture, settled
from tests.live import LiveServer
from tests.pages.test_access import MATRIX

pytestmark = pytest.mark.browser

FIRST_LOAD_BYTES = 3_000_000
PRIVATE = sorted(
    page.rpartition("/")[2].removesuffix(".py") for page, who in MATRIX.items() if "/learner/" in page and who
)
STAFF = ["admin", "money", "learning", "system", "today"]


def test_the_first_load_is_small_and_comes_from_here_alone(
    live_server: LiveServer, context: BrowserContext, page: Page, seen: Seen
) -> None:
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    page.goto(live_server.url)
    expect(page.get_by_role("heading", name="Know what your IELTS essay is worth")).to_be_visible()
    settled(page).wait_for_load_state("networkidle")

    unpacked = page.evaluate("performance.getEntries().reduce((sum, one) => sum + (one.decodedBodySize || 0), 0)")
    assert sum(sizes) < FIRST_LOAD_BYTES, f"{sum(sizes):,.0f} bytes in {len(sizes)} answers"
    assert sum(sizes) < unpacked / 2
    assert seen.foreign(live_server.url) == []
    assert seen.complaints == []
    picture(page, "front")


@pytest.mark.parametrize("path", ["home", "write?submission=1", "admin", "today"])
def test_a_deep_link_as_the_first_request_of_all_leads_to_sign_in(
    live_server: LiveServer, page: Page, path: str
) -> None:
    live_server.restart_app()

    page.goto(f"{live_server.url}/{path}")

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    settled(page)
    expect(page.get_by_role("heading")).to_have_count(1)
    expect(page).to_have_url(f"{live_server.url}/{path}")


@pytest.mark.parametrize("path", STAFF)
def test_a_learner_meets_no_page_of_the_staff(
    live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[..., int], path: str
) -> None:
    live_server.restart_app()
    sign_in(context)

    page.goto(f"{live_server.url}/{path}")

    expect(page.get_by_role("dialog", name="Page not found")).to_be_visible()
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()


def test_every_private_address_asks_a_visitor_to_sign_in(live_server: LiveServer, page: Page) -> None:
    for path in PRIVATE:
        page.goto(f"{live_server.url}/{path}")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("path", ["", "sign_in", "register", "sample_report", "how_good", "reset_password"])
def test_public_pages_fetch_nothing_from_elsewhere_and_break_no_rule(
    live_server: LiveServer, page: Page, seen: Seen, path: str
) -> None:
    page.goto(f"{live_server.url}/{path}")
    settled(page).wait_for_load_state("networkidle")

    assert seen.foreign(live_server.url) == []
    assert seen.complaints == []


@pytest.mark.parametrize("groups", [("learner",), ("learner", "tutor"), ("learner", "admin")])
def test_all_pages_of_the_menu_fetch_nothing_from_elsewhere_and_break_no_rule(
    live_server: LiveServer,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
    groups: tuple[str, ...],
) -> None:
    sign_in(context, groups=groups)
    page.goto(live_server.url)
    settled(page)
    links = page.get_by_role("navigation").get_by_role("link")
    for number in range(links.count()):
        links.nth(number).click()
        settled(page).wait_for_load_state("networkidle")
        expect(page.get_by_text("Something went wrong on our side")).to_have_count(0)

    assert seen.foreign(live_server.url) == []
    assert seen.complaints == []


def test_signing_out_by_the_menu_ends_the_session(
    live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    sign_in(context)
    page.goto(live_server.url)
    settled(page)
    page.get_by_role("button", name="Account").click()
    page.get_by_role("menuitem", name="Sign out").click()

    expect(page.get_by_role("heading", name="Know what your IELTS essay is worth")).to_be_visible()
    assert [cookie["name"] for cookie in context.cookies() if "session" in cookie["name"]] == []


def test_an_address_from_elsewhere_signs_nobody_out(
    live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    sign_in(context)
    page.goto(f"{live_server.url}/sign_out")

    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    settled(page)
    assert [cookie["name"] for cookie in context.cookies() if "session" in cookie["name"]] == ["ielts_session"]


def test_a_narrow_screen_never_scrolls_sideways(live_server: LiveServer, context: BrowserContext, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", "sign_in", "register", "sample_report", "how_good"):
        page.goto(f"{live_server.url}/{path}")
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
