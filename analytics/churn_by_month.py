"""Who left, by choice or by a failed payment: reader and chart of sql/views/churn_by_month.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import bars, empty, months, whole_numbers
from analytics.views import read_totals
from db.scope import Scope

NAME = "churn_by_month"
TYPES = {
    "month": "month",
    "customers_before": "int64",
    "customers_left": "int64",
    "left_by_choice": "int64",
    "left_by_failure": "int64",
    "mrr_before_usd": "float64",
    "lost_usd": "float64",
    "contracted_usd": "float64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month that began with customers, oldest first, to the month of `until`."""
    return read_totals(session, scope, NAME, TYPES, order_by="month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """Bars: people who left, by choice and with a failed payment."""
    if frame.empty:
        return empty("No month has begun with paying customers yet.")
    named = {"left_by_choice": "by choice", "left_by_failure": "with a failed payment"}
    counts = {"title": "People who left (count)"} | whole_numbers(int(frame["customers_left"].max()))
    return bars(frame, x="month", named=named, hover="%{y}", x_axis=months(frame), y_axis=counts)
