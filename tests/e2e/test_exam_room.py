"""The exam room in a real browser: two panes, text and colours, and on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import picture, settled
from tests.e2e.room import REPORT, Room, live_server  # noqa: F401

pytestmark = pytest.mark.browser


def test_the_divider_moves_by_mouse_and_by_keys(room: Room) -> None:
    room.start(seconds=1_800)
    line, question = (
        room.page.get_by_role("separator", name="Width of the question"),
        room.page.locator(".st-key-exam_question"),
    )
    before = question.bounding_box()
    place = line.bounding_box()
    assert before is not None and place is not None

    room.page.mouse.move(place["x"] + 5, place["y"] + 100)
    room.page.mouse.down()
    room.page.mouse.move(place["x"] - 200, place["y"] + 100, steps=5)
    room.page.mouse.up()
    narrow = question.bounding_box()
    assert narrow is not None and narrow["width"] < before["width"] - 150
    now = int(line.get_attribute("aria-valuenow") or 0)
    line.press("ArrowRight")
    line.press("ArrowRight")
    assert int(line.get_attribute("aria-valuenow") or 0) == now + 4
    room.page.reload()
    expect(line).to_have_attribute("aria-valuenow", str(now + 4))
    line.press("Home")
    expect(line).to_have_attribute("aria-valuenow", "25")
    picture(room.page, "narrow_question")


def test_text_and_colours_follow_the_candidate(room: Room) -> None:
    room.start(seconds=1_800)
    room.write(1, REPORT)
    usual = room.box(1).evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
    room.page.get_by_text("Text and colours").click()
    picture(room.page, "look")
    for colours, ink, paper in (
        ("Black on cream", "rgb(0, 0, 0)", "rgb(253, 243, 215)"),
        ("Yellow on black", "rgb(255, 233, 77)", "rgb(0, 0, 0)"),
    ):
        room.page.get_by_text(colours, exact=True).click()
        expect(room.box(1)).to_have_css("color", ink)
        expect(room.box(1)).to_have_css("background-color", paper)
        picture(room.page, colours.replace(" ", "_").lower())
    room.page.locator(".exam-sizes span[data-value=large]").click()
    assert room.box(1).evaluate("box => parseFloat(getComputedStyle(box).fontSize)") > usual * 1.4
    room.page.keyboard.press("Escape")
    room.page.reload()
    expect(room.box(1)).to_have_css("color", "rgb(255, 233, 77)")
    picture(room.page, "large_yellow")


def test_words_are_counted_and_nothing_checks_the_spelling(room: Room) -> None:
    room.start(seconds=1_800)
    room.write(1, "Three word here")
    expect(room.page.get_by_text("Words: 3").locator("visible=true")).to_be_visible()
    assert room.box(1).get_attribute("spellcheck") == "false"
    room.box(1).press("Control+a")
    room.page.keyboard.press("Control+x")
    room.page.keyboard.press("Control+v")
    room.page.keyboard.press("Control+v")
    expect(room.box(1)).to_have_value("Three word hereThree word here")


def test_a_chart_that_was_drawn_out_of_sight_has_its_size_when_it_is_shown(room: Room) -> None:
    room.start(seconds=1_800)
    chart = room.page.locator(".st-key-exam_question_1 .js-plotly-plot").first
    expect(chart).to_be_visible()
    width = chart.bounding_box()
    room.part(2)
    room.page.reload()
    expect(room.box(2)).to_be_visible()
    room.part(1)
    expect(chart).to_be_visible()
    settled(room.page)

    again = chart.bounding_box()
    assert width is not None and again is not None and abs(width["width"] - again["width"]) < 3
    picture(room.page, "chart_again")


@pytest.mark.parametrize("kind", ["line", "table", "process", "map"])
def test_in_the_dark_theme(room: Room, chrome: Browser, sign_in: Callable[..., int], kind: str) -> None:
    dark = chrome.new_context(viewport={"width": 1280, "height": 860}, color_scheme="dark")
    sign_in(dark, user_id=room.user_id)
    room.page = dark.new_page()
    room.page.goto(room.url)
    picture(room.page, "dark_before")
    room.start_with(kind)
    room.write(1, REPORT)
    picture(room.page, f"dark_{kind}")
    room.page.get_by_text("Text and colours").click()
    room.page.get_by_text("Black on cream", exact=True).click()
    drawn = room.page.locator(
        ".st-key-exam_question_1 :is([data-testid=stPlotlyChart], [data-testid^=stBidiComponent])"
    ).first
    expect(drawn).to_have_css("background-color", "rgb(21, 26, 26)")
    drawn.scroll_into_view_if_needed()
    pane = room.page.locator(".st-key-exam_question").bounding_box()
    assert pane is not None and 0 < pane["y"] + pane["height"] <= 860  # it scrolls by itself, the clock stays
    expect(room.page.get_by_role("timer")).to_be_in_viewport()
    picture(room.page, f"dark_cream_{kind}")
    dark.close()


def test_leaving_the_room_leaves_no_trace_on_other_pages(room: Room) -> None:
    room.start(seconds=1_800)
    room.page.get_by_role("link", name="Home").click()
    expect(room.page.get_by_role("button", name="Back to the test")).to_be_visible()

    left = room.page.evaluate("Object.keys(document.documentElement.dataset).filter(key => key.startsWith('exam'))")
    assert left == []


def test_on_a_telephone(room: Room) -> None:
    room.page.set_viewport_size({"width": 390, "height": 844})
    room.page.goto(room.url)
    picture(room.page, "phone_before")
    room.start(seconds=1_800)
    picture(room.page, "phone")
    wide = room.page.evaluate("document.documentElement.scrollWidth")
    room.page.get_by_role("button", name="Hide the question").click()
    expect(room.page.locator(".st-key-exam_question")).to_be_hidden()
    room.write(1, REPORT)
    picture(room.page, "phone_writing")

    assert wide <= 390
    room.page.get_by_text("Text and colours").click()
    expect(room.page.get_by_text("Yellow on black", exact=True)).to_be_in_viewport(ratio=1)
    picture(room.page, "phone_look")
    room.page.keyboard.press("Escape")
    room.page.get_by_role("button", name="Show the question").click()
    expect(room.page.locator(".st-key-exam_question")).to_be_visible()
