"""The administrator's pages on a database of any size: what a rerun costs the server, and when a browser shows them."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NotShown

import db.session
from benchmarks.measure.scene import cpu_a_call
from benchmarks.measure.streamlit_client import Tab
from core.accounts import sessions
from core.transaction import transaction
from tests import browser, live
from tests.factories.accounts import make_user

PAGES = {
    "admin": "",
    "money": "",
    "money, subscriptions": "view=Subscriptions",
    "money, payments": "view=Payments",
    "learning": "",
    "customers": "",
    "content": "",
    "system": "",
}
RERUNS, VISITS = 15, 5
BUSY = "Our database is very busy just now."


def measure(url: str) -> dict[str, dict[str, float | str]]:
    """For each page: CPU ms of a rerun (median), ms to its heading and to what follows; or what it shows instead."""
    with transaction() as tx:
        admin = make_user(tx, groups=("learner", "admin"), is_superuser=True)
        token = sessions.open_session(tx, ticket=sessions.issue_ticket(tx, user_id=admin.id)).token
    db.session.SessionFactory.kw["bind"].dispose()
    found: dict[str, dict[str, float | str]] = {}
    with live.running(url, Path(tempfile.mkdtemp(prefix="ielts-bench-")), with_worker=False) as server:
        cookie = f"{sessions.cookie_name()}={token}"
        with sync_playwright() as playwright:
            chrome = playwright.chromium.launch(executable_path=browser.executable(), args=list(browser.ARGUMENTS))
            for name, query in PAGES.items():
                path = name.partition(",")[0]
                with Tab(server.url, path=path, query=query, cookie=cookie) as tab:
                    rerun = cpu_a_call(server.app_pid, tab.rerun, calls=RERUNS)
                    assert not tab.faults, (name, tab.faults)
                found[name] = {"rerun_cpu_ms": round(rerun, 1)} | _seen(chrome, server.url, path, query, token)
            chrome.close()
    return found


def _seen(chrome: Browser, url: str, path: str, query: str, token: str) -> dict[str, float | str]:
    heading, shown = [], []
    for _ in range(VISITS):
        context = chrome.new_context()
        context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": url, "httpOnly": True}])
        page: Any = context.new_page()
        begun = time.perf_counter()
        page.goto(f"{url}/{path}?{query}")
        try:
            page.locator("h1").first.wait_for()
            heading.append((time.perf_counter() - begun) * 1000)
            page.locator('[data-testid="stMain"] [data-testid="stElementContainer"] >> visible=true').nth(2).wait_for()
        except NotShown:
            return {"not_shown_in_30_s": page.locator("body").inner_text()[:300]}
        shown.append((time.perf_counter() - begun) * 1000)
        if page.get_by_text(BUSY).count():
            return {"not_shown": BUSY}
        context.close()
    return {"heading_ms": round(statistics.median(heading)), "first_content_ms": round(statistics.median(shown))}
