"""kill -9 of the worker in the middle of its work: nothing is lost, nothing is charged twice."""

import os
import random
import time
from collections import Counter
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, func, select

from core import audit
from core.practice import drafts, submissions
from core.transaction import transaction
from db.models.assessment import Assessment, AssessmentResultRow, AssessmentStatus, Feedback
from db.models.billing import UsageState, UsageTracking
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.live import LiveServer

ESSAYS_A_LEARNER = 5  # the free plan of one month
GIVE_UP_SECONDS = 240.0
SEED = 20260603
_pause = Event()


def hand_in(number: int) -> None:
    """`number` essays of people with the free plan, each with a text of its own."""
    for first in range(0, number, ESSAYS_A_LEARNER):
        with transaction() as tx:
            learner = make_learner(tx)
            task_ids = [make_task(tx).id for _ in range(min(ESSAYS_A_LEARNER, number - first))]
        for task_id in task_ids:
            with transaction() as tx:
                draft_id = drafts.begin_with(tx, learner, task_id=task_id, text=f"{ESSAY}\n\nEssay {task_id}.")
                submissions.submit(tx, learner, submission_id=draft_id, revision=0)


def states() -> Counter[AssessmentStatus]:
    with transaction() as tx:
        return Counter(tx.scalars(select(Assessment.status)))


@pytest.mark.slow  # a short one with payments too: test_killed_while_paying.py
@pytest.mark.parametrize(("essays", "kills"), [(50, 8)])
def test_no_essay_is_lost_and_none_charged_twice(
    engine: Engine, database_url: str, tmp_path: Path, essays: int, kills: int
) -> None:
    rng = random.Random(SEED)
    hand_in(essays)
    server = LiveServer(
        url="",
        database_url=database_url,
        home=tmp_path,
        environment={**os.environ, "DATABASE_URL": database_url, "IELTS_HOME": str(tmp_path)},
        has_worker=True,
    )
    server.start_worker()
    try:
        for _ in range(kills):
            done = states()[AssessmentStatus.completed]
            deadline = time.monotonic() + GIVE_UP_SECONDS
            while states()[AssessmentStatus.completed] < min(done + 1, essays) and time.monotonic() < deadline:
                _pause.wait(0.02)
            _pause.wait(rng.uniform(0, 0.3))
            server.restart_worker()
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while states()[AssessmentStatus.completed] < essays and time.monotonic() < deadline:
            _pause.wait(0.2)
    finally:
        server.stop()

    assert states() == {AssessmentStatus.completed: essays}, server.log[-3000:]
    with transaction() as tx:
        assert Counter(tx.scalars(select(UsageTracking.state))) == {UsageState.consumed: essays}
        assert tx.scalar(select(func.count()).select_from(Feedback)) == 5 * essays
        assert tx.scalar(select(func.count()).select_from(AssessmentResultRow)) == essays
        assert audit.run(tx) == []
