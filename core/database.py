"""Which database this process works on: the one of DATABASE_URL, else the embedded server."""

from core.config import settings
from core.errors import Outage
from db import session
from db.embedded import EmbeddedDatabaseError, EmbeddedPostgres

DATABASE_NAME = "ielts"


class EmbeddedDatabaseFailed(Outage):
    """The embedded server cannot be started; the sentence says why and what to do."""


def is_embedded() -> bool:
    """Whether we keep the database ourselves, because DATABASE_URL is not set."""
    return settings().database_url is None


def embedded() -> EmbeddedPostgres:
    """The embedded server of this IELTS_HOME, whether it runs or not."""
    return EmbeddedPostgres(settings().ielts_home / "postgres", bindir=settings().pg_bindir)


def resolve_url() -> str:
    """The address of the database, as postgresql://; an embedded server is started and left running.

    Raises:
        EmbeddedDatabaseFailed: It cannot be started.
    """
    if (url := settings().database_url) is not None:
        return url
    server = embedded()
    try:
        server.start().ensure_database(DATABASE_NAME)
        return server.url(DATABASE_NAME)
    except EmbeddedDatabaseError as error:
        raise EmbeddedDatabaseFailed(str(error)) from error


def direct_url() -> str:
    """The address for what needs a connection of its own (LISTEN, migrations), past any pooler."""
    return settings().direct_database_url or resolve_url()


def is_pooled() -> bool:
    """Whether DATABASE_URL leads to a pooler: a direct address is given beside it."""
    direct = settings().direct_database_url
    return direct is not None and direct != settings().database_url


def migrate() -> None:
    """Bring the schema up to date; processes that do it at once wait for each other."""
    from db.schema import upgrade  # Alembic: needed once a deployment, not in every process

    upgrade(direct_url())


def connect(*, direct: bool = False, statement_timeout_seconds: float = session.STATEMENT_TIMEOUT_SECONDS) -> str:
    """Point this process's sessions at the database and give its address.

    The worker asks for the `direct` address, because LISTEN does not pass a pooler. What reads a lot
    sets a longer time limit for its statements, in seconds; 0 is none.

    Raises:
        EmbeddedDatabaseFailed: The embedded server cannot be started.
    """
    url = direct_url() if direct else resolve_url()
    session.bind(
        url,
        statement_timeout_seconds=statement_timeout_seconds,
        prepare_threshold=None if is_pooled() and not direct else session.PREPARE_THRESHOLD,
    )
    if (replica := settings().analytics_database_url) is not None:
        session.bind_reading(replica)
    return url
