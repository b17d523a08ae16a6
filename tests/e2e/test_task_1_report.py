"""A learner's Task 1 report in Chromium, read by the real engine: its statements beside the chart's data."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.assessment.engines import registry
from core.assessment.types import CheckKind, Verdict
from core.content import seed_files
from core.transaction import transaction
from tests.core.assessment.data_check.corpus import read_answers
from tests.e2e.conftest import picture, settled
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser

ANSWER = next(one for one in read_answers("seen") if one.name == "01")


def test_each_statement_stands_beside_what_the_chart_says(
    live_server: LiveServer,
    context: BrowserContext,
    page: Page,
    sign_in: Callable[..., int],
) -> None:
    essay, facts = ANSWER.text, seed_files.task_facts(ANSWER.task)
    result = registry.engine("offline").assess(essay, facts)
    wrong = [one for one in result.checks if one.verdict is Verdict.wrong and one.kind is not CheckKind.overview]
    assert {"210,000"} <= {word for one in wrong for word in one.quote.split()}
    with transaction() as tx:
        learner = make_learner(tx)
        task = make_task(tx, task_number=1, prompt=facts.prompt, additional_materials=dict(facts.materials or {}))
        submission_id = hand_in(tx, learner, result=result, essay=essay, task=task)
    sign_in(context, user_id=learner.user_id)

    page.goto(f"{live_server.url}/result?submission={submission_id}")
    settled(page)

    table = page.locator(".st-key-chart_checks")
    expect(table.get_by_role("columnheader")).to_have_text(["You wrote", "The chart says", "Right or wrong?"])
    row = table.get_by_role("row").filter(has_text="210,000")
    expect(row).to_contain_text("190,000")
    expect(row).to_contain_text("Wrong")
    row.get_by_role("button").click()
    expect(page.locator(".sheet .here")).to_contain_text("210,000")
    for name, scheme, width in (("light", "light", 1280), ("dark", "dark", 1280), ("narrow", "light", 390)):
        page.set_viewport_size({"width": width, "height": 860})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.reload()
        settled(page)
        expect(table).to_be_visible()
        table.evaluate("element => element.scrollIntoView()")
        picture(page, f"task-1-report-{name}")
