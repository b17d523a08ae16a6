"""The main job in a real browser: from the front page to bands and comments that the engine computed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories.essays import ESSAY
from tests.live import LiveServer

pytestmark = pytest.mark.browser

ON_TOPIC = """It is often said that young people today prefer food from other countries and cannot cook the dishes of \
their own region. There are clear reasons for this change, and in my opinion traditional cooking is worth keeping.

The first reason is time. Many parents work until the evening, so the family eat something quick or order a pizza. \
A traditional dish often needs two or three hours, and nobody has teached the children how to prepare it. The second \
reason is that restaurants from abroad are cheap, modern and everywhere. When I was at school, all my friend wanted \
to meet in a burger restaurant, because it looked exciting on television.

However, I believe it is important to keep the old recipes. Food is a part of our history: my grandmother can tell \
a story about every dish that she cooks, and these stories disappear with the dishes. Local food is also healthier in \
many cases, because it is made from fresh vegetables that grow near the town and not from frozen meat.

Schools could help by teaching one traditional recipe every month, and families could cook together on Sundays. In \
this way young people would still enjoy dishes from abroad, but they would not forget their own.

In conclusion, young people choose foreign food because it is fast and fashionable, but traditional cooking should be \
kept alive because it carries our memories and it keeps us healthy. Everybody can learn one recipe this year.
"""


def settled(page: Page) -> None:
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def sign_up(page: Page, server: LiveServer, *, email: str, name: str = "Mai") -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Write my first essay").first.click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("What shall we call you?").fill(name)
    page.get_by_label("Password", exact=True).fill("three quiet rivers")
    page.get_by_role("button", name="Create my account").click()
    page.get_by_role("button", name="Write my first essay").click(timeout=20_000)
    expect(page.get_by_label("Your essay")).to_be_visible(timeout=20_000)


def test_from_the_front_page_to_the_result(stocked_server: LiveServer, chrome: Browser) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_up(page, stocked_server, email="journey@example.org")

    page.get_by_label("Your essay").fill(ON_TOPIC)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    hand_in = page.get_by_role("button", name="Hand in", exact=True)
    hand_in.click()
    anyway = page.get_by_role("button", name="Hand in anyway")
    expect(anyway.or_(page.get_by_text("Why these bands"))).to_be_visible(timeout=15_000)
    if anyway.is_visible():
        anyway.click()
    expect(page.get_by_text("Why these bands")).to_be_visible(timeout=30_000)

    expect(page.get_by_role("heading", name=re.compile(r"Your Task 2 band \d\.[05]"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Likely between \d\.\d and \d\.\d"))).to_be_visible()
    marked = page.get_by_role("button", name=re.compile("teached"))
    marked.first.click()
    expect(page.get_by_text("taught").first).to_be_visible()
    assert faults == []

    page.goto(f"{stocked_server.url}/progress")
    expect(page.get_by_text("Too early to see a trend").first).to_be_visible(timeout=15_000)
    page.goto(f"{stocked_server.url}/home")
    expect(page.get_by_text(re.compile("4 of 5 feedbacks left"))).to_be_visible(timeout=15_000)
    context.close()


def test_the_second_essay_waits_for_the_confirmed_address_and_is_kept(
    stocked_server: LiveServer, chrome: Browser
) -> None:
    context = chrome.new_context()
    page = context.new_page()
    sign_up(page, stocked_server, email="second@example.org")
    for number in range(2):
        if number:
            page.goto(f"{stocked_server.url}/practise")
            page.get_by_role("button", name="Write", exact=True).first.click(timeout=15_000)
        page.get_by_label("Your essay").fill(ESSAY)
        expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=15_000)
        page.get_by_role("button", name="Hand in", exact=True).click()
        anyway = page.get_by_role("button", name="Hand in anyway")
        if number == 0:
            anyway.click()
            expect(page.get_by_text("Why these bands")).to_be_visible(timeout=30_000)
    if page.get_by_role("button", name="Hand in anyway").is_visible():
        page.get_by_role("button", name="Hand in anyway").click()

    expect(page.get_by_text("Please confirm your e-mail address first")).to_be_visible(timeout=15_000)
    expect(page.get_by_label("Your essay")).to_have_value(ESSAY)
    context.close()
