"""Every row about one person, found through the foreign keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

# columns that say whose a row is; others (who set work, who reviewed) only say who acted on somebody else's
SUBJECT = ("user_id", "owner_id", "recipient_id", "sender_id", "tutor_id")
# rows under these are their owner's too; under a task or a class they would be other people's
PARENTS = (
    "practice_submission",
    "practice_sitting",
    "assessment_assessment",
    "subscriptions_usersubscription",
    "subscriptions_usageperiod",
    "subscriptions_payment",
)
SECRET = ("password", "token_hash")

# a key to a code instead of a number adds nothing: such rows name their owner themselves
_KEYS = text(
    """
    select c.conrelid::regclass::text as child, a.attname as column, c.confrelid::regclass::text as parent
    from pg_constraint as c
    join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute as b on b.attrelid = c.confrelid and b.attnum = c.confkey[1] and b.attname = 'id'
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and cardinality(c.conkey) = 1
    order by 1, 2
    """
)


def rows_of(session: Session, *, user_id: int) -> Iterator[tuple[str, Sequence[dict[str, Any]]]]:
    """Table and rows, each row once, without secrets; the person's own row first."""
    keys = session.execute(_KEYS).all()
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    own = _read(session, "accounts_customuser", "id", [user_id])
    yield "accounts_customuser", own
    for child, column, parent in keys:
        if parent == "accounts_customuser" and column in SUBJECT:
            _keep(found, child, _read(session, child, column, [user_id]))
    for parent in PARENTS:
        ids = list(found.get(parent, {}))
        for child, column, above in keys:
            if above == parent and ids:
                rows = _read(session, child, column, ids)
                _keep(found, child, [row for row in rows if row.get("user_id", user_id) == user_id])
    for name in sorted(found):
        yield name, list(found[name].values())


def _read(session: Session, table: str, column: str, values: Sequence[int]) -> list[dict[str, Any]]:
    statement = text(f"select * from public.{table} where {column} = any(:values)")  # noqa: S608 (names of our schema)
    rows = session.execute(statement, {"values": list(values)}).mappings()
    return [{key: value for key, value in row.items() if key not in SECRET} for row in rows]


def _keep(found: dict[str, dict[Any, dict[str, Any]]], table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        kept = found.setdefault(table, {})
        kept.update({row.get("id", tuple(row.values())): row for row in rows})
