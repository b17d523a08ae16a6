"""The progress page of somebody who has practised for months, in Chromium: light, dark and narrow."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.actor import Actor
from core.assessment.types import CheckKind
from core.clock import utc_now
from core.transaction import transaction
from db.models.practice import Submission
from tests.e2e.conftest import Seen, picture, settled
from tests.factories.actors import make_learner
from tests.factories.content import make_task, make_topic
from tests.factories.progress import error, make_attempt, make_drill, make_plan, make_snapshots, missing
from tests.live import LiveServer

pytestmark = pytest.mark.browser

TASK_2 = (
    (5, 5, 6, 5), (6, 6, 5, 5), (6, 6, 6, 5), (5, 6, 6, 5), (6, 6, 6, 6), (6, 7, 6, 5),
    (7, 6, 6, 5), (6, 7, 7, 5), (6, 6, 7, 5), (7, 7, 7, 5), (6, 7, 7, 5),
)  # fmt: skip
TASK_1 = ((5, 6, 6, 6), (6, 6, 6, 6), (5, 6, 6, 5), (5, 6, 7, 6))
VIEWS = ("Bands", "Criteria", "Errors", "Pace", "Days")


def practised_for_months() -> Actor:
    """Eleven essays, four reports, two redrafts, drills and plans on the days between, an engine version in the way."""
    now = utc_now()
    with transaction() as tx:
        learner = make_learner(
            tx,
            display_name="Zoë 🌻 عمر",
            timezone="Asia/Kolkata",
            target_band_score=Decimal("7.0"),
            test_date=(now + timedelta(days=23)).date(),
        )
        make_task(tx, title="Trains and cars", topic_id=make_topic(tx).id)
        make_task(tx, title="Visitors of four museums", task_number=1)
        for number, bands in enumerate(TASK_2):
            at = now - timedelta(days=7 * (len(TASK_2) - number) - 3)
            essay = make_attempt(
                tx, learner, at=at, bands=bands, task_id=make_task(tx, title=f"Cities and people {number + 1} 🏙").id,
                engine="offline-1" if number < 4 else "offline-2",
                comments=[error("article", "a family")] * (5 - number // 3) + [error("verb_form")] * (number % 3)
                + [error("spelling", "city")] * (number < 7),
                checks=[missing(CheckKind.part, "Why some people disagree")] if number in (8, 10) else [],
            )  # fmt: skip
            if number >= 5:
                make_snapshots(tx, essay, [(each, (9 + number % 4) * each - number) for each in range(1, 36)])
            if number in (3, 7):
                redraft = [band + (place < 2) for place, band in enumerate(bands)]
                _again(tx, learner, essay, redraft)
            make_drill(tx, essay, done_at=at + timedelta(days=1))
            make_plan(tx, essay, at=at + timedelta(days=2))
        for number, bands in enumerate(TASK_1):
            make_attempt(
                tx,
                learner,
                at=now - timedelta(days=9 * (len(TASK_1) - number)),
                bands=bands,
                task_id=make_task(tx, title=f"A chart {number + 1}", task_number=1).id,
                engine="offline-2",
                checks=[
                    missing(
                        CheckKind.overview, "A report needs one or two sentences that say what the whole picture shows."
                    )
                ]
                if number
                else [],
            )
    return learner


def _again(tx: object, learner: Actor, essay: Submission, bands: list[int]) -> None:
    assert essay.submitted_at is not None
    make_attempt(
        tx,  # type: ignore[arg-type]
        learner,
        at=essay.submitted_at + timedelta(days=1),
        bands=bands,
        task_id=essay.task_id,
        parent_id=essay.id,
        engine="offline-2",
    )


def test_the_progress_page_tells_its_story(
    live_server: LiveServer, context: BrowserContext, page: Page, seen: Seen, sign_in: Callable[..., int]
) -> None:
    sign_in(context, user_id=practised_for_months().user_id)
    page.goto(f"{live_server.url}/progress")
    settled(page)

    expect(page.get_by_text("Errors with articles")).to_be_visible()
    expect(page.get_by_text("The overview was missing")).to_be_visible()
    expect(page.get_by_text("Its record: of the bands that came later")).to_be_visible()
    for name, scheme, width in (("light", "light", 1280), ("dark", "dark", 1280), ("narrow", "light", 390)):
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.reload()
        for view in VIEWS:
            page.get_by_role("radio", name=view).click()
            settled(page)
            expect(page.locator(".js-plotly-plot").first).to_be_visible()
            at_rest(page)
            picture(page, f"progress-{name}-{view.lower()}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert seen.complaints == []
    assert seen.foreign(live_server.url) == []


def test_the_numbers_open_on_a_telephone_and_a_newcomer_is_not_lost(
    live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    page.set_viewport_size({"width": 390, "height": 1000})
    sign_in(context, user_id=practised_for_months().user_id)
    page.goto(f"{live_server.url}/progress")
    page.locator(".st-key-numbers_line_2 summary").click()
    expect(page.locator(".st-key-numbers_line_2 table")).to_be_visible()
    settled(page)
    page.locator(".st-key-numbers_line_2").scroll_into_view_if_needed()
    picture(page, "progress-numbers")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    with transaction() as tx:
        newcomer = make_learner(tx, target_band_score=Decimal("6.5"))
    sign_in(context, user_id=newcomer.user_id)
    page.goto(f"{live_server.url}/progress")
    expect(page.get_by_text("Your first result will start this page.")).to_be_visible()
    picture(page, "progress-nothing-yet")
    with transaction() as tx:
        make_attempt(tx, newcomer, at=utc_now() - timedelta(days=1), comments=[error("article")])
    page.reload()
    expect(page.get_by_text("Too early to see a trend")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    at_rest(page)
    picture(page, "progress-one-essay")


def at_rest(page: Page) -> None:
    """The whole page in view, so that a picture shows all of it."""
    height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 1280
    page.set_viewport_size({"width": width, "height": max(1000, int(height) + 60)})
