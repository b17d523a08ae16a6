"""The exam room in a real browser: one clock that is the server's, two texts that are never lost, and the end."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from core.clock import utc_now
from core.practice import sittings
from core.practice.types import SittingMode
from core.transaction import transaction
from db.models.accounts import User
from db.models.content import PracticeTask
from db.models.practice import Sitting, Submission, SubmissionStatus
from tests.e2e.conftest import Seen, picture, settled
from tests.factories.actors import actor_of, make_learner
from tests.factories.essays import ESSAY
from tests.live import LiveServer, running

pytestmark = pytest.mark.browser

MINUTES = 0.75  # 45 seconds: the journeys let it run out
REPORT = (
    "The table shows how many people took a train in four years. Overall, the number of passengers went up, and "
    "the largest change was in the last year. In the first year about 40 thousand people travelled by train. "
)


@pytest.fixture(scope="module")
def live_server(stocked_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """App and worker with the task bank, and a short hour."""
    environment = {"EXAM_MINUTES": str(MINUTES)}
    with running(stocked_database, tmp_path_factory.mktemp("live"), environment=environment) as server:
        yield server


@dataclass
class Room:
    """A learner at the door of the exam room."""

    page: Page
    context: BrowserContext
    server: LiveServer
    user_id: int

    @property
    def url(self) -> str:
        return f"{self.server.url}/exam"

    def start(self, *, seconds: float | None = None, relaxed: bool = False) -> None:
        """Click through the door; with `seconds` the clock is set to so many."""
        self.page.goto(self.url)
        if relaxed:
            self.page.get_by_text("Relaxed", exact=True).click()
        self.page.get_by_role("button", name="Start the clock").click()
        expect(self.box(1)).to_be_visible()
        if seconds is not None:
            self.set_clock(seconds)
            self.page.reload()
            expect(self.box(1)).to_be_visible()

    def start_with(self, kind: str) -> None:
        """Begin with a chart of this kind, 30 minutes before the end."""
        with transaction() as tx:
            learner = actor_of(tx.get_one(User, self.user_id))
            materials = PracticeTask.additional_materials
            pair = [
                tx.scalars(query.where(PracticeTask.module_type == "academic").order_by(PracticeTask.task_code)).first()
                for query in (
                    select(PracticeTask.id).where(materials["type"].astext == kind),
                    select(PracticeTask.id).where(PracticeTask.task_number == 2),
                )
            ]
            sittings.start(tx, learner, mode=SittingMode.exam, task_ids=[one for one in pair if one])
        self.set_clock(1_800)
        self.page.goto(self.url)
        expect(self.box(1)).to_be_visible()

    def set_clock(self, seconds: float) -> None:
        with transaction() as tx:
            sitting = tx.scalars(select(Sitting).where(Sitting.user_id == self.user_id)).one()
            sitting.deadline_at = utc_now() + timedelta(seconds=seconds)
            sitting.started_at = sitting.deadline_at - timedelta(minutes=60)
            for essay in tx.scalars(select(Submission).where(Submission.session_id == sitting.code)):
                essay.started_at, essay.deadline_at = sitting.started_at, sitting.deadline_at

    def box(self, number: int, page: Page | None = None):
        return (page or self.page).get_by_label(f"Your answer to Part {number}", exact=True)

    def part(self, number: int) -> None:
        self.page.get_by_role("button", name=f"Part {number}", exact=True).click()
        expect(self.box(number)).to_be_visible()

    def write(self, number: int, text: str) -> None:
        self.part(number)
        self.box(number).press("Control+End")
        self.page.keyboard.insert_text(text)

    def essays(self) -> list[Submission]:
        with transaction() as tx:
            code = tx.scalars(select(Sitting.code).where(Sitting.user_id == self.user_id)).one()
            return list(tx.scalars(select(Submission).where(Submission.session_id == code).order_by(Submission.id)))

    def seconds_shown(self) -> int:
        minutes, seconds = self.page.get_by_role("timer").locator(".exam-time").inner_text().split(":")
        return 60 * int(minutes) + int(seconds)


@pytest.fixture
def room(
    live_server: LiveServer, live_rows: None, context: BrowserContext, page: Page, sign_in: Callable[..., int]
) -> Room:
    with transaction() as tx:
        user_id = make_learner(tx).user_id
    sign_in(context, user_id=user_id)
    return Room(page, context, live_server, user_id)


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
    expect(room.page.get_by_text(re.compile("Time is up"))).to_be_visible(timeout=60_000)

    expect(room.page).to_have_url(re.compile(r"/exam_result\?sitting=mock-"), timeout=30_000)
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


def test_it_warns_at_ten_and_five_minutes_for_eyes_and_ears(room: Room) -> None:
    room.start(seconds=604)
    expect(room.page.locator(".exam-warning")).to_be_hidden()
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
