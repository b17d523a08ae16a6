"""Monthly recurring revenue and what moves it: reader and chart of sql/views/mrr_by_month.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import bars, empty, months, usd
from analytics.views import read_totals
from db.scope import Scope

NAME = "mrr_by_month"
TYPES = {
    "month": "month",
    "mrr_usd": "float64",
    "new_usd": "float64",
    "expansion_usd": "float64",
    "contraction_usd": "float64",
    "churn_usd": "float64",
    "reactivation_usd": "float64",
    "net_usd": "float64",
    "customers": "int64",
    "customers_came": "int64",
    "customers_left": "int64",
}
COLUMNS = tuple(TYPES)
MOVEMENTS = {
    "new_usd": "new",
    "expansion_usd": "larger plan",
    "reactivation_usd": "came back",
    "contraction_usd": "smaller plan",
    "churn_usd": "left",
}


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month, oldest first, to the month of `until`; US dollars net of tax."""
    return read_totals(session, scope, NAME, TYPES, order_by="month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """Bars for the five movements of each month, a line for MRR at its end."""
    if frame.empty:
        return empty("No paid plan yet.")
    figure = bars(frame, x="month", named=MOVEMENTS, hover="$%{y:,.2f}", x_axis=months(frame), y_axis=usd("A month"))
    line = go.Scatter(
        x=frame["month"],
        y=frame["mrr_usd"],
        name="MRR",
        mode="lines+markers",
        hovertemplate="%{x}: MRR $%{y:,.2f}<extra></extra>",
    )
    return figure.add_trace(line)
