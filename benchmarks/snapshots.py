"""What the record of how essays were written takes on the disk: 300 of 20 and 40 minutes, saved every 5 seconds."""

from datetime import timedelta

import psycopg
from sqlalchemy import text

import db.session
from benchmarks.measure.scene import say
from core.clock import pinned, utc_now
from core.practice import drafts, snapshots, submissions
from core.transaction import transaction
from db import schema
from tests import databases
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY

ESSAYS, SAVE_EVERY = 300, 5
SIZE = text("select pg_total_relation_size('practice_snapshot')")


def main() -> None:
    """Print bytes an essay, indexes included: as written, and after the night's thinning."""
    with databases.server() as server, databases.empty(server) as url:
        schema.upgrade(url)
        db.session.bind(url)
        with transaction() as tx:
            empty = tx.scalar(SIZE)
            tasks = [make_task(tx).id, make_task(tx).id]
        for number in range(ESSAYS):
            _write(tasks[number % 2], minutes=20 + 20 * (number % 2))
        written = _bytes(url)
        with pinned(utc_now() + timedelta(hours=2)), transaction() as tx:
            snapshots.thin(tx)
        say(essays=ESSAYS, bytes_written=(written - empty) / ESSAYS, bytes_kept=(_bytes(url) - empty) / ESSAYS)


def _write(task_id: int, *, minutes: int) -> None:
    words = (ESSAY * 2).split()[: 7 * minutes + 20]
    with transaction() as tx:
        learner = make_learner(tx)
        draft_id = drafts.begin(tx, learner, task_id=task_id)
        saves = minutes * 60 // SAVE_EVERY
        for revision in range(saves):
            grown = " ".join(words[: 1 + len(words) * revision // saves])
            drafts.save(tx, learner, submission_id=draft_id, revision=revision, text=grown, active_seconds=SAVE_EVERY)
        submissions.submit(tx, learner, submission_id=draft_id, revision=saves)


def _bytes(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("vacuum full practice_snapshot")
    with transaction() as tx:
        return int(tx.scalar(SIZE) or 0)


if __name__ == "__main__":
    main()
