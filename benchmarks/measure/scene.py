"""A server with people and essays on it, for benchmarks: the same parts as the end-to-end tests."""

import argparse
import contextlib
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import psutil
from sqlalchemy.orm import Session

import db.session
from core import config
from core.accounts import sessions
from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.assessment.types import AssessmentResult
from core.cli import load_practice_tasks, load_topics, setup_subscription_plans
from core.clock import pinned, utc_now
from core.practice import drafts, redrafts, submissions
from core.transaction import transaction
from db.models.practice import Submission
from db.schema import upgrade
from tests import databases, live
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.full_results import REPORT, report_result
from tests.live import LiveServer


@dataclass(frozen=True)
class Scene:
    """A running server and a learner on it: `cookie` signs in, the ids are rows of the learner.

    `report_id` is a Task 1 result with everything that a page can show, `compared_id` a redraft of `result_id` with a
    result, `redraft_id` an open one of the report.
    """

    server: LiveServer
    cookie: str
    task_id: int
    draft_id: int
    result_id: int
    report_id: int
    compared_id: int
    redraft_id: int


@contextmanager
def scene(*, results: int = 12, with_worker: bool = True) -> Iterator[Scene]:
    """App and worker on a fresh database with the seed content and one learner who has `results` results."""
    home = Path(tempfile.mkdtemp(prefix="ielts-bench-"))
    with databases.server() as server_url, databases.empty(server_url) as url:
        os.environ |= {"DATABASE_URL": url, "IELTS_HOME": str(home), "BCRYPT_ROUNDS": "4"}
        config.settings.cache_clear()
        upgrade(url)
        engine = db.session.bind(url)
        with contextlib.redirect_stdout(sys.stderr):
            for command in (load_topics, load_practice_tasks, setup_subscription_plans):
                parser = argparse.ArgumentParser()
                command.add_arguments(parser)
                command.run(parser.parse_args([]))
        with transaction() as tx:
            learner = make_learner(tx, target_band_score=Decimal("6.5"))
        result_id = 0
        for number in range(results):
            moment = utc_now() - timedelta(days=8 * number)  # the free plan gives 5 a month
            with pinned(moment), transaction() as tx:
                draft_id = drafts.begin_with(tx, learner, task_id=make_task(tx).id, text=f"{ESSAY}\n{number}")
                tx.get_one(Submission, draft_id).started_at = moment - timedelta(minutes=40)
                result_id = _handed_in(tx, learner, draft_id, make_result(5 + number % 3))
        with transaction() as tx:
            task = make_task(tx, task_number=1)
            report_id = _handed_in(
                tx, learner, drafts.begin_with(tx, learner, task_id=task.id, text=REPORT), report_result()
            )
        compared_id = redraft_id = 0
        if result_id:
            with transaction() as tx:
                compared_id = redrafts.begin(tx, learner, submission_id=result_id)
                text = f"{ESSAY}\nOne sentence more."
                saved = drafts.save(tx, learner, submission_id=compared_id, revision=0, text=text)
                _handed_in(tx, learner, compared_id, make_result(6), revision=saved.revision)
                redraft_id = redrafts.begin(tx, learner, submission_id=report_id)
        with transaction() as tx:
            task_id = make_task(tx).id
            draft_id = drafts.begin_with(tx, learner, task_id=task_id, text=ESSAY)
            ticket = sessions.issue_ticket(tx, user_id=learner.user_id, stay_signed_in=True)
        with transaction() as tx:
            opened = sessions.open_session(tx, ticket=ticket)
        with live.running(url, home, with_worker=with_worker) as server:
            cookie = f"{sessions.cookie_name()}={opened.token}"
            yield Scene(server, cookie, task_id, draft_id, result_id, report_id, compared_id, redraft_id)
        engine.dispose()


def _handed_in(tx: Session, learner: Actor, draft_id: int, result: AssessmentResult, *, revision: int = 0) -> int:
    """The essay's id, with its result."""
    submissions.submit(tx, learner, submission_id=draft_id, revision=revision)
    claim = assessments.claim(tx, submission_id=draft_id)
    assert claim is not None
    assessments.finish(tx, claim, Outcome(result, None, Decimal("0.2")))
    return draft_id


def cpu_ms(pid: int) -> float:
    """User and system time of a process so far, in milliseconds."""
    times = psutil.Process(pid).cpu_times()
    return (times.user + times.system) * 1000


def rss_mb(pid: int) -> float:
    """Resident memory of a process in megabytes."""
    return float(psutil.Process(pid).memory_info().rss / 1e6)


def cpu_a_call(pid: int, call: Callable[[], object], *, calls: int, rounds: int = 3) -> float:
    """Median over rounds of the server's CPU a call, in milliseconds."""
    call()
    figures = []
    for _ in range(rounds):
        before = cpu_ms(pid)
        for _ in range(calls):
            call()
        figures.append((cpu_ms(pid) - before) / calls)
    return statistics.median(figures)


def say(**figures: float | int | str) -> None:
    """One line of JSON a figure set."""
    print(json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in figures.items()}), flush=True)
