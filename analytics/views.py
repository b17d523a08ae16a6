"""The one generic reader of views: allow-listed names in, a frame out, no arithmetic."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Select, column, select, table, text
from sqlalchemy.orm import Session

# Every view that a screen may read, and the schema of its definition. A name that is not here is a mistake of ours.
SCHEMAS: Mapping[str, str] = {
    "user_performance_summary": "public",
    "task_difficulty_analysis": "public",
    "subscription_analytics": "public",
    "revenue_analytics": "public",
}
# Read from schema `rollup` under the same name and columns: the same figures at any size (docs/decisions/0015).
ROLLED_UP = frozenset(
    {"user_performance_summary", "task_difficulty_analysis", "subscription_analytics", "revenue_analytics"}
)


def read_view(
    session: Session,
    name: str,
    columns: Sequence[str],
    *,
    order_by: str | None = None,
    where: Mapping[str, Collection[int]] | None = None,
) -> pd.DataFrame:
    """The named columns of a view, a row each, ascending by `order_by`.

    `where` keeps the rows whose column has one of the values; an empty collection keeps none. Numbers
    arrive as the database gives them (exact decimals): the reader of the view says what they become.

    Raises:
        KeyError: The view is not on the list.
    """
    view = table(name, schema="rollup" if name in ROLLED_UP else SCHEMAS[name])
    query: Select[*tuple[Any, ...]] = select(*[column(each) for each in columns]).select_from(view)
    for key, values in (where or {}).items():
        query = query.where(column(key).in_(list(values)))
    if order_by is not None:
        query = query.order_by(column(order_by))
    rows = session.execute(query).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))


def definitions(session: Session, name: str) -> dict[str, str]:
    """What each column of a view means, in the view's order, as its comment in the database says.

    Raises:
        KeyError: The view is not on the list.
    """
    rows = session.execute(
        text(
            """
            select a.attname, coalesce(col_description(a.attrelid, a.attnum), '')
            from pg_attribute as a
            where a.attrelid = format('%I.%I', cast(:schema as text), cast(:name as text))::regclass
              and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """
        ),
        {"schema": SCHEMAS[name], "name": name},
    )
    return {str(key): str(comment) for key, comment in rows}


def description(session: Session, name: str) -> str:
    """What one row of a view is, as the comment of the view says; "" without one.

    Raises:
        KeyError: The view is not on the list.
    """
    said = session.scalar(
        text("select obj_description(format('%I.%I', cast(:schema as text), cast(:name as text))::regclass)"),
        {"schema": SCHEMAS[name], "name": name},
    )
    return str(said or "")
