"""What reading essays costs: reader and chart of sql/views/engine_cost_by_month.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, lines, months, usd
from analytics.views import read_totals
from db.scope import Scope

NAME = "engine_cost_by_month"
TYPES = {
    "month": "month",
    "essays": "int64",
    "paid_calls": "int64",
    "tokens": "int64",
    "cost_usd": "float64",
    "mrr_usd": "float64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a month with a result or a paid call, oldest first; US dollars."""
    return read_totals(session, scope, NAME, TYPES, order_by="month")


def chart(frame: pd.DataFrame) -> go.Figure:
    """Two lines: cost of the engine and MRR."""
    if frame.empty:
        return empty("No essay has been read yet.")
    named = {"cost_usd": "cost of the engine", "mrr_usd": "MRR"}
    return lines(frame, x="month", named=named, hover="$%{y:,.2f}", x_axis=months(frame), y_axis=usd("A month"))
