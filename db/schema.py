"""The schema's version: bring a database up to date, and say whether it is."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, pool, text

_ALEMBIC_INI = Path(__file__).resolve().parents[1] / "alembic.ini"
_MIGRATION_LOCK = 7_305_420  # any number, the same in every process


def upgrade(url: str, revision: str = "head") -> None:
    """Apply the missing revisions to the database at `url`, all or none.

    Processes that do it at once wait for each other; the later ones find nothing left to do.
    """
    _migrate(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str = "base") -> None:
    """Take revisions back, by default all: what they made goes, with every row in it."""
    _migrate(url, lambda config: command.downgrade(config, revision))


def check(url: str) -> None:
    """Compare the database with the models, as `alembic check` does.

    Raises:
        alembic.util.CommandError: They differ; the message lists the differences.
    """
    _migrate(url, command.check)


def is_current(connection: Connection) -> bool:
    """Whether the database has exactly the revisions that this release knows."""
    return set(MigrationContext.configure(connection).get_current_heads()) == _heads()


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(ScriptDirectory.from_config(Config(_ALEMBIC_INI)).get_heads())


def _migrate(url: str, action: Callable[[Config], None]) -> None:
    config = Config(_ALEMBIC_INI)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        connection.execute(text("set local timezone = 'UTC'"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        config.attributes["connection"] = connection
        action(config)
