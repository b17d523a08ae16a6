"""A result that the tutor keeps: what the learner reads until it is shown, in two browsers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core.classroom.assignments import Release
from core.transaction import transaction
from tests.e2e.conftest import Seen
from tests.e2e.test_content_lab import pictures
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("release", [Release.after_look, Release.comments])
def test_a_result_waits_for_the_tutor(
    live_server: LiveServer,
    live_rows: None,
    chrome: Browser,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
    release: Release,
) -> None:
    with transaction() as tx:
        tutor = make_tutor(tx, display_name="Ms Ito")
        cohort_id = make_class(tx, tutor, name="Evening group")
        learner = make_member(tx, cohort_id, display_name="Mei Tanaka")
        task, _ = make_task(tx, title="Buses for all", task_number=2), make_task(tx, title="A letter", task_number=1)
        make_assignment(tx, tutor, cohort_id, task_id=task.id, release=release)
        essay = hand_in(tx, learner, band=6, task=task)
    other = chrome.new_context(viewport={"width": 1280, "height": 860})
    sign_in(other, user_id=learner.user_id)
    theirs = other.new_page()
    seen.watch(theirs)
    theirs.goto(f"{live_server.url}/result?submission={essay}")
    expect(theirs.get_by_text("Your tutor").first).to_be_visible()
    expect(theirs.get_by_text("Band 6")).to_have_count(0)
    pictures(theirs, f"kept-{release}")
    theirs.goto(f"{live_server.url}/my_essays")
    expect(theirs.get_by_text("with your tutor")).to_be_visible()
    pictures(theirs, f"kept-{release}-essays")

    theirs.goto(f"{live_server.url}/home")
    expect(theirs.get_by_text("Task 1 is a third of your Writing band")).to_be_visible()
    pictures(theirs, f"kept-{release}-home")

    sign_in(context, user_id=tutor.user_id)
    page.goto(f"{live_server.url}/set_work")
    page.get_by_text("Buses for all: 1 of 1").click()
    expect(page.get_by_text("yet", exact=False).first).to_be_visible()
    pictures(page, f"kept-{release}-board")
    page.get_by_role("button", name="Show the").click()
    expect(page.get_by_text("Nobody waits for a result")).to_be_visible()
    theirs.goto(f"{live_server.url}/result?submission={essay}")
    expect(theirs.get_by_text("6.0").first).to_be_visible()
    expect(
        theirs.get_by_role("heading", name="Your next steps").or_(theirs.get_by_text("Task response").first)
    ).to_be_visible()
    assert seen.complaints == []
    other.close()
