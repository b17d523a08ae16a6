"""Money in Chromium: chosen, paid, told, used, cancelled; a declined card; an address opened without paying."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.clock import utc_now
from core.content import loading, seed_files
from core.transaction import transaction
from db.models.accounts import User
from tests.e2e.conftest import Seen, settled
from tests.e2e.test_content_lab import pictures
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission
from tests.live import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(live_server: LiveServer, live_rows: None) -> Iterator[str]:
    with transaction() as tx:
        loading.load_plans(tx, seeds=seed_files.read_plans())
    yield live_server.url


def card(page: Page, slug: str) -> Page:
    return page.locator(f".st-key-plan_{slug}")  # type: ignore[return-value]


def test_a_learner_buys_a_plan_and_cancels_it(
    shop: str, context: BrowserContext, page: Page, seen: Seen, sign_in: Callable[..., int]
) -> None:
    with transaction() as tx:
        learner = make_learner(tx, display_name="Mei Tanaka")
        tx.get_one(User, learner.user_id).test_date = (utc_now() + timedelta(days=70)).date()
        make_assessment(tx, make_submission(tx, user_id=learner.user_id, status="assessed"))
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{shop}/account")
    page.get_by_role("link", name="See the plans").click()
    expect(page.get_by_text("Test mode: no money moves.")).to_be_visible()
    expect(card(page, "free").get_by_text("Your plan")).to_be_visible()
    expect(card(page, "basic-3month").get_by_text("Lasts until your test")).to_be_visible()
    pictures(page, "plans")

    card(page, "basic-3month").get_by_role("button", name="Choose this plan").click()
    expect(page.get_by_role("checkbox", name="Renew by itself")).not_to_be_checked()
    pictures(page, "plans-checkout")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/sandbox/checkout/**")
    expect(page.get_by_text("Test mode, no money moves.")).to_be_visible()
    page.get_by_role("button", name="Pay with a card that is declined").click()
    expect(page.get_by_role("alert")).to_contain_text("declined")
    page.get_by_role("button", name="Pay", exact=True).click()
    page.wait_for_url("**/plans?paid=yes")
    expect(page.get_by_text("Basic 3-Month is yours.")).to_be_visible()
    expect(page.get_by_text("does not renew").first).to_be_visible()
    pictures(page, "plans-paid")

    page.goto(f"{shop}/credits")
    expect(page.get_by_text("A new month began: 40 credits from your plan Basic 3-Month.")).to_be_visible()
    pictures(page, "credits")
    page.goto(f"{shop}/payments")
    with page.expect_download() as download:
        page.get_by_role("button", name="Receipt").click()
    assert "Basic 3-Month" in download.value.path().read_text()
    pictures(page, "payments")

    page.goto(f"{shop}/account")
    expect(page.get_by_text("It ends on")).to_be_visible()
    pictures(page, "account-plan")
    page.get_by_role("button", name="Let it renew").click()
    expect(page.get_by_text("renews by itself again")).to_be_visible()
    page.get_by_role("button", name="Cancel my plan").click()
    expect(page.get_by_text("Your plan stays yours until")).to_be_visible()
    pictures(page, "account-cancel")
    page.get_by_role("button", name="Cancel it now").click()
    expect(page.get_by_text("Your plan is cancelled. You can use it until")).to_be_visible()
    expect(page.get_by_text("does not renew")).to_be_visible()
    pictures(page, "account-cancelled")
    assert seen.complaints == []
    assert seen.foreign(shop) == []


def test_a_change_of_plan_says_what_happens_when(
    shop: str, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    with transaction() as tx:
        learner = make_learner(tx)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{shop}/plans?choice=basic-monthly")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/sandbox/checkout/**")
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_text("Basic Monthly is yours.")).to_be_visible()
    page.goto(f"{shop}/plans?choice=pro-monthly")
    expect(page.get_by_text("It begins now.")).to_be_visible()
    pictures(page, "plans-change")
    page.get_by_role("button", name="Change my plan").click()
    expect(card(page, "pro-monthly").get_by_text("Your plan")).to_be_visible()
    page.goto(f"{shop}/plans?choice=basic-monthly")
    expect(page.get_by_text("Until then nothing changes")).to_be_visible()
    page.get_by_role("button", name="Change my plan").click()
    expect(page.get_by_text("it changes to Basic Monthly")).to_be_visible()


@pytest.mark.parametrize("address", ["plans?paid=yes", "plans?choice=free", "plans?choice=nothing%27%3B--"])
def test_an_address_alone_gives_nothing(
    shop: str, context: BrowserContext, page: Page, sign_in: Callable[..., int], address: str
) -> None:
    sign_in(context, user_id=make_free_learner())
    page.goto(f"{shop}/{address}")
    expect(card(settled(page), "free").get_by_text("Your plan")).to_be_visible()
    if "paid" in address:
        expect(page.get_by_text("We wait for the payment service.")).to_be_visible()


def make_free_learner() -> int:
    with transaction() as tx:
        return make_learner(tx).user_id
