"""Migrations go up, down and up again, on tables that are filled, and lead to what the models say."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from db import schema
from db.models.platform import AuditLogEntry, OutboxMail
from tests import databases
from tests.db import catalogue
from tests.factories.accounts import make_preferences, make_session, make_user
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_grant, make_payment, make_period, make_subscription, make_usage
from tests.factories.content import make_task, make_topic
from tests.factories.practice import make_submission

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_engine(database_server: str) -> Iterator[Engine]:
    with databases.empty(database_server) as url:
        engine = create_engine(url)
        yield engine
        engine.dispose()


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _fill(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        user = make_user(session)
        make_preferences(session, user)
        make_session(session, user)
        task = make_task(session, topic_id=make_topic(session).id)
        make_submission(session, user, task)
        subscription = make_subscription(session, user, with_period=False)
        period = make_period(session, subscription, payment_id=make_payment(session, subscription).id)
        make_grant(session, period)
        make_usage(session, period, make_assessment(session, make_submission(session, user, task, status="assessed")))
        session.add(OutboxMail(user_id=user.id, recipient=user.email, template="welcome", context={}))
        session.add(AuditLogEntry(actor_id=user.id, action="role.given", detail={"role": "tutor"}))
        session.execute(
            text("insert into procrastinate_jobs (queue_name, task_name) values ('default', 'assess_submission')")
        )


def _left_over(engine: Engine) -> list[str]:
    """What is in the database besides Alembic's own table."""
    sql = """
        select relname from pg_class where relnamespace = 'public'::regnamespace and relname not like 'alembic_version%'
        union all select proname from pg_proc where pronamespace = 'public'::regnamespace
        union all select typname from pg_type where typnamespace = 'public'::regnamespace
            and typname !~ '^_?alembic_version$'
    """
    with engine.connect() as connection:
        return list(connection.scalars(text(sql)))


def test_up_down_up_on_filled_tables(empty_engine: Engine) -> None:
    url = _url(empty_engine)
    schema.upgrade(url)
    with empty_engine.connect() as connection:
        first = catalogue.read(connection)
    _fill(empty_engine)

    schema.downgrade(url)
    assert _left_over(empty_engine) == []

    schema.upgrade(url)
    with empty_engine.connect() as connection:
        assert catalogue.read(connection) == first
        assert schema.is_current(connection)
    _fill(empty_engine)


def test_the_models_say_what_the_migrations_made(database_url: str) -> None:
    schema.check(database_url)


def test_a_database_that_lags_behind_is_told(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        assert not schema.is_current(connection)

    schema.upgrade(_url(empty_engine), "0001")
    with empty_engine.connect() as connection:
        assert not schema.is_current(connection)

    schema.upgrade(_url(empty_engine))
    with empty_engine.connect() as connection:
        assert schema.is_current(connection)


def test_processes_that_upgrade_at_once_wait_for_each_other(empty_engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(schema.upgrade, [_url(empty_engine)] * 4))

    with empty_engine.connect() as connection:
        assert connection.scalar(text("select count(*) from accounts_group")) == 3


def test_each_sql_file_is_run_by_exactly_one_revision() -> None:
    revisions = "\n".join(path.read_text() for path in (ROOT / "db/migrations/versions").glob("*.py"))
    files = [
        path for name in ("functions", "bases", "views", "rollups") for path in (ROOT / "sql" / name).glob("*.sql")
    ]

    runs = {f"{path.parent.name}/{path.stem}": 0 for path in files}
    for name in re.findall(r'"((?:functions|bases|views|rollups)/\w+)"', revisions):
        runs[name] += 1

    assert set(runs.values()) == {1}


def test_it_migrates_through_a_plain_connection_string(empty_engine: Engine) -> None:
    """The driver is SQLAlchemy's default: the address that `database_url` prints works for psql and for us."""
    url = _url(empty_engine).replace("postgresql+psycopg://", "postgresql://")

    schema.upgrade(url)

    with psycopg.connect(url) as connection:
        assert connection.execute("select count(*) from state_transition").fetchone() == (57,)
