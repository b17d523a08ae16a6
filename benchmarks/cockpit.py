"""A class of 200 learners with 20,000 essays: the cockpit's SQL, its rerun on the server, and its first content."""

import json
import statistics
import time
from collections.abc import Callable

import psycopg
from playwright.sync_api import sync_playwright
from sqlalchemy import text

import db.session
from benchmarks.analytics import HERE
from benchmarks.measure.scene import cpu_a_call, say
from benchmarks.measure.streamlit_client import Tab
from core.accounts import sessions
from core.classroom import at_risk, class_day, cockpit, cohorts
from core.content import loading, seed_files
from core.transaction import transaction
from db import schema
from tests import browser, databases, live
from tests.factories.classroom import make_tutor

LEARNERS, ESSAYS, ROUNDS = 200, 20_000, 31
COMMENT = json.dumps([{"type": "article", "quote": "a informations"}, {"type": "agreement", "quote": "people is"}])


def main() -> None:
    """Print a line a question and a line for the page."""
    import tempfile
    from pathlib import Path

    home = Path(tempfile.mkdtemp(prefix="ielts-bench-"))
    with databases.server() as server, databases.empty(server) as url:
        schema.upgrade(url)
        engine = db.session.bind(url, statement_timeout_seconds=0)
        with transaction() as tx:
            loading.load_topics(tx, seeds=seed_files.read_topics())
            loading.load_plans(tx, seeds=seed_files.read_plans())
        sql = (HERE / "book.sql").read_text().replace(":submissions", str(ESSAYS)).replace(":users", str(LEARNERS))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql)
        with transaction() as tx:
            tutor = make_tutor(tx)
            cohort_id = cohorts.create(tx, tutor, name="Two hundred")
            tx.execute(
                text(
                    "insert into classroom_membership (cohort_id, user_id, kind, consented_at)"
                    " select :cohort_id, id, 'learner', now() from accounts_customuser where id <= :learners"
                ),
                {"cohort_id": cohort_id, "learners": LEARNERS},
            )
            tx.execute(
                text(
                    "insert into assessment_feedback (assessment_id, criterion, feedback_text, inline_comments)"
                    " select id, 'grammar_accuracy', 'x', cast(:comments as jsonb) from assessment_assessment"
                    " where status = 'completed'"
                ),
                {"comments": COMMENT},
            )
            token = sessions.open_session(tx, ticket=sessions.issue_ticket(tx, user_id=tutor.user_id)).token
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("vacuum analyze")
        for name, look in (
            ("heat map", cockpit.heat_map),
            ("class errors", cockpit.class_errors),
            ("needs a word", at_risk.needs_a_word),
            ("tests within 14 days", class_day.tests_soon),
            ("who moved", class_day.moved),
            ("handed in this week", class_day.week),
        ):
            say(question=name, **_timed(lambda look=look: _asked(look, tutor, cohort_id)))  # type: ignore[misc]
        engine.dispose()
        with live.running(url, home, with_worker=False) as found:
            cookie = f"{sessions.cookie_name()}={token}"
            for path in ("today", "classes"):
                with Tab(found.url, path=path, query="", cookie=cookie) as tab:
                    rerun = cpu_a_call(found.app_pid, tab.rerun, calls=20)
                    assert not tab.faults, tab.faults
                say(page=path, rerun_cpu_ms=rerun)
            say(page="classes", **_first_content(found.url, token))


def _asked(look: Callable[..., object], tutor: object, cohort_id: int) -> None:
    with transaction() as tx:
        look(tx, tutor, cohort_id=cohort_id)


def _timed(ask: Callable[[], None]) -> dict[str, float]:
    ask()
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1000)
    return {"median_ms": statistics.median(took), "p95_ms": statistics.quantiles(took, n=20)[18]}


def _first_content(url: str, token: str) -> dict[str, float]:
    took, whole = [], []
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser.executable(), args=list(browser.ARGUMENTS))
        for _ in range(5):
            context = chrome.new_context()
            context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": url, "httpOnly": True}])
            page = context.new_page()
            begun = time.perf_counter()
            page.goto(f"{url}/classes")
            page.get_by_text("wrote this week").wait_for()
            took.append((time.perf_counter() - begun) * 1000)
            page.locator("tbody th").nth(LEARNERS - 1).wait_for(state="attached")
            whole.append((time.perf_counter() - begun) * 1000)
            context.close()
        chrome.close()
    return {"first_content_ms": statistics.median(took), "whole_table_ms": statistics.median(whole)}


if __name__ == "__main__":
    main()
