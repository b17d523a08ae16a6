"""In a real browser: bytes of the first load, hand-in to result on screen, and the memory of app and worker then."""

import statistics
import time

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.measure.scene import Scene, rss_mb, say, scene
from core.accounts import sessions
from core.content import sample_essays
from tests import browser

ROUNDS = 5
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def first_load(page: Page, url: str) -> float:
    """Megabytes on the wire until the front page is drawn, charts' code aside until a chart is shown."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url)
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")
    return sum(sizes) / 1e6


def hand_in_to_result(page: Page, found: Scene, essay: str) -> float:
    """Seconds from the click to the band on the screen."""
    page.goto(f"{found.server.url}/practise")
    page.get_by_role("button", name="Write", exact=True).first.click()
    box = page.get_by_label("Your essay")
    box.fill(essay)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=15_000)
    begun = time.perf_counter()
    page.get_by_role("button", name="Hand in", exact=True).click()
    anyway = page.get_by_role("button", name="Hand in anyway")
    result = page.get_by_text("Why these bands")
    expect(anyway.or_(result).first).to_be_visible(timeout=30_000)
    if anyway.is_visible():
        begun = time.perf_counter()
        anyway.click()
    expect(result).to_be_visible(timeout=30_000)
    return time.perf_counter() - begun


def main() -> None:
    """Print one line of JSON a figure."""
    essays = [one.text for one in sample_essays.read_essays() if 280 <= len(one.text.split()) <= 340][:ROUNDS]
    with scene(results=0) as found, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser.executable(), args=list(browser.ARGUMENTS))
        visitor = chrome.new_page()
        say(first_load_mb=first_load(visitor, found.server.url))
        context = chrome.new_context()
        token = found.cookie.partition("=")[2]
        context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": found.server.url}])
        page = context.new_page()
        seconds = [hand_in_to_result(page, found, essay) for essay in essays]
        say(essays=len(seconds), hand_in_to_result_s=statistics.median(seconds), slowest_s=max(seconds))
        say(web_process_mb=rss_mb(found.server.app_pid), worker_mb=rss_mb(found.server.worker_pid))
        chrome.close()


if __name__ == "__main__":
    main()
