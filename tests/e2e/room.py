"""A learner's exam room in a tab, for the tests that sit in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import select

from core.clock import utc_now
from core.practice import sittings
from core.practice.types import SittingMode
from core.transaction import transaction
from db.models.accounts import User
from db.models.content import PracticeTask
from db.models.practice import Sitting, Submission
from tests.factories.actors import actor_of
from tests.live import LiveServer, running

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

    def start_task(self, *, seconds: float) -> int:
        """A Task 2 of the bank under the clock, set to so many seconds; its number."""
        with transaction() as tx:
            query = select(PracticeTask.id).where(PracticeTask.task_number == 2, PracticeTask.module_type == "academic")
            task_id = tx.scalars(query.order_by(PracticeTask.task_code)).first() or 0
        self.page.goto(f"{self.url}?task={task_id}")
        self.page.get_by_role("button", name="Start the clock").click()
        expect(self.answer).to_be_visible()
        self.set_clock(seconds)
        self.page.reload()
        expect(self.answer).to_be_visible()
        return task_id

    @property
    def answer(self) -> Locator:
        """The box of a task that is written alone."""
        return self.page.get_by_label("Your answer", exact=True)

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

    def box(self, number: int, page: Page | None = None) -> Locator:
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
