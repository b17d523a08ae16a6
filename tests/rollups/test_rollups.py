"""Rollups say what their views say, whatever happens to the rows, one writer or sixteen."""

import json
from random import Random
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.cli.__main__ import main
from core.operations import rollups
from db.models.content import PracticeTask
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_subscription
from tests.rollups.mutations import mutate, prepare

SOUND = {"user_performance": 0, "task_difficulty": 0, "subscription": 0, "revenue": 0}
VIEWS = ("user_performance_summary", "task_difficulty_analysis", "subscription_analytics", "revenue_analytics")


def run(engine: Engine, *, changes: int, seed: int) -> None:
    random = Random(seed)
    with engine.connect() as connection:
        for _ in range(changes):
            try:
                with connection.begin():
                    mutate(connection, random)
            except IntegrityError:
                pass  # another writer has subscribed the same person meanwhile


def found(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        return dict(rollups.differences(session))


@pytest.mark.parametrize("view", VIEWS)
def test_a_rollup_has_the_columns_of_its_view(session: Session, view: str) -> None:
    columns = text(
        "select attname, format_type(atttypid, null) from pg_attribute"
        " where attrelid = cast(:name as regclass) and attnum > 0 order by attnum"
    )
    of_view = session.execute(columns, {"name": f"public.{view}"}).all()
    assert session.execute(columns, {"name": f"rollup.{view}"}).all() == of_view


def test_an_empty_book_has_sound_rollups(session: Session) -> None:
    assert rollups.differences(session) == SOUND


def test_random_changes_leave_no_difference(engine: Engine) -> None:
    prepare(engine)
    for seed in range(3):
        run(engine, changes=150, seed=seed)
        assert found(engine) == SOUND


@pytest.mark.slow
def test_9000_random_changes_leave_no_difference(engine: Engine) -> None:
    prepare(engine, people=60, tasks=20)
    for seed in range(3):
        run(engine, changes=3_000, seed=seed)
        assert found(engine) == SOUND


@pytest.mark.slow
def test_sixteen_writers_leave_no_difference_and_no_deadlock(engine: Engine) -> None:
    prepare(engine, people=40, tasks=10)
    run(engine, changes=400, seed=1)
    faults: list[BaseException] = []

    def write(seed: int) -> None:
        try:
            run(engine, changes=300, seed=seed)
        except Exception as fault:
            faults.append(fault)

    writers = [Thread(target=write, args=(seed,)) for seed in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    assert found(engine) == SOUND


def test_a_planted_error_is_found_and_a_rebuild_ends_it(session: Session) -> None:
    make_payment(session, make_subscription(session))
    make_assessment(session)
    assert rollups.differences(session) == SOUND
    session.execute(text("update rollup.user_performance set score_sum = score_sum + 1"))
    session.execute(text("update rollup.task_difficulty set attempts = attempts + 1"))
    session.execute(text("update rollup.plan_use set used = used + 1"))
    session.execute(text("update rollup.revenue set failed = failed + 1"))
    assert rollups.differences(session) == dict.fromkeys(SOUND, 1)
    rollups.rebuild(session)
    assert rollups.differences(session) == SOUND


def test_tasks_get_their_figures_once(session: Session) -> None:
    assessment = make_assessment(session)
    task_id = assessment.submission.task_id
    assert rollups.fill_task_figures(session) == 1
    task = session.get_one(PracticeTask, task_id, populate_existing=True)
    assert (task.usage_count, task.average_score) == (1, 6)
    assert rollups.fill_task_figures(session) == 0


@pytest.mark.parametrize("planted", [False, True])
def test_the_command_says_what_differs(session: Session, capsys: pytest.CaptureFixture[str], planted: bool) -> None:
    make_payment(session, make_subscription(session))
    if planted:
        session.execute(text("update rollup.revenue set failed = failed + 1"))
    session.flush()
    assert main(["verify_rollups", "--json"]) == int(planted)
    assert json.loads(capsys.readouterr().out)["differences"] == SOUND | {"revenue": int(planted)}
    assert main(["rebuild_rollups"]) == 0
    assert main(["verify_rollups"]) == 0


def test_adding_up_leaves_a_row_each_and_the_same_sums(session: Session) -> None:
    subscription = make_subscription(session)
    for _ in range(3):
        make_payment(session, subscription)
    rollups.compact(session)
    assert session.scalar(text("select count(*) from rollup.revenue")) == 1
    assert session.scalar(text("select count(*) from rollup.plan_use")) == 1
    assert rollups.differences(session) == SOUND
