"""The sweeper: what runs out is closed on time, one by one, whatever happens to the others."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor
from core.jobs import closing_time, queue, tasks
from core.practice import closing, sittings
from core.practice.types import Sitting
from core.transaction import transaction
from db.models import practice as rows
from db.models.assessment import Assessment
from db.models.practice import Submission
from tests.factories.essays import ESSAY
from tests.factories.sittings import begin, make_candidate, move_deadline, write

OVERDUE = closing.SWEPT_AFTER.total_seconds() + 1


@contextmanager
def committed(people: int) -> Iterator[list[tuple[Actor, Sitting]]]:
    made = []
    for _ in range(people):
        with transaction() as tx:
            learner = make_candidate(tx)
            sitting = begin(tx, learner)
            write(tx, learner, sitting, 1, ESSAY)
            write(tx, learner, sitting, 2, ESSAY)
            move_deadline(tx, sitting.code, seconds_ago=OVERDUE)
            made.append((learner, sitting))
    yield made


def test_closing_goes_before_every_essay_that_waits() -> None:
    assert tasks.close_sittings.priority == queue.DEADLINE > queue.PERSON


def test_one_failure_never_stops_the_others(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with committed(3) as made:
        broken = made[0][1].code
        close = closing.close

        def fail_once(session: Session, sitting: rows.Sitting) -> None:
            close(session, sitting)
            if sitting.code == broken:
                raise RuntimeError("a fault of ours")

        monkeypatch.setattr(closing, "close", fail_once)
        with caplog.at_level(logging.ERROR):
            assert closing_time.close_overdue() == 2
        assert "sitting.not_closed" in caplog.text

        monkeypatch.setattr(closing, "close", close)
        assert closing_time.close_overdue() == 1
        with transaction() as tx:
            assert audit.run(tx) == []


def test_two_sweepers_and_the_learner_close_it_once(engine: Engine) -> None:
    with committed(4) as made:

        def finish(person: tuple[Actor, Sitting]) -> int:
            with transaction() as tx:
                sittings.finish(tx, person[0], code=person[1].code)
            return 0

        with ThreadPoolExecutor(6) as pool:
            sweeps = [pool.submit(closing_time.close_overdue) for _ in range(2)]
            hands = [pool.submit(finish, person) for person in made]
            assert all(done.exception() is None for done in (*sweeps, *hands))

        closing_time.close_overdue()
        with transaction() as tx:
            assert tx.scalar(select(func.count()).select_from(Assessment)) == 8
            assert tx.scalar(select(func.count()).where(rows.Sitting.closed_at.is_(None))) == 0
            late = tx.scalars(select(Submission.submitted_at)).all()
            assert max(late) < datetime.now(UTC) - timedelta(seconds=30)
            assert audit.run(tx) == []
