"""The content lab in Chromium: a task written beside its preview, a faulty file refused, a good one loaded."""

import io
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from core.content import loading, reports, seed_files
from core.content.seed_files import SEEDS
from core.transaction import transaction
from db.models.content import PracticeTask
from tests.e2e.conftest import Seen, picture, settled
from tests.e2e.test_progress_page import at_rest
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.assessment import make_assessment
from tests.factories.content import make_model_answer
from tests.factories.practice import make_submission
from tests.live import LiveServer

pytestmark = pytest.mark.browser

SEED_TASKS = [seed for seed in seed_files.read_tasks() if int(seed.code[-3:]) <= 3]
CHART = SEEDS / "tasks/academic/task_1/AC_T1_004.toml"
SIZES = (("light", "light", 1280), ("dark", "dark", 1280), ("narrow", "light", 390))


@pytest.fixture
def bank(live_rows: None) -> None:
    with transaction() as tx:
        loading.load_topics(tx, seeds=seed_files.read_topics())
        loading.load_tasks(tx, seeds=SEED_TASKS)


def zipped(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(CHART.name, text)
    return buffer.getvalue()


def tab(page: Page, name: str) -> Page:
    page.get_by_role("tab", name=name).click()
    return settled(page)


def is_on_offer(code: str) -> bool | None:
    with transaction() as tx:
        return tx.scalar(select(PracticeTask.is_active).where(PracticeTask.task_code == code))


def pictures(page: Page, name: str) -> None:
    """The page in each look; nothing of it is wider than the window."""
    for look, scheme, width in SIZES:
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        at_rest(settled(page))
        picture(page, f"{name}-{look}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.emulate_media(color_scheme="light")


def test_a_task_is_written_and_a_file_is_imported(
    live_server: LiveServer,
    bank: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    sign_in(context, groups=("learner", "admin"))
    page.goto(f"{live_server.url}/content?content_tab=Tasks")
    page.get_by_role("button", name="New task").click()
    page.get_by_label("Code, such as AC_T2_151").fill("AC_T2_950")
    page.get_by_label("Title", exact=True).fill("Gardens on the roofs of schools")
    page.get_by_role("combobox", name="Topic").fill("Education and sch")
    page.get_by_role("option", name="Education and schools").click()
    page.get_by_label("Question").fill(
        "Some head teachers want every new school to have a garden on its roof.\n\nDo you agree or disagree?"
    )
    page.get_by_label("Question").blur()
    expect(page.get_by_text("Write about the following topic:")).to_be_visible()
    expect(page.locator("p", has_text="Some head teachers")).to_be_visible()
    pictures(page, "lab-new")
    page.get_by_role("button", name="Save the new task").click()
    page.get_by_role("button", name="I have read it: put it on offer").click()
    expect(page.get_by_role("button", name="Take it off offer")).to_be_visible()
    assert is_on_offer("AC_T2_950")

    tab(page, "Import and export")
    text = CHART.read_text("utf-8")
    faulty = text.replace("values = [", "values = [1, ", 2)
    upload = page.locator("input[type=file]")
    upload.set_input_files({"name": "bank.zip", "mimeType": "application/zip", "buffer": zipped(faulty)})
    expect(page.get_by_text("Nothing can be loaded yet")).to_be_visible()
    pictures(page, "lab-faults")
    assert is_on_offer("AC_T1_004") is None
    page.get_by_role("button", name="Remove bank.zip").click()
    upload.set_input_files({"name": "good.zip", "mimeType": "application/zip", "buffer": zipped(text)})
    expect(page.get_by_text("No faults: 1 new task")).to_be_visible()
    pictures(page, "lab-import")
    page.get_by_role("button", name="Load 1 task").click()
    expect(page.get_by_text("Loaded: 1 new task, 0 replaced.")).to_be_visible()
    assert is_on_offer("AC_T1_004")
    assert seen.complaints == []
    assert seen.foreign(live_server.url) == []


def test_the_other_tabs_and_what_learners_see_of_them(
    live_server: LiveServer, bank: None, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    with transaction() as tx:
        learner = make_learner(tx)
        task_id = tx.scalars(select(PracticeTask.id).where(PracticeTask.task_code == "AC_T2_001")).one()
        task = tx.get_one(PracticeTask, task_id)
        make_model_answer(tx, task_id)
        make_assessment(tx, make_submission(tx, user_id=learner.user_id, task=task, status="assessed"))
        reason = reports.ReportReason.unclear
        reports.report(tx, actor_of(make_user(tx)), task_id=task_id, reason=reason, comment="Which *year*?")
    sign_in(context, groups=("learner", "admin"))
    for name in ("Coverage", "Reported", "Statistics"):
        page.goto(f"{live_server.url}/content?content_tab={name}")
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        pictures(page, f"lab-{name.lower()}")
    page.goto(f"{live_server.url}/content?content_tab=Reported")
    page.get_by_label("Your answer, which the person reads").fill("The question says it now.")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Every report has an answer.")).to_be_visible()

    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/practise")
    expect(page.get_by_role("button", name="Another one")).to_be_visible()
    pictures(page, "practise-one")
    page.get_by_role("button", name="All Task").click()
    expect(page.get_by_text("Not yet done")).to_be_visible()
    pictures(page, "practise-list")
    page.goto(f"{live_server.url}/approach?kind=opinion")
    expect(page.get_by_text("Paragraph by paragraph")).to_be_visible()
    pictures(page, "approach-kind")
    page.goto(f"{live_server.url}/approach?topic=public-transport")
    expect(page.get_by_text("Words that belong together")).to_be_visible()
    pictures(page, "approach-topic")
    page.goto(f"{live_server.url}/task?task={task_id}")
    page.get_by_text("Models at several bands").click()
    expect(page.get_by_text("not marked by an examiner")).to_be_visible()
    page.get_by_text("Report this task").click()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("You told us: the question is not clear")).to_be_visible()
    pictures(page, "task-models")
