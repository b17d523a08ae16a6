"""Search, filters, similar tasks and the next task in a bank of 10,000; and 600 task files loaded twice.

`python -m benchmarks.search [--tasks 10000]` with PYTHONPATH=. (starts a database of its own, leaves nothing behind).
"""

import argparse
import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from sqlalchemy import select, text
from sqlalchemy.orm import Session

import db.session
from benchmarks.measure.scene import say
from core.actor import Actor
from core.content import loading, search, seed_files, tasks
from core.content.types import Difficulty, ModuleType, TaskFilters, TaskSeed
from core.transaction import transaction
from db import schema
from db.models.content import PracticeTask
from db.models.practice import SubmissionStatus
from tests import databases
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.practice import make_submission

ROUNDS = 21
LIMIT_MS = 20
DONE = 300  # essays that the person has handed in
WORD = re.compile(r"[A-Za-z]+")


def main() -> None:
    """Print a line a question with its median and its slowest answer."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=10_000)
    arguments = parser.parse_args()
    with databases.server() as server, databases.empty(server) as url:
        schema.upgrade(url)
        db.session.bind(url)
        seeds = seed_files.read_tasks()
        with transaction() as tx:
            loading.load_topics(tx, seeds=seed_files.read_topics())
        _loading(seeds)
        actor = _fill(seeds, arguments.tasks)
        with transaction() as tx:
            _questions(tx, actor)


def _loading(seeds: tuple[TaskSeed, ...]) -> None:
    for name in ("first", "second"):
        begun = time.perf_counter()
        with transaction() as tx:
            loaded = loading.load_tasks(tx, seeds=seeds)
        say(load=name, files=len(seeds), seconds=time.perf_counter() - begun, rows=str(loaded))


def _fill(seeds: tuple[TaskSeed, ...], count: int) -> Actor:
    """Copies of our tasks, the words of each drawn from all, so that words are as common as they are with us."""
    random.seed(1)
    words = [word for seed in seeds for word in WORD.findall(seed.prompt)]
    made = []
    for number in range(count - len(seeds)):
        seed = seeds[number % len(seeds)]
        prompt = " ".join(random.choice(words) for _ in range(len(seed.prompt.split())))
        made.append(replace(seed, code=f"X{number:06d}", title=f"{seed.title} {number}", prompt=prompt))
    with transaction() as tx:
        loading.load_tasks(tx, seeds=made)
        person = make_user(tx, module_type=ModuleType.academic)
        chosen = tx.scalars(select(PracticeTask).order_by(PracticeTask.id.desc()).limit(DONE)).all()
        for task in chosen:
            make_submission(tx, person, task, status=SubmissionStatus.submitted)
        actor = actor_of(person)
    with db.session.SessionFactory() as session:
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        session.execute(text("vacuum analyze"))
    return actor


def _questions(session: Session, actor: Actor) -> None:
    task_id = session.scalars(select(PracticeTask.id).limit(1)).one()

    def listed(**filters: object) -> Callable[[], object]:
        return lambda: search.list_tasks(session, actor, filters=TaskFilters(**filters))  # type: ignore[arg-type]

    academic = {"module_type": ModuleType.academic, "task_number": 2}
    _time("a page of the list", listed(**academic))
    _time("the last page of the list", listed(**academic, page=10_000))
    _time("a common word", listed(**academic, text="people"))
    _time("two words", listed(text="public transport"))
    _time("a rare word", listed(text="harbour"))
    _time("a misspelt word", listed(text="enviromnent"))
    _time("three misspelt words", listed(text="goverment polution transprot"))
    _time("kind, topic and level", listed(**academic, kind="opinion", difficulty=Difficulty.advanced))
    _time("not yet done", listed(**academic, only_new=True))
    _time("not yet done, a common word", listed(**academic, only_new=True, text="people"))
    _time("similar tasks", lambda: search.similar_tasks(session, actor, task_id=task_id))
    _time("kinds to filter by", lambda: search.kinds(session, task_number=2, module_type=ModuleType.academic))
    _time("the next task", lambda: tasks.recommended_task(session, actor))


def _time(name: str, call: Callable[[], object]) -> None:
    call()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - begun))
    say(query=name, ms=median(times), slowest_ms=max(times), limit_ms=LIMIT_MS)


if __name__ == "__main__":
    main()
