"""A learner's desk in a tab, for the tests that write on it."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Locator, Page, expect

from core.transaction import transaction
from db.models.practice import Submission
from tests.live import LiveServer


@dataclass(frozen=True)
class Desk:
    """A learner's open draft, in a tab."""

    page: Page
    context: BrowserContext
    server: LiveServer
    user_id: int
    draft_id: int

    @property
    def url(self) -> str:
        return f"{self.server.url}/write?submission={self.draft_id}"

    @property
    def essay(self) -> Locator:
        return box(self.page)

    def stored(self) -> Submission:
        with transaction() as tx:
            return tx.get_one(Submission, self.draft_id)

    def type(self, text: str) -> None:
        self.essay.press("Control+End")
        self.page.keyboard.type(text)


def box(page: Page) -> Locator:
    return page.get_by_label("Your essay", exact=True)


def saved(page: Page) -> None:
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
