"""The edge of a unit of work: all or nothing, and a sentence when the database is away or too busy."""

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

import db.session
from core.transaction import DatabaseAway, DatabaseBusy, DatabaseNotMigrated, transaction
from db.session import SessionFactory

COUNT = text("select count(*) from practice_topic where slug = 'weather'")
INSERT = text("insert into practice_topic (name, slug, description) values ('Weather', 'weather', 'Rain.')")


def test_a_block_commits_as_a_whole_or_not_at_all(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as tx:
        tx.execute(INSERT)
        _ = 1 / 0
    with engine.connect() as connection:
        assert connection.scalar(COUNT) == 0

    with transaction() as tx:
        tx.execute(INSERT)
    with engine.connect() as connection:
        assert connection.scalar(COUNT) == 1


def test_work_inside_the_test_session_is_seen_by_it(session: Session) -> None:
    with transaction() as tx:
        tx.execute(INSERT)
    assert session.scalar(COUNT) == 1


def test_the_next_test_sees_nothing_of_it(session: Session) -> None:
    assert session.scalar(COUNT) == 0


def test_an_absent_database_is_away() -> None:
    bound = db.session.bind("postgresql://app@127.0.0.1:1/ielts")
    try:
        with pytest.raises(DatabaseAway, match="We cannot reach our database just now"), transaction() as tx:
            tx.execute(text("select 1"))
    finally:
        bound.dispose()
        SessionFactory.configure(bind=None)


def test_a_connection_cut_in_mid_work_is_away_and_the_next_one_works(engine: Engine, database_url: str) -> None:
    with pytest.raises(DatabaseAway), transaction() as tx:
        pid = tx.scalar(text("select pg_backend_pid()"))
        with psycopg.connect(database_url, autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s, 5000)", [pid])
        tx.execute(INSERT)

    with transaction() as tx:
        assert tx.scalar(COUNT) == 0


def test_a_lock_held_by_another_is_busy(engine: Engine, database_url: str) -> None:
    with psycopg.connect(database_url) as other:
        other.execute("lock table practice_topic")
        with pytest.raises(DatabaseBusy, match="very busy"), transaction() as tx:
            tx.execute(text("set local lock_timeout = '50ms'"))
            tx.execute(INSERT)


def test_a_slow_statement_is_busy(engine: Engine) -> None:
    with pytest.raises(DatabaseBusy), transaction() as tx:
        tx.execute(text("set local statement_timeout = '50ms'"))
        tx.execute(text("select pg_sleep(5)"))


def test_a_mistake_of_ours_stays_a_mistake(engine: Engine) -> None:
    with pytest.raises(ProgrammingError), transaction() as tx:
        tx.execute(text("select nonsense"))


def test_connections_speak_utc_and_give_up(engine: Engine) -> None:
    with engine.connect() as connection:
        names = ("timezone", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        assert [connection.scalar(text(f"show {name}")) for name in names] == ["UTC", "5s", "2s", "10s"]


def test_a_database_without_our_tables_is_named_as_such(session: Session) -> None:
    with pytest.raises(DatabaseNotMigrated, match="migrate"), transaction() as tx:
        tx.execute(text("select * from no_such_table"))
