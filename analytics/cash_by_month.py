"""Money that came in beside monthly recurring revenue: reader and chart of sql/views/cash_by_month.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, lines, months, usd
from analytics.views import read_totals
from db.scope import Scope

NAME = "cash_by_month"
TYPES = {
    "month": "month",
    "collected_usd": "float64",
    "tax_usd": "float64",
    "refunded_usd": "float64",
    "fee_usd": "float64",
    "net_of_tax_usd": "float64",
    "mrr_usd": "float64",
    "prepaid_usd": "float64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month, oldest first, to the month of `until`; US dollars."""
    return read_totals(session, scope, NAME, TYPES, order_by="month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """Two lines: money that came in, net of tax and refunds, and MRR."""
    if frame.empty:
        return empty("No payment yet.")
    named = {"net_of_tax_usd": "came in", "mrr_usd": "MRR"}
    return lines(frame, x="month", named=named, hover="$%{y:,.2f}", x_axis=months(frame), y_axis=usd("A month"))
