"""Reading and loading all tasks of ours into an empty database, and again."""

import time

import db.session
from benchmarks.measure.scene import say
from core.content import loading, seed_files
from core.transaction import transaction
from db import schema
from tests import databases


def main() -> None:
    """Print seconds of both loads and what each changed."""
    with databases.server() as server, databases.empty(server) as url:
        schema.upgrade(url)
        db.session.bind(url)
        with transaction() as tx:
            loading.load_topics(tx, seeds=seed_files.read_topics())
        for which in ("first", "second"):
            begun = time.perf_counter()
            seeds = seed_files.read_tasks()
            with transaction() as tx:
                loaded = loading.load_tasks(tx, seeds=seeds)
            say(load=which, seconds=time.perf_counter() - begun, rows=str(loaded))


if __name__ == "__main__":
    main()
