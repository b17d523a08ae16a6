"""The one place that opens and commits transactions."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.orm import Session, sessionmaker

POOL_SIZE = 10
POOL_TIMEOUT_SECONDS = 5
STATEMENT_TIMEOUT_SECONDS = 5.0
LOCK_TIMEOUT_SECONDS = 2.0
IDLE_IN_TRANSACTION_SECONDS = 10.0
PREPARE_THRESHOLD = 5

SessionFactory = sessionmaker(expire_on_commit=False)
ReadingFactory = sessionmaker(expire_on_commit=False)  # a replica; not bound where there is none


def make_engine(
    url: str,
    *,
    statement_timeout_seconds: float = STATEMENT_TIMEOUT_SECONDS,
    prepare_threshold: int | None = PREPARE_THRESHOLD,
    pool_size: int = POOL_SIZE,
    reads_only: bool = False,
) -> Engine:
    """An engine whose every connection speaks UTC and gives up instead of hanging.

    A statement ends after `statement_timeout_seconds` (0 is never), a wait for a lock after 2 s, a
    transaction that does nothing after 10 s. `prepare_threshold` is None behind a pooler that shares
    connections between transactions, where prepared statements of one client meet another's. `reads_only`
    lets the server refuse every write.
    """
    limits: dict[str, int | str] = {
        "timezone": "UTC",
        "statement_timeout": int(statement_timeout_seconds * 1000),
        "lock_timeout": int(LOCK_TIMEOUT_SECONDS * 1000),
        "idle_in_transaction_session_timeout": int(IDLE_IN_TRANSACTION_SECONDS * 1000),
    }
    if reads_only:
        limits["default_transaction_read_only"] = "on"
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": POOL_TIMEOUT_SECONDS,
            "prepare_threshold": prepare_threshold,
            "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
        },
    )


def bind(
    url: str,
    *,
    statement_timeout_seconds: float = STATEMENT_TIMEOUT_SECONDS,
    prepare_threshold: int | None = PREPARE_THRESHOLD,
) -> Engine:
    """Point `SessionFactory` at a database for the rest of this process; nothing is connected yet."""
    engine = make_engine(url, statement_timeout_seconds=statement_timeout_seconds, prepare_threshold=prepare_threshold)
    SessionFactory.configure(bind=engine)
    return engine


def bind_reading(url: str, *, prepare_threshold: int | None = PREPARE_THRESHOLD) -> Engine:
    """Point `ReadingFactory` at a replica for the rest of this process."""
    engine = make_engine(url, prepare_threshold=prepare_threshold, reads_only=True)
    ReadingFactory.configure(bind=engine)
    return engine


@contextmanager
def reading() -> Iterator[Session]:
    """A session for what only reads and may be seconds old: on the replica, where there is one."""
    factory = ReadingFactory if ReadingFactory.kw.get("bind") is not None else SessionFactory
    with factory.begin() as session:
        yield session


@contextmanager
def transaction() -> Iterator[Session]:
    """A session that commits at the end of the block and rolls back on any exception."""
    with SessionFactory.begin() as session:
        yield session


@contextmanager
def holding(name: str) -> Iterator[Callable[[], AbstractContextManager[Session]]]:
    """Hold the advisory lock of that name, with no transaction open; gives what opens transactions meanwhile.

    They run on the connection that holds the lock: whoever loses the lock, because that connection broke,
    cannot write any more either. Not for a pooler that shares connections between transactions.
    """
    bind = SessionFactory.kw["bind"]
    if isinstance(bind, Connection):  # a test's connection, with its own transaction around everything
        with _locked(bind, name, transaction):
            yield transaction
        return
    with bind.connect() as connection:

        @contextmanager
        def on_it() -> Iterator[Session]:
            with Session(bind=connection, expire_on_commit=False) as session, session.begin():
                yield session

        with _locked(connection, name, on_it):
            yield on_it


@contextmanager
def _locked(connection: Connection, name: str, opened: Callable[[], AbstractContextManager[Session]]) -> Iterator[None]:
    key = {"name": name}
    with opened() as session:
        session.execute(text("select pg_advisory_lock(hashtextextended(:name, 0))"), key)
    try:
        yield
    finally:
        if not connection.invalidated and not connection.closed:
            with opened() as session:
                session.execute(text("select pg_advisory_unlock(hashtextextended(:name, 0))"), key)
