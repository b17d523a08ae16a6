"""Dashboards at any size: every query that a screen makes, the views beside them, rebuilding, and what a writer pays.

`python -m benchmarks.analytics --submissions 1000000 [--json] [--pages] [--writes]`, a database of its own each time.
"""

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
from sqlalchemy import text

import db.session
from analytics import mrr_movements, user_performance_summary
from analytics.views import SCHEMAS
from benchmarks.measure import screens
from benchmarks.measure.scene import say
from core import audit
from core.billing.periods import month_start
from core.clock import utc_now
from core.content import loading, seed_files
from core.operations import rollups
from core.transaction import transaction
from db import schema
from db.embedded import EmbeddedPostgres
from db.scope import Scope
from pages.components.admin import learning_blocks, money_blocks
from tests import databases

HERE = Path(__file__).parent / "measure"
ROUNDS = 41
WRITERS = 8
CYCLES = 400  # by each writer
IN_MEMORY = 2_000_000  # more essays than this lie on the disk
POSTGRES = {"shared_buffers": "3GB", "max_connections": "60", "max_wal_size": "8GB", "work_mem": "64MB"}


def main() -> None:
    """Load, rebuild, verify, audit, measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--submissions", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--writes", action="store_true", help="what the triggers cost a writer")
    parser.add_argument("--pages", action="store_true", help="the administrator's pages in a browser")
    parser.add_argument("--skip-audit", action="store_true", help="at 10 million it takes long")
    chosen = parser.parse_args()
    with _server(chosen.submissions) as server, databases.empty(server) as url:
        schema.upgrade(url)
        db.session.bind(url, statement_timeout_seconds=0)
        report: dict[str, Any] = {"submissions": chosen.submissions} | _load(url, chosen.submissions)
        report |= _checked(with_audit=not chosen.skip_audit)
        report["queries"] = {name: _timed(read) for name, read in _queries().items()}
        report["views"] = _views(report["queries"])
        if chosen.writes:
            report["writes"] = _writes(url)
        if chosen.pages:
            report["pages"] = screens.measure(url)
    if chosen.json:
        print(json.dumps(report))
        return
    for name, found in report.pop("queries").items():
        say(query=name, **found)
    for name, found in report.pop("views").items():
        say(view=name, **found)
    for name, found in report.pop("pages", {}).items():
        say(page=name, **found)
    say(**{name: json.dumps(value) if isinstance(value, dict) else value for name, value in report.items()})


@contextmanager
def _server(submissions: int) -> Iterator[str]:
    parent = "/dev/shm" if submissions <= IN_MEMORY and os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
    with tempfile.TemporaryDirectory(prefix="ielts-bench-", dir=parent) as home:
        Path(home).chmod(0o755)
        postgres = EmbeddedPostgres(Path(home), is_durable=False, settings=POSTGRES)
        try:
            yield postgres.start().url("postgres")
        finally:
            postgres.stop(mode="immediate")


def _load(url: str, submissions: int) -> dict[str, float | int]:
    users = submissions if submissions <= 100_000 else max(100_000, submissions // 10)
    with transaction() as tx:
        loading.load_topics(tx, seeds=seed_files.read_topics())
        loading.load_plans(tx, seeds=seed_files.read_plans())
    sql = (HERE / "book.sql").read_text().replace(":submissions", str(submissions)).replace(":users", str(users))
    begun = time.perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql)
        connection.execute("vacuum analyze")
    return {"users": users, "load_seconds": time.perf_counter() - begun}


def _checked(*, with_audit: bool) -> dict[str, Any]:
    begun = time.perf_counter()
    with transaction() as tx:
        tx.execute(text("set local statement_timeout = 0"))
        tx.execute(text("select rollup.rebuild()"))
    rebuilt = time.perf_counter()
    with transaction() as tx:
        rollups.refresh(tx)
    copied = time.perf_counter()
    with transaction() as tx:
        differ = sum(rollups.differences(tx).values())
        tx.execute(text("analyze"))
    found: dict[str, Any] = {
        "rebuild_seconds": rebuilt - begun,
        "copy_seconds": copied - rebuilt,
        "rows_that_differ": differ,
    }
    if with_audit:
        with transaction() as tx:
            found["audit"] = [f"{each.rule} {len(each.rows)}" for each in audit.run(tx)]
    return found


def _queries() -> dict[str, Callable[[], object]]:
    """What the screens ask: each block of Money and Learning, one person's row, the people behind a month."""
    everybody, now = Scope.all(), utc_now()
    readers: dict[str, tuple[ModuleType, bool]] = {}
    for page in (money_blocks, learning_blocks):
        for blocks in page.TABS.values():
            for block in blocks:
                readers[block.reader.NAME] = (block.reader, block.has_future)

    def all_of(reader: ModuleType, has_future: bool) -> Callable[[], object]:
        def read() -> object:
            with transaction() as tx:
                return reader.read(tx, everybody, until=now) if has_future else reader.read(tx, everybody)

        return read

    def busiest() -> object:
        with transaction() as tx:
            return user_performance_summary.read(tx, Scope.self(1))

    def month() -> object:
        with transaction() as tx:
            return mrr_movements.read_month(tx, everybody, month=month_start(now), limit=200)

    found = {name: all_of(reader, has_future) for name, (reader, has_future) in readers.items()}
    return found | {"one person's summary": busiest, "the people behind a month": month}


