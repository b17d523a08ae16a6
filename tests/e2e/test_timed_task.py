"""One task under the clock in a real browser: from its page to its result, by hand and by the clock."""

import re

import pytest
from playwright.sync_api import expect

from db.models.practice import SubmissionStatus
from tests.e2e.conftest import picture
from tests.e2e.room import Room, live_server  # noqa: F401
from tests.factories.essays import ESSAY

pytestmark = pytest.mark.browser


def test_it_is_written_and_handed_in(room: Room) -> None:
    room.page.goto(f"{room.url}?task=1")
    expect(room.page.get_by_text("minutes from the click")).to_be_visible()
    picture(room.page, "task_door")
    room.start_task(seconds=1_500)
    expect(room.page.get_by_role("group", name="Parts of the test")).to_be_hidden()
    expect(room.page.get_by_text("You should spend about 40 minutes")).to_be_visible()
    room.answer.press("Control+End")
    room.page.keyboard.insert_text(ESSAY)
    picture(room.page, "task_room")
    room.page.get_by_role("button", name="Finish", exact=True).click()
    expect(room.page.get_by_text(re.compile(r"^Your answer has \d+ words\. After this you cannot"))).to_be_visible()
    picture(room.page, "task_confirm")
    room.page.get_by_role("button", name="Hand it in").click()

    expect(room.page).to_have_url(re.compile(r"/result\?submission=\d+"), timeout=20_000)
    expect(room.page.get_by_text("Your Writing band of this mock test")).to_have_count(0)
    [essay] = room.essays()
    assert essay.content == ESSAY
    assert essay.status in (SubmissionStatus.submitted, SubmissionStatus.assessed)


def test_at_zero_it_closes_and_an_empty_one_costs_nothing(room: Room) -> None:
    room.start_task(seconds=6)

    expect(room.page.get_by_text("Nothing was written, so there is no band. Your credit has returned.")).to_be_visible(
        timeout=30_000
    )
    picture(room.page, "task_empty")


def test_on_a_telephone_there_is_one_answer(room: Room) -> None:
    room.page.set_viewport_size({"width": 390, "height": 844})
    room.page.goto(f"{room.url}?task=1")
    expect(room.page.get_by_text("minutes from the click")).to_be_visible()
    picture(room.page, "phone_task_door")
    room.start_task(seconds=1_500)
    picture(room.page, "phone_task")
    assert room.page.evaluate("document.documentElement.scrollWidth") <= 390
