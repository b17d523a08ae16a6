"""Loading content: all or nothing, as often as one likes."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.cli.__main__ import main
from core.content import loading, seed_files
from core.content.errors import SeedFileFault
from core.content.types import Loaded
from db.models.billing import SubscriptionPlan
from db.models.content import PracticeTask, Topic

TOPICS, TASKS, PLANS = seed_files.read_topics(), seed_files.read_tasks(), seed_files.read_plans()


def rows_of(session: Session, table: type) -> list[tuple[object, ...]]:
    columns = table.__table__.columns
    return [tuple(row) for row in session.execute(select(*columns).order_by(columns.id))]


def test_twice_gives_the_same_rows(session: Session) -> None:
    first = loading.load_topics(session, seeds=TOPICS), loading.load_tasks(session, seeds=TASKS)
    before = rows_of(session, Topic), rows_of(session, PracticeTask)
    second = loading.load_topics(session, seeds=TOPICS), loading.load_tasks(session, seeds=TASKS)
    assert first == (Loaded(len(TOPICS), 0, 0), Loaded(len(TASKS), 0, 0))
    assert second == (Loaded(0, 0, len(TOPICS)), Loaded(0, 0, len(TASKS)))
    session.expire_all()
    assert (rows_of(session, Topic), rows_of(session, PracticeTask)) == before


def test_a_change_reaches_its_row_alone(session: Session) -> None:
    loading.load_topics(session, seeds=TOPICS)
    loading.load_tasks(session, seeds=TASKS)
    changed = [replace(TASKS[0], title="A better title"), *TASKS[1:]]
    assert loading.load_tasks(session, seeds=changed) == Loaded(0, 1, len(TASKS) - 1)
    title = session.scalar(select(PracticeTask.title).where(PracticeTask.task_code == TASKS[0].code))
    assert title == "A better title"


def test_a_task_is_on_offer_once_it_is_reviewed_and_stays_off_when_taken_off(session: Session) -> None:
    loading.load_topics(session, seeds=TOPICS)
    loading.load_tasks(session, seeds=[replace(TASKS[0], reviewed_on=None)])
    row = session.scalars(select(PracticeTask)).one()
    assert not row.is_active
    loading.load_tasks(session, seeds=TASKS[:1])
    assert row.is_active
    row.is_active = False
    session.flush()
    loading.load_tasks(session, seeds=TASKS[:1])
    assert not row.is_active


def test_an_unknown_topic_refuses_everything(session: Session) -> None:
    loading.load_topics(session, seeds=TOPICS)
    with pytest.raises(SeedFileFault, match=r"AC_T1_001.toml: there is no topic 'moon'"):
        loading.load_tasks(session, seeds=[*TASKS[1:], replace(TASKS[0], topic="moon")])
    assert session.scalar(select(func.count()).select_from(PracticeTask)) == 0


def test_plans_keep_their_stripe_ids(session: Session) -> None:
    assert loading.load_plans(session, seeds=PLANS) == Loaded(7, 0, 0)
    plan = session.scalars(select(SubscriptionPlan).where(SubscriptionPlan.slug == "pro-monthly")).one()
    plan.stripe_price_id, plan.name = "price_1", "Old name"
    session.flush()
    assert loading.load_plans(session, seeds=PLANS) == Loaded(0, 1, 6)
    assert (plan.name, plan.stripe_price_id) == ("Pro Monthly", "price_1")


def test_the_commands_say_what_they_did(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load_topics"]) == main(["load_practice_tasks"]) == main(["setup_subscription_plans"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Topics: {len(TOPICS)} new, 0 changed, 0 as before.",
        f"Practice tasks: {len(TASKS)} new, 0 changed, 0 as before.",
        "Subscription plans: 7 new, 0 changed, 0 as before.",
    ]


@pytest.mark.parametrize(
    "command", [["load_topics", "--file"], ["load_practice_tasks", "--folder"], ["setup_subscription_plans", "--file"]]
)
def test_bad_input_is_one_line_and_loads_nothing(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[[topics]\n")
    assert main([*command, str(tmp_path if "--folder" in command else bad)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("bad.toml: is not valid TOML") and err.count("\n") == 1
    for table in (Topic, PracticeTask):
        assert session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.slow
def test_600_tasks_load_within_3_seconds(session: Session) -> None:
    loading.load_topics(session, seeds=TOPICS)
    many = [replace(TASKS[place % len(TASKS)], code=f"AC_T1_{place:03d}") for place in range(600)]
    begun = perf_counter()
    loading.load_tasks(session, seeds=many)
    assert perf_counter() - begun < 3
