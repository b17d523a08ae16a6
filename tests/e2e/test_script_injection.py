"""Fifty payloads as essay, question, table, result and name in Chromium: none runs, nothing leaves, CSP on or off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page, Request
from sqlalchemy import Engine, select, update

import db.session
from core.accounts import sessions
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.assessment.types import (
    AssessmentResult,
    Check,
    CheckKind,
    Comment,
    Criterion,
    Evidence,
    Gate,
    RevisedSentence,
    Verdict,
)
from core.content import search, tasks
from core.content.types import TaskFilters
from core.practice import drafts, redrafts, submissions
from core.transaction import transaction
from db.models.accounts import User
from db.models.practice import Submission
from db.models.progress import Drill
from db.session import SessionFactory
from tests.e2e.payloads import PAYLOADS
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.essays import ESSAY, make_result
from tests.live import LiveServer, running

pytestmark = pytest.mark.browser

A_PAGE = 10


@pytest.fixture(scope="module")
def server(stocked_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with running(stocked_database, tmp_path_factory.mktemp("scripts"), with_worker=False) as found:
        yield found


@pytest.fixture(scope="module")
def database(stocked_database: str) -> Iterator[Engine]:
    engine = db.session.bind(stocked_database)
    yield engine
    SessionFactory.configure(bind=None)
    engine.dispose()


@pytest.fixture(scope="module")
def victim(database: Engine) -> tuple[int, str, list[int], list[int]]:
    """A learner whose essays, questions and comments are all payloads: id, cookie, drafts, results."""
    with transaction() as tx:
        learner = make_learner(tx)
        ticket = sessions.issue_ticket(tx, user_id=learner.user_id)
    with transaction() as tx:
        token = sessions.open_session(tx, ticket=ticket).token
    open_drafts, results = [], []
    for first in range(0, len(PAYLOADS), A_PAGE):
        some = "\n".join(PAYLOADS[first : first + A_PAGE])
        essay = f"{some}\n\n{ESSAY}"
        for kept in (open_drafts, results):
            with transaction() as tx:
                own = tasks.create_own_task(
                    tx,
                    learner,
                    task_number=1,
                    prompt=f"Is this question about {len(kept)} safe? {some}",
                    table=hostile_table(PAYLOADS[first : first + A_PAGE]),
                    unit="<img src=x onerror=hit()>",
                )
                kept.append(drafts.begin_with(tx, learner, task_id=own.task_id, text=essay))
    for number, submission_id in enumerate(results):
        with transaction() as tx:
            submissions.submit(tx, learner, submission_id=submission_id, revision=0)
            claim = assessments.claim(tx, submission_id=submission_id)
            assert claim is not None, number
            result = hostile_result(claim.essay, PAYLOADS[number * A_PAGE : (number + 1) * A_PAGE])
            assessments.finish(tx, claim, Outcome(result, None, Decimal("0.1")))
    with transaction() as tx:
        redraft_id = redrafts.begin(tx, learner, submission_id=results[0])
        text = drafts.get(tx, learner, submission_id=redraft_id).text.replace("public transport", "buses and trams")
        saved = drafts.save(tx, learner, submission_id=redraft_id, revision=0, text=text)
        submissions.submit(tx, learner, submission_id=redraft_id, revision=saved.revision)
        claim = assessments.claim(tx, submission_id=redraft_id)
        assert claim is not None
        assessments.finish(tx, claim, Outcome(hostile_result(text, PAYLOADS[:A_PAGE]), None, Decimal("0.1")))
    with transaction() as tx:
        assert redrafts.begin(tx, learner, submission_id=redraft_id) == redraft_id + 1
    return learner.user_id, token, open_drafts, results


def hostile_table(payloads: Sequence[str]) -> str:
    """Figures whose rows and columns are called by payloads, as far as a name may be that long."""
    names = list(dict.fromkeys(" ".join(payload.split())[:50].replace('"', "'") for payload in payloads))
    names = [name.replace("\x00", "") for name in names if name.isprintable()][:4] or ["<b>one</b>"]
    quoted = [f'"{number} {name}"' for number, name in enumerate(names)]
    rows = [["<i>x</i>", *quoted], *([name, *"1234"[: len(quoted)]] for name in quoted)]
    return "\n".join("\t".join(row) for row in rows)


def hostile_result(essay: str, payloads: Sequence[str]) -> AssessmentResult:
    """A result whose every word, from the engine or the essay, is one of the payloads."""
    words = [payload.replace("\x00", "") for payload in payloads]
    plain = make_result(essay=essay)
    lines = [line for line in essay.split("\n\n")[0].split("\n") if line]
    spans = [(essay.index(line), essay.index(line) + len(line), line) for line in lines]
    kinds, verdicts = cycle(CheckKind), cycle(Verdict)
    return replace(
        plain,
        summary=words[0],
        priority=words[1],
        advice=words[2],
        next_step=words[3],
        review=words[4],
        criteria={
            criterion: replace(
                found,
                summary=words[5],
                evidence=(Evidence(*spans[0], words[6]),),
                strengths=(words[7],),
                improvements=(words[8],),
                suggestions=(words[9],),
                next_band=words[0],
            )
            for criterion, found in plain.criteria.items()
        },
        gates=tuple(Gate(f"gate_{number}", word) for number, word in enumerate(words)),
        comments=tuple(
            Comment(*span, criterion, "spelling", word, (word, word), 1.0, word, word)
            for span, word, criterion in zip(spans, words, cycle(Criterion), strict=False)
        ),
        checks=tuple(
            Check(next(kinds), next(verdicts), word, quote, start, end)
            for word in (*words, *words[:7])
            for start, end, quote in spans[:2]
        ),
        revision=tuple(
            RevisedSentence(start, end, quote, f"{word} {quote}", (word,))
            for (start, end, quote), word in zip(spans, words, strict=False)
        ),
    )


def rename(user_id: int, name: str) -> None:
    with transaction() as tx:
        tx.execute(update(User).where(User.id == user_id).values(display_name=name.replace("\x00", "")[:150]))


def look_at(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(150)
    for mark in page.locator("mark[role=button]").all()[:2]:
        mark.hover()
    for summary in page.locator("summary:visible").all():
        summary.click()
    for unfold in page.get_by_role("button", name=re.compile("^Show ")).all():
        unfold.click()


@pytest.mark.parametrize("is_csp_on", [pytest.param(True, marks=pytest.mark.slow), False], ids=["csp on", "csp off"])
def test_no_payload_runs_and_nothing_leaves(
    server: LiveServer,
    chrome: Browser,
    victim: tuple[int, str, list[int], list[int]],
    is_csp_on: bool,
) -> None:
    user_id, token, open_drafts, results = victim
    context = chrome.new_context(bypass_csp=not is_csp_on)
    context.add_cookies([{"name": sessions.cookie_name(), "value": token, "url": server.url}])
    context.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
    page = context.new_page()
    strange: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((server.url, "data:", "blob:", server.url.replace("http", "ws"))):
            strange.append(request.url)

    page.on("request", note)
    page.on("dialog", lambda dialog: (strange.append(f"dialog {dialog.message}"), dialog.dismiss()))
    pages = [f"write?submission={one}" for one in open_drafts] + [f"result?submission={one}" for one in results]
    with transaction() as tx:
        improved = tx.scalars(select(Submission).where(Submission.parent_submission_id == results[0])).one()
        drill_id = tx.scalars(select(Drill.id).where(Drill.submission_id == results[0])).first()
    pages += [f"compare?first={results[0]}&second={improved.id}", f"compare?first={results[0]}&second={results[1]}"]
    pages += [f"write?submission={improved.id + 1}", *([f"paragraph?paragraph={drill_id}"] if drill_id else [])]
    for path in [*pages, "my_essays", "progress"]:
        look_at(page, f"{server.url}/{path}")
        assert page.evaluate("window.hits") == 0, path
        assert page.url.startswith(server.url), path
        assert page.locator(".frame tr").count() > 20 or not path.startswith("result"), "the parts are there"
    names = [" ".join(PAYLOADS[first : first + 2]) for first in range(0, len(PAYLOADS), 2 if is_csp_on else 10)]
    for name in names:
        rename(user_id, name)
        look_at(page, f"{server.url}/home")
        assert page.evaluate("window.hits") == 0, name
        assert page.url.startswith(server.url), name
    assert strange == []
    context.close()


def test_the_alarm_works(server: LiveServer, chrome: Browser) -> None:
    """A page that does run a script is noticed: else the test above would prove nothing."""
    page = chrome.new_context().new_page()
    page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
    page.goto("about:blank")
    page.set_content("<img src=x onerror=hit()>")
    page.wait_for_function("window.hits === 1")
    page.context.close()


def test_nobody_else_sees_the_payloads(server: LiveServer, victim: tuple[int, str, list[int], list[int]]) -> None:
    with transaction() as tx:
        other = actor_of(make_user(tx))
        found = search.list_tasks(tx, filters=TaskFilters(text="safe", page_size=100), actor=other)

    assert not [card for card in found.cards if "question about" in card.title]
