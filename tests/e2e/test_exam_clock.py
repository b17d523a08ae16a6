"""A mock test in a real browser: the clock is the server's, no word is lost, and it ends on time."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from core.clock import utc_now
from core.practice.types import SittingMode
from core.transaction import transaction
from db.models.practice import Sitting, SubmissionStatus
from tests.e2e.conftest import Seen, picture
from tests.e2e.room import REPORT, Room, live_server  # noqa: F401
from tests.factories.essays import ESSAY

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_from_the_start_to_the_writing_band(room: Room, seen: Seen) -> None:
    room.page.goto(f"{room.server.url}/practise")
    room.page.get_by_text("Mock test", exact=True).click()
    room.page.get_by_role("button", name="Look at it").click()
    expect(room.page.get_by_text(re.compile("This costs 2 credits"))).to_be_visible()
    expect(room.page.get_by_text(re.compile("5 of 5 feedbacks left"))).to_be_visible()
    picture(room.page, "before")
    room.page.get_by_role("button", name="Start the clock").click()
    expect(room.box(1)).to_be_visible()

    room.write(1, REPORT)
    room.write(2, ESSAY)
    room.page.reload()
    expect(room.box(2)).to_have_value(ESSAY)  # the same part is open
    room.part(1)
    expect(room.box(1)).to_have_value(REPORT)
    room.write(1, "The very last words.")
    expect(room.page).to_have_url(re.compile(r"/exam_result\?sitting=mock-"), timeout=90_000)
    picture(room.page, "result_waiting")
    expect(room.page.get_by_role("heading", name=re.compile(r"Your Writing band \d\.[05]"))).to_be_visible(
        timeout=60_000
    )
    expect(room.page.get_by_text(re.compile("Our sum: Task 2 counts twice"))).to_be_visible()
    picture(room.page, "result")
    first, second = room.essays()
    assert (first.content, second.content) == (REPORT + "The very last words.", ESSAY)
    assert first.submitted_at == second.submitted_at <= first.deadline_at
    assert seen.complaints == []
    assert seen.foreign(room.server.url) == []


def test_a_closed_browser_is_handed_in_by_the_server(room: Room) -> None:
    room.start(seconds=600)
    room.write(2, ESSAY)
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible()
    room.page.close()
    room.set_clock(-31)

    reader = room.context.new_page()
    for _ in range(60):
        if room.essays()[1].status != SubmissionStatus.draft:
            break
        reader.wait_for_timeout(500)

    first, second = room.essays()
    assert first.status == SubmissionStatus.abandoned
    assert second.status in (SubmissionStatus.submitted, SubmissionStatus.assessed)
    assert second.content == ESSAY
    assert second.submitted_at == second.deadline_at
    reader.goto(room.url)
    expect(reader.get_by_text("Your mock tests")).to_be_visible()
    reader.get_by_role("button", name="Read the result").click()
    expect(reader.get_by_text(re.compile("because Task 1 was left empty"))).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_of_the_computer_that_is_wrong_changes_nothing(room: Room, days: int) -> None:
    room.context.add_init_script(
        f"""
        const shift = {days} * 86400000, RealDate = Date
        globalThis.Date = class extends RealDate {{
          constructor(...given) {{ given.length ? super(...given) : super(RealDate.now() + shift) }}
          static now() {{ return RealDate.now() + shift }}
        }}
        """
    )
    room.start(seconds=1_800)
    assert abs(room.page.evaluate("Date.now()") / 1000 - utc_now().timestamp()) > 80_000

    assert 1_780 < room.seconds_shown() <= 1_800
    room.write(1, REPORT)
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible()
    assert room.essays()[0].content == REPORT


def test_a_computer_that_slept_asks_the_server_when_it_wakes(room: Room) -> None:
    room.start(seconds=1_800)
    room.set_clock(1_200)  # ten minutes passed while it slept, and its own clock stood still

    room.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(room.page.get_by_role("timer").locator(".exam-time")).to_have_text(re.compile(r"^(20:00|19:5\d)$"))


@pytest.mark.slow
def test_who_slept_over_the_end_wakes_at_the_result(room: Room) -> None:
    room.start(seconds=1_800)
    room.write(1, REPORT)
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible()
    room.set_clock(-32)
    for _ in range(60):
        if room.essays()[0].status != SubmissionStatus.draft:
            break
        room.page.wait_for_timeout(500)

    room.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(room.page).to_have_url(re.compile(r"/exam_result\?sitting=mock-"))
    assert room.essays()[0].content == REPORT


def test_a_killed_server_costs_neither_words_nor_time(room: Room) -> None:
    room.start(seconds=1_800)
    room.write(1, "Before. ")
    room.server.kill_app()
    room.page.keyboard.insert_text("While it was down. ")
    room.part(2)
    room.box(2).fill("The other part.")
    room.server.start_app()
    room.server.wait_until_ready()

    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible(timeout=40_000)
    room.part(1)
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible(timeout=40_000)
    assert [essay.content for essay in room.essays()] == ["Before. While it was down. ", "The other part."]
    assert 1_700 < room.seconds_shown() < 1_800


def test_it_warns_at_ten_and_five_minutes_for_eyes_and_ears(room: Room) -> None:
    room.start(seconds=660)
    expect(room.page.locator(".exam-warning")).to_be_hidden()
    room.set_clock(602)
    room.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(room.page.locator(".exam-warning")).to_have_text("Less than 10 minutes left", timeout=10_000)
    expect(room.page.locator(".exam-spoken")).to_have_text("10 minutes left.")
    picture(room.page, "ten_minutes")

    room.set_clock(302)
    room.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(room.page.locator(".exam-warning")).to_have_text("Less than 5 minutes left", timeout=10_000)
    expect(room.page.locator(".exam-spoken")).to_have_text("5 minutes left.")
    assert room.page.locator(".exam-spoken").get_attribute("aria-live") == "polite"
    picture(room.page, "five_minutes")


def test_in_the_exam_the_clock_stays_and_relaxed_it_may_hide(room: Room) -> None:
    room.start(seconds=1_800)
    expect(room.page.get_by_role("button", name="Hide the time")).to_have_count(0)
    with transaction() as tx:
        tx.scalars(select(Sitting).where(Sitting.user_id == room.user_id)).one().mode = SittingMode.relaxed
    room.page.reload()

    room.page.get_by_role("button", name="Hide the time").click()
    expect(room.page.locator(".exam-time")).to_be_hidden()
    room.page.get_by_role("button", name="Show the time").click()
    expect(room.page.locator(".exam-time")).to_be_visible()


def test_a_second_device_goes_on_where_the_first_was(room: Room, chrome: Browser, sign_in: Callable[..., int]) -> None:
    room.start(seconds=1_800)
    room.write(2, ESSAY)
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible()
    other = chrome.new_context()
    sign_in(other, user_id=room.user_id)
    page = other.new_page()
    page.goto(f"{room.server.url}/home")
    page.get_by_role("button", name="Back to the test").click()

    page.get_by_role("button", name="Part 2", exact=True).click()
    expect(room.box(2, page)).to_have_value(ESSAY)
    other.close()


def test_finishing_early_is_asked_twice_and_says_what_is_empty(room: Room) -> None:
    room.start(seconds=1_800)
    room.write(1, REPORT)
    finish = room.page.get_by_role("button", name="Finish the test")
    finish.click()
    expect(
        room.page.get_by_text(re.compile(r"Part 1 has \d+ words\. Part 2 is empty\. An empty part means"))
    ).to_be_visible()
    picture(room.page, "finish")
    room.page.get_by_role("button", name="Keep writing").click()
    room.write(2, "Not yet saved by any pause.")
    finish.click()
    room.page.get_by_role("button", name="Hand in both parts").click()

    expect(room.page).to_have_url(re.compile(r"/exam_result\?sitting=mock-"))
    assert [essay.content for essay in room.essays()] == [REPORT, "Not yet saved by any pause."]


@pytest.mark.slow
def test_without_a_connection_nothing_is_handed_in_by_half(room: Room) -> None:
    room.start(seconds=1_800)
    room.write(1, REPORT)
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible()
    room.page.route("**/api/drafts/*", lambda route: route.abort())
    room.write(2, "Words that cannot leave this computer.")
    room.page.get_by_role("button", name="Finish the test").click()
    room.page.get_by_role("button", name="Hand in both parts").click()
    expect(room.page.get_by_text("Not everything is saved yet, so nothing was handed in.")).to_be_visible()
    expect(room.box(2)).to_be_editable()

    room.page.unroute("**/api/drafts/*")
    expect(room.page.get_by_text("Saved", exact=True).locator("visible=true")).to_be_visible(timeout=30_000)
    assert [essay.status for essay in room.essays()] == [SubmissionStatus.draft] * 2
    assert room.essays()[1].content == "Words that cannot leave this computer."


@pytest.mark.slow
def test_a_save_on_its_way_at_zero_still_counts(room: Room) -> None:
    room.start(seconds=6)
    room.page.route("**/api/drafts/*", lambda route: route.abort())
    room.write(2, "The very last words.")
    expect(room.page.get_by_text(re.compile("Time is up"))).to_be_visible(timeout=15_000)
    room.page.wait_for_timeout(1_500)
    room.page.unroute("**/api/drafts/*")

    expect(room.page).to_have_url(re.compile(r"/exam_result\?sitting=mock-"), timeout=30_000)
    first, second = room.essays()
    assert (first.status, second.content) == (SubmissionStatus.abandoned, "The very last words.")
    assert second.submitted_at == second.deadline_at
