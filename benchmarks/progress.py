"""One learner with very many essays: queries, first loads and CPU a rerun, of the progress page in each view.

`python -m benchmarks.progress [--essays 10000] [--minutes 420]` with PYTHONPATH=. (so many essays, so far apart).
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from sqlalchemy import text
from sqlalchemy.orm import Session

import db.session
from benchmarks.measure.scene import Scene, cpu_a_call, say, scene
from benchmarks.measure.streamlit_client import Tab
from core.accounts import own_data
from core.assessment.reports import get_report
from core.clock import utc_now
from core.practice import essays
from core.progress import page
from core.progress.practice_days import practice_days
from core.transaction import transaction
from db.models.accounts import User
from db.models.practice import Submission
from db.repositories import progress
from reports.result import result_report
from tests.factories.actors import actor_of

RERUNS = 40
PAGES = ("home", "practise", "my_essays", "progress", "exam")
VIEWS = ("Bands", "Criteria", "Errors", "Pace", "Days")
# Essays at a distance of so many minutes, a third of them Task 1, a fifth redrafts; the results are copies of one.
PAST = """
insert into practice_submission
    (user_id, task_id, content, word_count, status, started_at, submitted_at, time_spent_seconds, content_sha256)
select
    :user_id,
    (
        select case when n % 3 = 0 then min(id) filter (where task_number = 1)
        else min(id) filter (where task_number = 2) end
        from practice_practicetask
    ),
    'essay ' || n, 270, 'assessed', now() - make_interval(mins => :minutes * n),
    now() - make_interval(mins => :minutes * n - 35), 2000, md5(n::text) || md5(n::text)
from generate_series(100, 99 + :essays) as n;

update practice_submission set parent_submission_id = id - 3
where user_id = :user_id and id % 5 = 0 and content like 'essay %' and id - 3 > :result_id;

insert into assessment_assessment
    (submission_id, overall_band_score, task_achievement_score, coherence_cohesion_score, lexical_resource_score,
     grammar_accuracy_score, ai_model_version, confidence_score, status, attempt)
select id, 5 + id % 3, 5 + id % 3, 5 + id % 3, 5 + id % 3, 5 + id % 3, 'offline-1', 0.7, 'completed', 1
from practice_submission where content like 'essay %';

insert into assessment_result (submission_id, engine, overall_band_score, range_low, range_high, result)
select
    found.submission_id, 'offline-1', found.overall_band_score, found.overall_band_score - 1,
    found.overall_band_score + 1, (select result from assessment_result where submission_id = :result_id)
from assessment_assessment as found
join practice_submission on practice_submission.id = found.submission_id
where practice_submission.content like 'essay %';

insert into practice_snapshot (submission_id, kind, active_seconds, word_count)
select practice_submission.id, 'words', 30 * n, 4 * n
from practice_submission, generate_series(1, 66) as n
where user_id = :user_id and status = 'assessed' and submitted_at > now() - interval '90 days';

insert into practice_plan (submission_id, notes, created_at)
select id, 'Two reasons', started_at from practice_submission where user_id = :user_id and id % 2 = 0;

insert into progress_drill (user_id, submission_id, kind, passage_start, passage_end, due_on, done_at)
select user_id, id, 'paragraph', 0, 4, submitted_at::date, submitted_at + interval '1 day'
from practice_submission where user_id = :user_id and status = 'assessed'
on conflict do nothing
"""
TABLES = ("practice_submission", "assessment_assessment", "assessment_result", "practice_snapshot", "practice_plan")


def main() -> None:
    """Print a line a query and a line a view."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--essays", type=int, default=10_000)
    parser.add_argument("--minutes", type=int, default=420, help="between two essays")
    arguments = parser.parse_args()
    with scene(with_worker=False) as found:
        with transaction() as tx:
            user_id = tx.get_one(Submission, found.result_id).user_id
            for statement in PAST.split(";\n"):
                tx.execute(
                    text(statement),
                    {"user_id": user_id, "result_id": found.result_id, **vars(arguments)},
                )
        with db.session.SessionFactory() as session:
            session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
            for table in TABLES:
                session.execute(text(f"vacuum analyze {table}"))
        with transaction() as tx:
            _queries(tx, user_id)
            own = _taken_away(tx, user_id, found.result_id)
        say(query="all own data, packed after the transaction", ms=_once(lambda: own_data.archive(own)))
        _pages(found)
        _views(found)


def _queries(session: Session, user_id: int) -> None:
    actor, today = actor_of(session.get_one(User, user_id)), utc_now().date()
    zone = "Asia/Kolkata"
    _time("version", lambda: progress.version(session, user_id=user_id))
    _time("practice days", lambda: practice_days(session, user_id=user_id, timezone=zone, today=today))
    _time("attempts", lambda: progress.attempts(session, user_id=user_id, limit=200))
    _time(
        "essays that hold a word", lambda: essays.list_essays(session, actor, statuses=essays.HANDED_IN, search="Y 77")
    )
    _time("the page, once a version", lambda: page.load(session, actor))


def _taken_away(session: Session, user_id: int, result_id: int) -> own_data.OwnData:
    actor = actor_of(session.get_one(User, user_id))
    report = get_report(session, actor, submission_id=result_id)
    _time("history as CSV", lambda: own_data.history(session, actor))
    _time("report as PDF", lambda: result_report(report, writer="A. Learner", timezone="Asia/Kolkata"))
    before = time.perf_counter()
    own = own_data.collect(session, actor)
    say(query="all own data, read", ms=1000 * (time.perf_counter() - before))
    return own


def _once(call: Callable[[], object]) -> float:
    before = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - before)


def _time(name: str, call: Callable[[], object]) -> None:
    call()
    times = []
    for _ in range(11):
        times.append(_once(call))
    say(query=name, ms=median(times))


def _pages(found: Scene) -> None:
    for path in PAGES:
        begun = time.perf_counter()
        with Tab(found.server.url, path=path, cookie=found.cookie) as tab:
            first_ms = 1000 * (time.perf_counter() - begun)
            cpu_ms = cpu_a_call(found.server.app_pid, tab.rerun, calls=RERUNS)
            assert not tab.faults, (path, tab.faults)
            say(page=path, first_ms=first_ms, cpu_ms=cpu_ms)


def _views(found: Scene) -> None:
    for view in VIEWS:
        with Tab(found.server.url, path="progress", query=f"view={view}", cookie=found.cookie) as tab:
            cpu_ms = cpu_a_call(found.server.app_pid, tab.rerun, calls=RERUNS)
            assert not tab.faults, (view, tab.faults)
            say(view=view, cpu_ms=cpu_ms, elements=tab.elements)


if __name__ == "__main__":
    main()
