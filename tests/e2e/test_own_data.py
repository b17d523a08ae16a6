"""Goals, the report on paper, everything to take along, and an account that is erased, as a learner does it."""

import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.clock import utc_now
from core.transaction import transaction
from db.models.accounts import User
from tests.e2e.conftest import Seen
from tests.e2e.test_content_lab import pictures
from tests.factories.actors import make_learner
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser


def test_a_goal_is_set_and_seen_on_home(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(tx, display_name="Mei Tanaka")
        hand_in(tx, learner, band=6)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/progress?view=Goals")
    expect(page.get_by_text("You have no open goal.")).to_be_visible()
    page.get_by_label("Essays").fill("3")
    page.get_by_role("button", name="Set this goal").click()
    expect(page.get_by_text("Your goal is set.")).to_be_visible()
    expect(page.get_by_text("0 so far.")).to_be_visible()
    page.get_by_label("Essays").fill("3")
    page.get_by_role("button", name="Set this goal").click()
    expect(page.get_by_text("You have this goal already.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("3 essays handed in").first).to_be_visible()
    pictures(page, "goals")
    page.goto(f"{live_server.url}/home")
    expect(page.get_by_text("3 essays handed in")).to_be_visible()
    pictures(page, "home-goal")
    assert seen.complaints == []


def test_the_week_of_the_test_and_the_question_after_it(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(tx, display_name="Mei Tanaka", test_date=utc_now().date() + timedelta(days=5))
        hand_in(tx, learner, band=6)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/home")
    expect(page.get_by_role("heading", name="Your test is in")).to_be_visible()
    pictures(page, "test-week")
    with transaction() as tx:
        tx.get_one(User, learner.user_id).test_date = utc_now().date() - timedelta(days=3)
    page.reload()
    expect(page.get_by_role("heading", name="What did you get in Writing?")).to_be_visible()
    pictures(page, "test-over")
    page.get_by_role("button", name="I would rather not say").click()
    expect(page.get_by_text("That is fine. We will not ask again.")).to_be_visible()
    page.goto(f"{live_server.url}/account")
    page.get_by_role("tab", name="Help").click()
    page.get_by_label("Your question").fill("How do I change my test date?")
    pictures(page, "help")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Your question is on its way.")).to_be_visible()
    assert seen.complaints == []


def test_below_the_target_there_is_a_plan_for_another_try(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(
            tx,
            display_name="Mei Tanaka",
            test_date=utc_now().date() - timedelta(days=3),
            target_band_score=Decimal("6.5"),
        )
        hand_in(tx, learner, band=6)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/home")
    page.get_by_label("Writing band").fill("6.0")
    page.get_by_role("button", name="Save my band").click()
    expect(page.get_by_role("heading", name="Another try?")).to_be_visible()
    pictures(page, "another-try")
    page.get_by_role("button", name="Make a plan").click()
    expect(page.get_by_role("heading", name="Your plan for the next test")).to_be_visible()
    pictures(page, "retake-plan")
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_text("essays handed in")).to_be_visible()
    assert seen.complaints == []


def test_everything_is_taken_along_and_then_erased(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(tx, display_name="Mei Tanaka")
        essay = hand_in(tx, learner, band=6)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/result?submission={essay}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    page.goto(f"{live_server.url}/account")
    page.get_by_role("tab", name="My data").click()
    pictures(page, "my-data")
    with page.expect_download() as download:
        page.get_by_role("button", name="My history as CSV").click()
    assert len(Path(download.value.path()).read_text().splitlines()) == 2
    with page.expect_download() as download:
        page.get_by_role("button", name="All my data as ZIP").click()
    with zipfile.ZipFile(download.value.path()) as files:
        [row] = json.loads(files.read("data/accounts_customuser.json"))
    assert row["display_name"] == "Mei Tanaka"

    page.get_by_role("button", name="Send me the link that erases it").click()
    expect(page.get_by_text("The link is on its way to your address.")).to_be_visible()
    found = re.search(r"/erase_account\?token=[\w-]+", page.get_by_test_id("stCode").inner_text())
    assert found is not None
    page.goto(f"{live_server.url}{found.group()}")
    pictures(page, "erase")
    page.get_by_role("button", name="Erase everything now").click()
    expect(page.get_by_text("Your account is erased.")).to_be_visible()
    with transaction() as tx:
        assert tx.get_one(User, learner.user_id).erased_at is not None
    page.goto(f"{live_server.url}/home")
    expect(page.get_by_text("Mei Tanaka")).to_have_count(0)
    assert seen.complaints == []
