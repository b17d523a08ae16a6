"""Own errors: a ledger, three forms of exercise, and a set from the tutor, as they are seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from core.assessment.types import Comment, Criterion
from core.classroom import assignments
from core.clock import utc_now
from core.transaction import transaction
from db.models.progress import ErrorDrill
from tests.e2e.conftest import Seen, settled
from tests.e2e.test_content_lab import pictures
from tests.factories.actors import make_learner
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.factories.essays import ESSAY, make_result
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser

TEXT = "My sister like old trains very much. Last year we goed to the north by train. " + ESSAY


def on(quote: str, kind: str, right: str) -> Comment:
    start = TEXT.index(quote)
    message = f"After this subject the form is “{right}”."
    return Comment(start, start + len(quote), quote, Criterion.grammar_accuracy, kind, message, (right,), 1.0)


RESULT = make_result(6, comments=(on("like", "subject_verb", "likes"), on("goed", "verb_form", "went")))


def test_errors_come_back_as_exercises(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(tx, display_name="Mei Tanaka")
        hand_in(tx, learner, result=RESULT, essay=TEXT)
    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/my_errors")
    expect(page.get_by_text("The next exercise comes on")).to_be_visible()
    page.get_by_text("Subject and verb: in one of your last essays").click()
    expect(page.get_by_text("old trains very much.")).to_be_visible()
    pictures(page, "my-errors")

    with transaction() as tx:
        tx.execute(update(ErrorDrill).values(due_on=utc_now().date()))
    page.goto(f"{live_server.url}/home")
    expect(page.get_by_text("2 exercises from your own errors")).to_be_visible()
    pictures(page, "home-exercises")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Find the mistake.")).to_be_visible()
    pictures(page, "drill-spot")
    page.get_by_text("sister like", exact=True).click()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    pictures(page, "drill-right")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("1 left.")).to_be_visible()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Please give an answer first.")).to_be_visible()
    page.get_by_text("by train.", exact=True).click()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Not yet. This is how it should be:")).to_be_visible()
    pictures(page, "drill-wrong")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Nothing waits today.")).to_be_visible()

    with transaction() as tx:
        tx.execute(update(ErrorDrill).values(due_on=utc_now().date(), step=2))
    page.reload()
    expect(page.get_by_text("2 left.")).to_be_visible()
    pictures(page, "drill-fix")
    page.get_by_label("The right words").fill(" LIKES ")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    assert seen.complaints == []


def test_a_tutor_sets_exercises_and_sees_them_done(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        tutor = make_tutor(tx, display_name="Ana Silva")
        cohort_id = make_class(tx, tutor)
        learner = make_member(tx, cohort_id, display_name="Mei Tanaka")
        hand_in(tx, learner, result=RESULT, essay=TEXT)
    sign_in(context, user_id=tutor.user_id)
    page.goto(f"{live_server.url}/set_work?class={cohort_id}&exercises=verb_form")
    expect(page.get_by_text("Eight sentences each")).to_be_visible()
    pictures(page, "set-exercises")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_text("Exercises: verb form: 0 of 1")).to_be_visible()

    sign_in(context, user_id=learner.user_id)
    page.goto(f"{live_server.url}/home")
    page.get_by_role("link", name="Start the exercises").click()
    expect(page.get_by_text("1 of 1 left")).to_be_visible()
    settled(page)
    page.get_by_text("we goed", exact=True).click()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("All done. Your tutor sees that you have finished.")).to_be_visible()
    pictures(page, "set-done")
    with transaction() as tx:
        [work] = assignments.list_work(tx, tutor, cohort_id=cohort_id)
        assert (work.handed_in, work.due_at > utc_now() + timedelta(days=6)) == (1, True)
    assert seen.complaints == []
