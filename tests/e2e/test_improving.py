"""A learner improves an essay in Chromium: the desk with the feedback beside it, the new result, and the comparison."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import db.session
from core.accounts import sessions
from core.assessment.engines import registry
from core.assessment.task_facts import facts_of
from core.clock import utc_now
from core.transaction import transaction
from db.models.content import PracticeTask
from db.models.progress import Drill
from db.session import SessionFactory
from tests.e2e.conftest import Seen, picture, settled
from tests.e2e.desk import box, saved
from tests.e2e.test_main_journey import ON_TOPIC
from tests.factories.actors import make_learner
from tests.live import LiveServer
from tests.pages.learner.steps import hand_in

pytestmark = pytest.mark.browser


@pytest.fixture
def improver(stocked_server: LiveServer, context: BrowserContext) -> Iterator[int]:
    """A learner who is signed in, with a result by the real engine; the essay's number."""
    engine = db.session.bind(stocked_server.database_url)
    with transaction() as tx:
        learner = make_learner(tx)
        task = tx.query(PracticeTask).filter_by(task_number=2, visibility="public").order_by(PracticeTask.id).first()
        assert task is not None
        result: Any = registry.engine("offline").assess(ON_TOPIC, facts_of(task))
        essay_id = hand_in(tx, learner, result=result, essay=ON_TOPIC, task=task)
    with transaction() as tx:
        token = sessions.open_session(tx, ticket=sessions.issue_ticket(tx, user_id=learner.user_id)).token
    context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": stocked_server.url, "httpOnly": True}])
    yield essay_id
    SessionFactory.configure(bind=None)
    engine.dispose()


def in_every_look(page: Page, name: str, bring: Callable[[], None]) -> None:
    """Light, dark and narrow."""
    for look, scheme, width in (("light", "light", 1280), ("dark", "dark", 1280), ("narrow", "light", 390)):
        page.set_viewport_size({"width": width, "height": 860})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.reload()
        settled(page)
        bring()
        picture(page, f"{name}-{look}")
    page.set_viewport_size({"width": 1280, "height": 860})
    page.emulate_media(color_scheme="light")


def test_an_essay_is_improved_and_compared(stocked_server: LiveServer, improver: int, page: Page, seen: Seen) -> None:
    page.goto(f"{stocked_server.url}/result?submission={improver}")
    settled(page)
    page.get_by_role("button", name="Improve this essay").click()
    expect(page.get_by_role("heading", name="Improve your essay")).to_be_visible()
    expect(box(page)).to_have_value(ON_TOPIC)
    expect(page.get_by_text("“teached”")).to_be_visible()
    in_every_look(page, "improve", lambda: expect(box(page)).to_be_visible())

    page.get_by_role("button", name="Hand in", exact=True).click()
    anyway = page.get_by_role("button", name="Hand in anyway")
    words = page.get_by_text("These are the words of your earlier version.")
    expect(anyway.or_(words).first).to_be_visible()
    if anyway.is_visible():
        anyway.click()
    expect(words).to_be_visible()
    better = ON_TOPIC.replace("has teached", "has taught").replace("all my friend wanted", "all my friends wanted")
    box(page).fill(better.replace("Food is a part of our history", "What we eat tells where we come from"))
    saved(page)
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(anyway.or_(page.get_by_text("Why these bands")).first).to_be_visible(timeout=30_000)
    if anyway.is_visible():
        anyway.click()
    expect(page.get_by_text(re.compile(r"You fixed ([1-9]|the one)"))).to_be_visible(timeout=30_000)
    in_every_look(page, "redraft-result", lambda: expect(page.get_by_text("Your redraft.")).to_be_visible())

    page.get_by_role("link", name="Compare it with your earlier version").click()
    expect(page.get_by_role("heading", name="Two versions")).to_be_visible()
    texts = page.locator(".st-key-texts")
    expect(texts.locator("ins").filter(has_text="taught")).to_be_visible()
    expect(texts.locator("del").filter(has_text="teached")).to_be_visible()
    expect(page.locator(".st-key-answered").get_by_role("row").filter(has_text="teached")).to_contain_text("Fixed")
    in_every_look(page, "compare", lambda: expect(texts).to_be_visible())
    texts.evaluate("element => element.scrollIntoView()")
    picture(page, "compare-texts")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert seen.complaints == []


def test_the_way_round_home_my_essays_and_a_paragraph(
    stocked_server: LiveServer, improver: int, page: Page, seen: Seen
) -> None:
    with transaction() as tx:
        drill = tx.query(Drill).filter_by(submission_id=improver).one()
        drill.due_on = utc_now().date()
    page.goto(f"{stocked_server.url}/home")
    settled(page)
    expect(page.get_by_role("button", name="Read the result").first).to_be_visible()
    in_every_look(page, "home", lambda: expect(page.get_by_text("This week:")).to_be_visible())

    page.get_by_role("button", name="Write it again").click()
    memory = page.get_by_label("Your paragraph from memory")
    memory.fill("Time is the first reason. Parents work late, so they eat something quick, as nobody cooks.")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    settled(page)
    expect(memory).to_have_value(re.compile("^Time is the first reason"))
    in_every_look(page, "paragraph", lambda: expect(memory).to_be_visible())
    page.get_by_role("button", name="Compare with the first version").click()
    expect(page.locator(".st-key-passages")).to_be_visible()
    in_every_look(page, "paragraph-compared", lambda: expect(page.locator(".st-key-passages")).to_be_visible())

    page.goto(f"{stocked_server.url}/my_essays")
    settled(page)
    in_every_look(page, "my-essays", lambda: expect(page.get_by_role("button", name="Read")).to_be_visible())
    page.goto(f"{stocked_server.url}/practise")
    settled(page)
    page.get_by_role("button", name=re.compile("Begin|Write")).first.click()
    expect(box(page)).to_be_visible()
    page.get_by_text("My plan", exact=True).click()
    notes = page.get_by_label("My plan", exact=True)
    notes.fill("1. my view")
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()

    def unfold() -> None:
        page.get_by_text("My plan", exact=True).click()
        expect(notes).to_have_value("1. my view")

    in_every_look(page, "desk-with-plan", unfold)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert seen.complaints == []
