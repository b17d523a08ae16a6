"""Dashboards read the replica where there is one, and can write to neither."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

import db.session
from core import config, database
from core.transaction import DatabaseAway, reading, transaction


@pytest.fixture
def replica(engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch):
    """The same server under another name stands in for a replica."""
    monkeypatch.setenv(
        "ANALYTICS_DATABASE_URL", f"{database_url}{'&' if '?' in database_url else '?'}application_name=replica"
    )
    config.settings.cache_clear()
    database.connect()
    yield
    db.session.ReadingFactory.kw["bind"].dispose()
    db.session.ReadingFactory.configure(bind=None)
    config.settings.cache_clear()


def name_of(session) -> str:
    return session.scalar(text("select current_setting('application_name')"))


def test_without_a_replica_the_primary_is_read(engine: Engine) -> None:
    with reading() as session:
        assert name_of(session) != "replica"


def test_the_replica_is_read_and_never_written(replica: None) -> None:
    with reading() as session:
        assert name_of(session) == "replica"
    with transaction() as session:
        assert name_of(session) != "replica"
    with pytest.raises((DatabaseAway, DBAPIError)), reading() as session:
        session.execute(text("delete from platform_auditlog"))
