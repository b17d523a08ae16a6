"""Tutor and learner side by side in two browsers: class, consent, set work, appeal, a mark beside the engine's."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core.assessment.types import Comment, Criterion
from core.classroom import cohorts, messages
from core.clock import utc_now
from core.transaction import transaction
from db.models.accounts import User
from db.models.classroom import Membership
from tests.e2e.conftest import Seen
from tests.e2e.test_content_lab import pictures
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.practice import make_submission
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser
NAMES = (
    "Mei Tanaka",
    "Ali Mansour",
    "Lucía Rey",
    "Tomasz Zieliński",
    "Noor Hassan",
    "Wei Chen",
    "Priya Nair",
    "Ana Sousa",
)


def test_a_class_from_the_code_to_the_tutors_mark(
    live_server: LiveServer,
    live_rows: None,
    chrome: Browser,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        tutor, learner = make_tutor(tx, display_name="Ms Ito"), make_learner(tx, display_name="Mei Tanaka")
        make_task(tx, title="Buses for all", task_number=2)
        essay = hand_in(tx, learner, band=6)
    sign_in(context, user_id=tutor.user_id)
    page.goto(f"{live_server.url}/today")
    pictures(page, "tutor-empty")
    page.get_by_role("link", name="Open a class").click()
    page.get_by_label("Name of the class").fill("Evening group")
    page.get_by_role("button", name="Open it").dblclick()  # the second click reaches nothing
    expect(page.get_by_role("heading", name="Evening group")).to_be_visible()
    with transaction() as tx:
        assert [card.name for card in cohorts.list_mine(tx, tutor)] == ["Evening group"]
    page.get_by_role("tab", name="People").click()
    code = re.search(r"Join code: (\w{8})", page.get_by_text("Join code:").inner_text())
    assert code is not None
    pictures(page, "class-people")

    other = chrome.new_context(viewport={"width": 1280, "height": 860})
    sign_in(other, user_id=learner.user_id)
    theirs = other.new_page()
    seen.watch(theirs)
    theirs.goto(f"{live_server.url}/join?code={code.group(1)}")
    expect(theirs.get_by_role("heading", name="Evening group")).to_be_visible()
    pictures(theirs, "join")
    theirs.get_by_role("button", name="Join this class").click()
    expect(theirs.get_by_text("Please tick that you agree")).to_be_visible()
    theirs.get_by_text("I agree that my tutors see this").click()
    theirs.get_by_role("button", name="Join this class").click()
    expect(theirs.get_by_role("heading", name="Hello, Mei Tanaka")).to_be_visible()

    page.goto(f"{live_server.url}/set_work")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_text("0 of 1, due")).to_be_visible()
    pictures(page, "set-work")
    theirs.goto(f"{live_server.url}/home")
    expect(theirs.get_by_role("heading", name="Set by your tutor")).to_be_visible()
    pictures(theirs, "home-homework")

    theirs.goto(f"{live_server.url}/result?submission={essay}")
    theirs.get_by_text("Ask my tutor to look at these bands").click()
    theirs.get_by_label("What do you see differently?").fill("I think the second paragraph answers the question.")
    theirs.get_by_role("button", name="Ask", exact=True).click()
    expect(theirs.get_by_text("Your tutor was asked to look")).to_be_visible()

    page.goto(f"{live_server.url}/review")
    expect(page.get_by_text("asks you to look")).to_be_visible()
    pictures(page, "review")
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("button", name="I agree with these bands")).to_be_visible()
    pictures(page, "tutor-essay")
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    page.get_by_label("Why? The learner reads it.").fill("You answer both questions and support each with an example.")
    page.get_by_role("button", name="Save my bands").click()
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()

    theirs.goto(f"{live_server.url}/result?submission={essay}")
    expect(theirs.get_by_text("Your tutor Ms Ito says: band 6.5")).to_be_visible()
    pictures(theirs, "result-with-mark")
    theirs.goto(f"{live_server.url}/credits")
    expect(theirs.get_by_text("Your tutor saw it differently")).to_be_visible()
    assert seen.complaints == []
    other.close()


def test_a_class_of_eight_at_a_glance(
    live_server: LiveServer, live_rows: None, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> None:
    now = utc_now()
    with transaction() as tx:
        tutor = make_tutor(tx, display_name="Mr Reed")
        cohort_id = make_class(tx, tutor, name="Saturday class")
        for place, name in enumerate(NAMES):
            learner = make_member(tx, cohort_id, display_name=name, target_band_score=Decimal("6.5"))
            tx.get_one(User, learner.user_id).test_date = (now + timedelta(days=10 + 7 * place)).date()
            for step in range(place % 4):
                at = now - timedelta(days=30 - 9 * step)
                submission = make_submission(
                    tx, user_id=learner.user_id, status="assessed", started_at=at, submitted_at=at
                )
                bands = [4 + (place + step + number) % 4 for number in range(4)]
                make_assessment(tx, submission, bands=bands, billable=False)
        for step, band in enumerate((7, 7, 7, 4, 4, 4)):
            at = now - timedelta(hours=5 + 60 * step)
            essay = make_submission(tx, user_id=learner.user_id, status="assessed", started_at=at, submitted_at=at)
            make_assessment(tx, essay, bands=[band] * 4, billable=False)
        make_assignment(tx, tutor, cohort_id, task_id=make_task(tx, title="Buses for all").id)
    with transaction() as tx:
        hand_in(tx, learner, result=make_result(7), essay=ESSAY)
    sign_in(context, user_id=tutor.user_id)
    page.goto(f"{live_server.url}/classes")
    expect(page.get_by_text("8 learners")).to_be_visible()
    page.get_by_text("What was handed in this week").click()
    expect(page.get_by_role("link", name="Ana Sousa").first).to_be_visible()
    pictures(page, "cockpit")
    page.get_by_role("button", name="No target or no result: 2").click()
    expect(page.get_by_text("Shown: 2 of 8 (no target or no result)")).to_be_visible()
    pictures(page, "cockpit-distance")
    page.get_by_role("button", name="No target or no result: 2").click()
    expect(page.get_by_text("Shown:")).to_have_count(0)
    page.goto(f"{live_server.url}/today")
    expect(page.get_by_text("Moved by more than our measuring error")).to_be_visible()
    page.get_by_text("This week's error").click()
    expect(page.get_by_role("link", name="All errors of the class")).to_be_visible()
    pictures(page, "today-of-a-class")
    page.get_by_role("button", name="Remind them").click()
    page.get_by_role("button", name="Send it").first.click()
    expect(page.get_by_text("Sent to 8 learners")).to_be_visible()
    page.goto(f"{live_server.url}/classes")
    page.get_by_role("button", name="Ali Mansour: charts and essays").click()
    page.wait_for_url("**/learner?learner=*")
    expect(page.get_by_role("heading", name="Ali Mansour")).to_be_visible()
    pictures(page, "tutor-learner")
    page.get_by_text("Criteria", exact=True).click()
    expect(page.get_by_text("those that the learner reads")).to_be_visible()
    page.goto(f"{live_server.url}/classes")
    page.get_by_role("button", name="Ali Mansour, Grammar").click()
    page.wait_for_url("**/essay?submission=*")
    page.goto(f"{live_server.url}/classes?class_tab=Needs+a+word")
    expect(page.get_by_text("no essay for").first).to_be_visible()
    pictures(page, "needs-a-word")
    page.goto(f"{live_server.url}/today")
    expect(page.get_by_role("heading", name="Not handed in")).to_be_visible()
    pictures(page, "tutor-today")
    page.get_by_text("Write to the whole class").click()
    page.get_by_label("Message").last.fill("Well done this week.")
    page.get_by_role("button", name="Send it to everybody").click()
    expect(page.get_by_text("Sent to 8 learners")).to_be_visible()


def test_from_an_error_to_a_handout_and_a_comment_by_hand(
    live_server: LiveServer,
    live_rows: None,
    chrome: Browser,
    context: BrowserContext,
    page: Page,
    sign_in: Callable[..., int],
) -> None:
    text = "Trains are more easier to use than cars. " + ESSAY
    start = text.index("more easier")
    comment = Comment(
        start,
        start + 11,
        "more easier",
        Criterion.grammar_accuracy,
        "comparison",
        "This word already compares.",
        ("easier",),
        2.0,
    )
    with transaction() as tx:
        tutor = make_tutor(tx, display_name="Ms Ito")
        cohort_id = make_class(tx, tutor, name="Evening group")
        learner = make_member(tx, cohort_id, display_name="Mei Tanaka")
        tx.query(Membership).filter_by(user_id=learner.user_id).one().shares_sentences = True
        messages.send(tx, tutor, learner_id=learner.user_id, text="Two pages are waiting for you.")
        cohorts.set_sample(tx, tutor, cohort_id=cohort_id, percent=100)
        essay = hand_in(tx, learner, result=make_result(6, comments=(comment,)), essay=text)
    sign_in(context, user_id=tutor.user_id)
    page.goto(f"{live_server.url}/classes?class_tab=Errors")
    expect(page.get_by_text("This word already compares.")).to_be_visible()
    pictures(page, "class-errors")
    with page.expect_download() as download:
        page.get_by_role("button", name="Handout with one sentence (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    if folder := os.environ.get("SCREENSHOTS"):
        download.value.save_as(Path(folder) / "handout.pdf")
    page.get_by_role("link", name="Mei Tanaka").click()
    page.get_by_text("Comment on words of the essay").click()
    page.get_by_label("Words of the essay").fill("more easier")
    page.get_by_label("Your comment").fill("Compare once: easier.")
    page.get_by_text("Keep it in my bank").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Comments by hand")).to_be_visible()
    page.get_by_text("How it was written").click()
    expect(page.get_by_text("no record of how this essay")).to_be_visible()
    pictures(page, "tutor-comment")
    page.goto(f"{live_server.url}/review")
    expect(page.get_by_text("a sample: Task 2")).to_be_visible()
    page.goto(f"{live_server.url}/classes?class_tab=Settings")
    expect(page.get_by_text("Send me this class's week by mail")).to_be_visible()
    pictures(page, "class-settings")
    for wants in (True, False):  # a second change in a row is kept, too
        page.get_by_text("Send me this class's week by mail").click()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        with transaction() as tx:
            assert cohorts.settings_of(tx, tutor, cohort_id=cohort_id)[1] is wants
        expect(page.get_by_text("Saved.", exact=True)).to_have_count(0)
    page.goto(f"{live_server.url}/set_work")
    page.get_by_text("A mock test").click()
    expect(page.get_by_text("Both tasks under one clock")).to_be_visible()
    pictures(page, "set-mock-test")
    page.get_by_text("One task", exact=True).click()
    page.get_by_text("Exam", exact=True).click()
    expect(page.get_by_text("20 minutes for Task 1, 40 for Task 2")).to_be_visible()
    pictures(page, "set-exam-task")

    other = chrome.new_context(viewport={"width": 1280, "height": 860})
    sign_in(other, user_id=learner.user_id)
    theirs = other.new_page()
    theirs.goto(f"{live_server.url}/home")
    expect(theirs.get_by_text("Two pages are waiting for you.")).to_be_visible()
    pictures(theirs, "home-word")
    theirs.get_by_role("button", name="I have read it").click()
    expect(theirs.get_by_text("Two pages are waiting for you.")).to_have_count(0)
    theirs.goto(f"{live_server.url}/result?submission={essay}")
    expect(theirs.get_by_role("heading", name="Comments of your tutor")).to_be_visible()
    pictures(theirs, "result-tutor-comment")
    other.close()
