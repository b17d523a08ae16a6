"""The edge of a unit of work: pages, routes, jobs and commands open it, use cases never do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from core.errors import Outage
from db import session as db_session

__all__ = ["DatabaseAway", "DatabaseBusy", "DatabaseNotMigrated", "holding", "reading", "transaction"]

# lock_not_available, query_canceled (our time limit), deadlock_detected, serialization_failure
_BUSY_STATES = frozenset({"55P03", "57014", "40P01", "40001"})
_NO_TABLE_STATE = "42P01"
_READ_ONLY_STATE = "25006"  # connected to a server that has just been demoted


class DatabaseAway(Outage):
    """The database cannot be reached, or went away in mid-work. Nothing was written."""

    sentence = "We cannot reach our database just now. Nothing was changed; please try again in a minute."


class DatabaseBusy(Outage):
    """A lock, a slow statement or a full pool held this work up too long. Nothing was written."""

    sentence = "Our database is very busy just now. Nothing was changed; please try again in a minute."


class DatabaseNotMigrated(Outage):
    """A table of this version is missing: the migrations have not run."""

    sentence = "The database has no tables of this version yet: run 'python -m core.cli migrate', then try again."


def _outage(error: DBAPIError) -> Outage | None:
    """The outage that this error of the driver means; None for a bug of ours."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _BUSY_STATES:
        return DatabaseBusy()
    if state == _NO_TABLE_STATE:
        return DatabaseNotMigrated()
    if error.connection_invalidated or state == _READ_ONLY_STATE or isinstance(error, OperationalError):
        return DatabaseAway()
    return None


@contextmanager
def transaction() -> Iterator[Session]:
    """A session that commits at the end of the block and rolls back on any exception.

    Raises:
        DatabaseAway: The database does not answer.
        DatabaseBusy: It answers too slowly, or another transaction holds the same rows.
        DatabaseNotMigrated: It has no tables of this version.
    """
    with _told(), db_session.transaction() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A session for dashboards, on the replica of ANALYTICS_DATABASE_URL where there is one; it writes nothing.

    Raises as `transaction` does.
    """
    with _told(), db_session.reading() as session:
        yield session


@contextmanager
def holding(name: str) -> Iterator[Callable[[], AbstractContextManager[Session]]]:
    """What opens transactions while nobody else holds this name (`db.session.holding`).

    Raises as `transaction` does: whoever waits too long for the name is to try again.
    """
    with _told(), db_session.holding(name) as opened:
        yield opened


@contextmanager
def _told() -> Iterator[None]:
    """Errors of the driver as our outages."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseBusy from error
    except DBAPIError as error:
        if (outage := _outage(error)) is not None:
            raise outage from error
        raise
