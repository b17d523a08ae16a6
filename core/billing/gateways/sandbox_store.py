"""The sandbox's own books: Stripe-shaped objects in one file below IELTS_HOME, never in our database.

Web and worker share the file; whoever writes holds it for that moment.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.clock import utc_now

Record = dict[str, Any]

_PATIENCE_SECONDS = 10.0
_TABLES = """
create table if not exists object (id text primary key, kind text not null, parent text, body text not null);
create index if not exists object_parent on object (kind, parent);
create table if not exists event (
    id text primary key, place integer not null, body text not null, delivered integer not null default 0
);
create index if not exists event_waiting on event (place) where delivered = 0;
create table if not exists fact (name text primary key, value text not null);
"""


class Books:
    """The books while they are open; everything is kept at the end of the block, or nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, object_id: str) -> Record | None:
        """The object of that id."""
        row = self._connection.execute("select body from object where id = ?", (object_id,)).fetchone()
        return None if row is None else json.loads(row[0])

    def all_of(self, kind: str, parent: str | None = None) -> list[Record]:
        """The objects of a kind, of one parent or all, the oldest first."""
        rows = self._connection.execute(
            "select body from object where kind = ? and (? is null or parent = ?) order by rowid",
            (kind, parent, parent),
        )
        return [json.loads(row[0]) for row in rows]

    def keep(self, record: Record, *, parent: str | None = None) -> Record:
        """Write the object, new or changed."""
        self._connection.execute(
            "insert into object (id, kind, parent, body) values (?, ?, ?, ?)"
            " on conflict (id) do update set body = excluded.body",
            (record["id"], record["object"], parent, json.dumps(record)),
        )
        return record

    def add_event(self, event: Record) -> None:
        """Put an event behind the others; it waits for its delivery."""
        self._connection.execute(
            "insert into event (id, place, body) select ?, coalesce(max(place), 0) + 1, ? from event",
            (event["id"], json.dumps(event)),
        )

    def waiting_events(self) -> list[Record]:
        """Events that have not been delivered, in their order."""
        rows = self._connection.execute("select body from event where delivered = 0 order by place limit 500")
        return [json.loads(row[0]) for row in rows]

    def all_events(self) -> list[Record]:
        """Every event that ever was, in its order."""
        return [json.loads(row[0]) for row in self._connection.execute("select body from event order by place")]

    def note_delivered(self, event_id: str) -> None:
        """The event has arrived."""
        self._connection.execute("update event set delivered = 1 where id = ?", (event_id,))

    def fact(self, name: str, default: str) -> str:
        """A fact about the whole; the default is written down where there is none."""
        self._connection.execute("insert or ignore into fact (name, value) values (?, ?)", (name, default))
        return str(self._connection.execute("select value from fact where name = ?", (name,)).fetchone()[0])

    def set_fact(self, name: str, value: str) -> None:
        """Change a fact."""
        self._connection.execute(
            "insert into fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
            (name, value),
        )

    @property
    def now(self) -> int:
        """The sandbox's clock, in seconds: ours, moved on by what an administrator added."""
        return int((utc_now() + timedelta(seconds=int(self.fact("clock_seconds", "0")))).timestamp())


class Store:
    """The file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def books(self) -> Iterator[Books]:
        """Open the books for oneself alone."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=_PATIENCE_SECONDS, isolation_level=None)) as connection:
            connection.execute("pragma synchronous = normal")
            connection.executescript(f"pragma journal_mode = wal; {_TABLES}")
            with connection:  # keeps or undoes, whichever way the block ends
                connection.execute("begin immediate")
                yield Books(connection)

    def secret(self) -> str:
        """What the sandbox signs its events with; made once."""
        with self.books() as books:
            return books.fact("webhook_secret", f"whsec_sandbox_{secrets.token_urlsafe(24)}")
