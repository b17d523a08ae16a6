"""A relaxed mock test keeps notes and highlights; one exactly like the test has none."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Seen, picture, settled
from tests.e2e.room import Room, live_server  # noqa: F401

pytestmark = pytest.mark.browser


def test_notes_and_highlights_outlive_a_reload(room: Room, seen: Seen) -> None:
    room.start(seconds=1_800, relaxed=True)
    page = room.page
    prompt = page.locator(".question .prompt").first
    words = prompt.text_content() or ""
    page.get_by_role("button", name="Highlight the selected words").first.click()
    expect(page.get_by_text("Select some words of the question first.")).to_be_visible()
    prompt.click(click_count=3)  # the paragraph
    with page.expect_response(lambda answer: answer.url.endswith("/highlights") and answer.status == 204):
        page.get_by_role("button", name="Highlight the selected words").first.click()
    marked = prompt.locator("mark").all_text_contents()
    assert marked and all(one in words for one in marked)
    notes = page.get_by_label("Notes for Part 1", exact=True)
    notes.fill("two groups of lines")
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()

    page.reload()
    settled(page)

    expect(notes).to_have_value("two groups of lines")
    assert prompt.locator("mark").all_text_contents() == marked
    assert prompt.text_content() == words
    picture(page, "relaxed")
    with page.expect_response(lambda answer: answer.url.endswith("/highlights") and answer.status == 204):
        page.get_by_role("button", name="Clear the highlights").first.click()
    expect(prompt.locator("mark")).to_have_count(0)
    assert seen.complaints == []


def test_exactly_like_the_test_there_is_neither(room: Room) -> None:
    room.start(seconds=1_800)

    expect(room.page.get_by_role("button", name="Highlight the selected words")).to_have_count(0)
    expect(room.page.get_by_label("Notes for Part 1", exact=True)).to_have_count(0)
    expect(room.page.get_by_text("Usual length")).to_have_count(0)
