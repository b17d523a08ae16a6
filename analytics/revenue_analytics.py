"""Money by month: reader and chart of sql/views/revenue_analytics.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed, months
from analytics.views import read_view
from db.scope import Scope

NAME = "revenue_analytics"
COLUMNS = (
    "month",
    "total_payments",
    "total_revenue",
    "avg_payment_amount",
    "paying_users",
    "successful_revenue",
    "net_revenue",
    "refunded_amount",
    "failed_payments",
    "successful_payers",
)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a UTC calendar month with payments, oldest first; money in US dollars.

    The figures are over all customers: a narrower scope sees no row.
    """
    frame = read_view(session, NAME, COLUMNS, order_by="month") if scope.is_everybody else _nothing()
    frame["month"] = pd.to_datetime(frame["month"], utc=True)
    return frame.astype(
        {
            "total_payments": "int64",
            "paying_users": "int64",
            "failed_payments": "int64",
            "successful_payers": "int64",
            "total_revenue": "float64",
            "avg_payment_amount": "float64",
            "successful_revenue": "float64",
            "net_revenue": "float64",
            "refunded_amount": "float64",
        }
    )


def chart(frame: pd.DataFrame) -> go.Figure:
    """Money that stayed, by month; hover adds who paid, what was given back and what failed."""
    if frame.empty:
        return empty("No payment yet.")
    bars = go.Bar(
        x=frame["month"],
        y=frame["net_revenue"],
        customdata=frame[["successful_payers", "refunded_amount", "failed_payments"]],
        hovertemplate="%{x|%b %Y}: $%{y:,.2f} from %{customdata[0]} payers; "
        "$%{customdata[1]:,.2f} refunded, %{customdata[2]} failed<extra></extra>",
    )
    return framed(
        [bars],
        x=months(frame),
        y={"title": "Net revenue (USD)", "tickprefix": "$", "rangemode": "tozero"},
    )


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))
