"""What became of payments: reader and chart of sql/views/payments_by_outcome.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import bars, empty, months, whole_numbers
from analytics.views import read_totals
from db.scope import Scope

NAME = "payments_by_outcome"
TYPES = {
    "month": "month",
    "begun": "int64",
    "paid": "int64",
    "failed": "int64",
    "recovered": "int64",
    "refunded": "int64",
    "disputed": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month in which a payment was begun, oldest first."""
    return read_totals(session, scope, NAME, TYPES, order_by="month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """Bars: failed payments, recovered or not."""
    if frame.empty:
        return empty("No payment yet.")
    shown = frame.assign(lost=frame["failed"] - frame["recovered"])
    named = {"recovered": "failed, then paid within 14 days", "lost": "failed for good"}
    counts = {"title": "Failed payments (count)"} | whole_numbers(int(frame["failed"].max()))
    return bars(shown, x="month", named=named, hover="%{y}", x_axis=months(frame), y_axis=counts)
