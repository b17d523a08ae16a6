"""The writing desk in a real browser: whatever happens around it, what was typed is not lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from sqlalchemy import func, select

from core.accounts import sessions
from core.transaction import transaction
from db.models.assessment import Assessment
from db.models.practice import Submission, SubmissionStatus
from tests.e2e.conftest import picture, settled
from tests.e2e.desk import Desk, box, saved
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.factories.practice import make_submission
from tests.live import LiveServer

pytestmark = pytest.mark.browser

START = "Some people say that buses should be free. "
ODD = "\U0001f3d9 <script>window.hacked=1</script> هذا 我们 "


@pytest.fixture
def desk(live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[..., int]) -> Desk:
    with transaction() as tx:
        user_id = make_learner(tx).user_id
        draft_id = make_submission(tx, user_id=user_id, task=make_task(tx), content=START).id
    sign_in(context, user_id=user_id)
    opened = Desk(page, context, live_server, user_id, draft_id)
    page.goto(opened.url)
    expect(opened.essay).to_have_value(START)
    return opened


def test_a_reload_in_mid_typing_keeps_the_text(desk: Desk) -> None:
    desk.type(ODD)
    saved(desk.page)
    desk.type("Not yet saved.")
    desk.page.reload()

    expect(desk.essay).to_have_value(START + ODD + "Not yet saved.")
    saved(desk.page)
    assert desk.stored().content == START + ODD + "Not yet saved."
    assert desk.page.evaluate("window.hacked") is None


def test_leaving_by_the_menu_keeps_the_text(desk: Desk) -> None:
    desk.type("The last words.")
    desk.page.get_by_role("link", name="Home").click()
    expect(desk.page.get_by_role("heading", name=re.compile("Hello"))).to_be_visible()
    desk.page.go_back()

    expect(desk.essay).to_have_value(START + "The last words.")


def test_words_are_counted_and_time_can_be_hidden(desk: Desk) -> None:
    expect(desk.page.get_by_text("8 / 250 words")).to_be_visible()
    desk.type("One two, three - 4.")
    expect(desk.page.get_by_text("12 / 250 words")).to_be_visible()
    saved(desk.page)
    assert desk.stored().word_count == 12
    for name in ("spellcheck", "autocorrect", "autocapitalize", "data-gramm"):
        assert desk.essay.get_attribute(name) in ("false", "off")

    desk.page.get_by_label(re.compile("^Writing time")).click()
    expect(desk.page.get_by_label("Show the writing time")).to_be_visible()


def test_a_second_tab_is_told_and_overwrites_nothing(desk: Desk) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    expect(box(other)).to_have_value(START)
    expect(other.get_by_text("open in another tab as well")).to_be_visible()
    expect(desk.page.get_by_text("open in another tab as well")).to_be_visible()

    desk.type("From the first tab.")
    saved(desk.page)
    box(other).press("Control+End")
    other.keyboard.type("From the second tab.")

    expect(other.get_by_text("changed in another tab or on another device")).to_be_visible()
    expect(box(other)).not_to_be_editable()
    assert desk.stored().content == START + "From the first tab."
    picture(other, "second_tab")

    other.get_by_role("button", name="Use the other text").click()
    expect(box(other)).to_have_value(START + "From the first tab.")
    expect(other.get_by_text("What you typed here before")).to_be_visible()
    other.get_by_text("What you typed here before").click()
    expect(other.get_by_label("A copy of the other text")).to_have_value(START + "From the second tab.")
    other.reload()
    expect(other.get_by_text("What you typed here before")).to_be_visible()


def test_a_second_tab_may_keep_its_own_text(desk: Desk) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    expect(box(other)).to_have_value(START)
    desk.type("First.")
    saved(desk.page)
    box(other).press("Control+End")
    other.keyboard.type("Second.")
    other.get_by_role("button", name="Keep the text of this tab").click()
    saved(other)

    assert desk.stored().content == START + "Second."
    expect(other.get_by_text("The text of the other tab")).to_be_visible()


def test_a_killed_server_loses_nothing(desk: Desk) -> None:
    desk.type("Before. ")
    saved(desk.page)
    desk.server.kill_app()
    desk.type("While it was down. ")
    expect(desk.page.get_by_text("Not saved: no connection. Your text is kept in this browser.")).to_be_visible()
    picture(desk.page, "server_killed")
    desk.server.start_app()
    desk.server.wait_until_ready()

    saved(desk.page)
    assert desk.stored().content == START + "Before. While it was down. "
    expect(desk.essay).to_have_value(START + "Before. While it was down. ")
    desk.type("And on.")
    saved(desk.page)
    assert desk.stored().content.endswith("And on.")


def test_a_lost_network_is_made_up_for(desk: Desk) -> None:
    desk.context.set_offline(True)
    desk.type("Offline words. ")
    expect(desk.page.get_by_text("Not saved: no connection")).to_be_visible()
    desk.context.set_offline(False)

    saved(desk.page)
    assert desk.stored().content == START + "Offline words. "


def test_a_save_whose_answer_is_lost_is_no_second_tab(desk: Desk) -> None:
    lost: list[int] = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    desk.page.route("**/api/drafts/*", lose_the_answer, times=1)
    desk.type("Once. ")
    expect(desk.page.get_by_text("Not saved: no connection")).to_be_visible()
    desk.type("And on.")

    saved(desk.page)
    assert lost == [200]
    assert desk.stored().content == START + "Once. And on."
    expect(desk.page.get_by_text("changed in another tab")).to_have_count(0)


def test_an_expired_session_keeps_the_text(desk: Desk, sign_in: Callable[..., int]) -> None:
    with transaction() as tx:
        sessions.end_all(tx, user_id=desk.user_id)
    desk.type("Written while signed out. ")
    expect(desk.page.get_by_text("Not saved: you are signed out")).to_be_visible()
    picture(desk.page, "signed_out")
    assert desk.stored().content == START

    desk.page.get_by_role("button", name="Sign in again").click()
    expect(desk.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(desk.page).to_have_url(desk.url)  # signing in returns here
    sign_in(desk.context, user_id=desk.user_id)
    desk.page.reload()

    expect(desk.essay).to_have_value(START + "Written while signed out. ")
    saved(desk.page)
    assert desk.stored().content == START + "Written while signed out. "


def test_signing_in_elsewhere_saves_without_a_reload(desk: Desk, sign_in: Callable[..., int]) -> None:
    with transaction() as tx:
        sessions.end_all(tx, user_id=desk.user_id)
    desk.type("Signed out. ")
    expect(desk.page.get_by_text("Not saved: you are signed out")).to_be_visible()

    sign_in(desk.context, user_id=desk.user_id)

    saved(desk.page)
    assert desk.stored().content == START + "Signed out. "


def test_more_than_two_thousand_words_stay_in_the_box(desk: Desk) -> None:
    desk.essay.fill("word " * 2_001)
    expect(desk.page.get_by_text("An essay can have 2,000 words at most; this one has 2,001.")).to_be_visible()
    expect(desk.page.get_by_text("Not saved: too long.")).to_be_visible()
    expect(desk.essay).to_have_value("word " * 2_001)
    picture(desk.page, "too_long")

    desk.essay.fill("word " * 2_000)

    saved(desk.page)
    expect(desk.page.get_by_text("An essay can have 2,000 words at most")).to_be_hidden()
    assert desk.stored().word_count == 2_000


def test_a_short_essay_is_handed_in_only_when_meant(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Hand in", exact=True).click()
    expect(desk.page.get_by_text("Your essay has 8 of at least 250 words.")).to_be_visible()
    picture(desk.page, "short")
    desk.page.get_by_role("button", name="Keep writing").click()

    expect(desk.page.get_by_text("Your essay has 8 of at least 250 words.")).to_be_hidden()
    assert desk.stored().status == SubmissionStatus.draft


def test_an_empty_essay_cannot_be_handed_in(desk: Desk) -> None:
    desk.essay.fill("")
    desk.page.get_by_role("button", name="Hand in", exact=True).click()

    expect(desk.page.get_by_text("There is nothing to hand in yet.")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Hand in anyway")).to_be_hidden()


def test_ten_clicks_hand_in_once_with_the_last_words(desk: Desk) -> None:
    essay = (f"{ESSAY}\n" * 2).strip()
    desk.essay.fill(essay)
    desk.type(" The very last words.")
    desk.page.evaluate(
        """() => {
            const hosts = [...document.querySelectorAll("*")].map(one => one.shadowRoot || one)
            const button = hosts.map(one => one.querySelector?.(".hand-in")).find(Boolean)
            for (let click = 0; click < 10; click++) button.click()
        }"""
    )

    expect(desk.page).to_have_url(re.compile(rf"/result\?submission={desk.draft_id}$"))
    stored = desk.stored()
    assert stored.content == essay + " The very last words."
    with transaction() as tx:
        assert tx.scalar(select(func.count()).where(Assessment.submission_id == desk.draft_id)) == 1


def test_a_refused_hand_in_opens_the_desk_again(desk: Desk) -> None:
    desk.essay.fill("Too short to be read by anybody at all.")
    desk.page.get_by_role("button", name="Hand in", exact=True).click()
    desk.page.get_by_role("button", name="Hand in anyway").click()

    expect(desk.page.get_by_role("alert").filter(has_text=re.compile("words"))).to_be_visible()
    settled(desk.page)
    expect(desk.essay).to_be_editable()
    expect(desk.page.get_by_role("button", name="Hand in", exact=True)).to_be_enabled()
    assert desk.stored().status == SubmissionStatus.draft


def test_handed_in_in_another_tab(desk: Desk) -> None:
    with transaction() as tx:
        tx.get_one(Submission, desk.draft_id).status = SubmissionStatus.abandoned
    desk.type("Too late.")

    expect(desk.page.get_by_text("handed in already")).to_be_visible()
    expect(desk.essay).to_have_value(START + "Too late.")


def test_somebody_elses_draft_is_not_shown(
    desk: Desk,
) -> None:
    with transaction() as tx:
        foreign = make_submission(tx, user=make_user(tx), content="A secret essay.").id
    desk.page.goto(f"{desk.server.url}/write?submission={foreign}")

    expect(desk.page.get_by_text("cannot find this essay")).to_be_visible()
    expect(desk.page.get_by_text("A secret essay.")).to_have_count(0)
