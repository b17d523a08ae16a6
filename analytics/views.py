"""The one generic reader of views: allow-listed names in, a frame out, no arithmetic."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Select, column, select, table, text
from sqlalchemy.orm import Session

from db.scope import Scope

# Every view that a screen may read, and the schema of its definition. A name that is not here is a mistake of ours.
SCHEMAS: Mapping[str, str] = {
    "user_performance_summary": "public",
    "task_difficulty_analysis": "public",
    "subscription_analytics": "public",
    "revenue_analytics": "public",
    "mrr_by_month": "analytics",
    "churn_by_month": "analytics",
    "retention_cohorts": "analytics",
    "cash_by_month": "analytics",
    "payments_by_outcome": "analytics",
    "credits_by_month": "analytics",
    "sign_up_funnel": "analytics",
    "engine_cost_by_month": "analytics",
    "band_gain_by_practice": "analytics",
    "band_gain_by_language": "analytics",
    "criterion_profile": "analytics",
    "writing_pace": "analytics",
    "renewals_by_learning": "analytics",
    "learners_by_band": "analytics",
    "essay_results": "analytics",
}
# All of them are read from schema `rollup`, under the same names and columns (docs/decisions/0015).
READ_FROM = "rollup"


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
    if name not in SCHEMAS:
        raise KeyError(name)
    view = table(name, schema=READ_FROM)
    query: Select[*tuple[Any, ...]] = select(*[column(each) for each in columns]).select_from(view)
    for key, values in (where or {}).items():
        query = query.where(column(key).in_(list(values)))
    if order_by is not None:
        query = query.order_by(column(order_by))
    rows = session.execute(query).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))


def read_totals(
    session: Session, scope: Scope, name: str, types: Mapping[str, str], *, order_by: str, until: datetime | None = None
) -> pd.DataFrame:
    """A view over everybody, its columns as `types` says; a narrower scope sees no row.

    `types` maps each column to a pandas type; "month" is a UTC moment. `until` leaves out later months: a view
    without now() knows months that are paid for and still to come.
    """
    frame = (
        read_view(session, name, tuple(types), order_by=order_by)
        if scope.is_everybody
        else pd.DataFrame(columns=list(types))
    )
    for name_of_column, kind in types.items():
        if kind == "month":
            frame[name_of_column] = pd.to_datetime(frame[name_of_column], utc=True)
    frame = frame.astype({each: kind for each, kind in types.items() if kind != "month"})
    return frame if until is None else frame[frame["month"] <= until].reset_index(drop=True)


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