def _timed(read: Callable[[], object]) -> dict[str, float]:
    """Median and p95 of the whole read, frame included, and of the SQL alone, in ms."""
    read()
    took, in_sql = [], []
    engine = db.session.SessionFactory.kw["bind"]
    from sqlalchemy import event

    begun = [0.0]

    def before(*_: object) -> None:
        begun[0] = time.perf_counter()

    def after(*_: object) -> None:
        in_sql[-1] += (time.perf_counter() - begun[0]) * 1000

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    for _ in range(ROUNDS):
        in_sql.append(0.0)
        started = time.perf_counter()
        read()
        took.append((time.perf_counter() - started) * 1000)
    event.remove(engine, "before_cursor_execute", before)
    event.remove(engine, "after_cursor_execute", after)
    return {
        "median_ms": round(statistics.median(in_sql), 3),
        "p95_ms": round(statistics.quantiles(in_sql, n=20)[18], 3),
        "with_frame_ms": round(statistics.median(took), 3),
    }


def _views(queries: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Each view as it is defined, once, and how many times as long as what the screens read."""
    found = {}
    for name, where in SCHEMAS.items():
        started = time.perf_counter()
        with transaction() as tx:
            tx.execute(text("set local statement_timeout = 0"))
            tx.execute(text(f"select count(v.*) from {where}.{name} as v"))
        took = (time.perf_counter() - started) * 1000
        quick = queries.get(name, {}).get("median_ms")
        found[name] = {"ms": round(took, 1)} | ({"ratio": round(took / quick)} if quick else {})
    return found


def _writes(url: str) -> dict[str, float]:
    """Essays from first word to result by 8 writers, with and without the triggers of the rollups, thrice in turn."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute((HERE / "cycle.sql").read_text())
        triggers = connection.execute(
            "select c.oid::regclass::text, t.tgname from pg_trigger as t join pg_class as c on c.oid = t.tgrelid"
            " where t.tgname like 'rollup_%' and c.relname in ('practice_submission', 'assessment_assessment')"
        ).fetchall()
        rates: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(3):
            for is_on in (True, False):
                for where, name in triggers:
                    word = "enable" if is_on else "disable"
                    connection.execute(f"alter table {where} {word} trigger {name}")  # type: ignore[arg-type]
                rates[is_on].append(_cycles_a_second(url))
        for where, name in triggers:
            connection.execute(f"alter table {where} enable trigger {name}")  # type: ignore[arg-type]
    with_them, without = statistics.median(rates[True]), statistics.median(rates[False])
    return {"with": with_them, "without": without, "cost_percent": 100 * (1 - with_them / without)}


def _cycles_a_second(url: str) -> float:
    def write(number: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for cycle in range(CYCLES):
                whose, about = 1 + (number * 7919 + cycle * 104729) % 5_000, 1_000_001 + (number + cycle * 31) % 600
                connection.execute("call bench_cycle(%s, %s)", (whose, about))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    started = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return WRITERS * CYCLES / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
