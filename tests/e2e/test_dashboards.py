"""The dashboards in Chromium on a book of two thousand essays: seen, compared, opened to their rows, taken along."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.content import loading, seed_files
from core.operations import rollups
from core.transaction import transaction
from tests.e2e.conftest import Seen
from tests.e2e.test_content_lab import pictures
from tests.live import ROOT, LiveServer

pytestmark = pytest.mark.browser
BOOK = ROOT / "benchmarks" / "measure" / "book.sql"
ESSAYS = 2_000


@pytest.fixture(scope="module")
def book(live_server: LiveServer, live_rows: None) -> str:
    with transaction() as tx:
        loading.load_topics(tx, seeds=seed_files.read_topics())
        loading.load_plans(tx, seeds=seed_files.read_plans())
    sql = BOOK.read_text().replace(":submissions", str(ESSAYS)).replace(":users", str(ESSAYS))
    with psycopg.connect(live_server.database_url, autocommit=True) as connection:
        connection.execute(sql)
    with transaction() as tx:
        rollups.rebuild(tx)
    return live_server.url


def test_every_tab_is_drawn(
    book: str, context: BrowserContext, page: Page, seen: Seen, sign_in: Callable[..., int]
) -> None:
    sign_in(context, groups=("learner", "admin"))
    page.goto(f"{book}/admin")
    expect(page.get_by_role("heading", name="Money, last 7 days")).to_be_visible()
    expect(page.get_by_text("Monthly recurring revenue is")).to_be_visible()
    pictures(page, "today")
    for path, tabs in (
        ("money", ("Revenue", "Subscriptions", "Payments")),
        ("learning", ("Bands", "Gains", "Way in")),
    ):
        for name in tabs:
            page.goto(f"{book}/{path}?view={name.replace(' ', '+')}")
            expect(page.locator(".js-plotly-plot").first).to_be_visible()
            expect(page.locator('[data-testid="stException"]')).to_have_count(0)
            pictures(page, f"{path}-{name.lower().replace(' ', '-')}")
    assert seen.complaints == []
    assert seen.foreign(book) == []


def test_a_month_opens_to_its_people_and_leaves_as_a_file(
    book: str, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    sign_in(context, groups=("learner", "admin"))
    page.goto(f"{book}/money?view=Revenue&period=2+years")
    expect(page.get_by_text(" before", exact=False).locator("visible=true").first).to_be_visible()
    page.get_by_text("Who moved it").click()
    expect(page.get_by_text("Who moved MRR in")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    with page.expect_download() as download:
        page.locator('[class*="st-key-csv-mrr"]').get_by_role("button").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("user_id,display_name,email,kind,amount_usd")
    assert "bench" in text
    with page.expect_download() as download:
        page.locator('[class*="st-key-xlsx-mrr"]').get_by_role("button").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))["Rows"]
    assert sheet.max_row == len(text.strip().splitlines())
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the book as CSV").click()
    assert Path(download.value.path()).read_text().startswith("date_utc,kind,payment")
    assert "view=Revenue" in page.url
    assert "period=2" in page.url
