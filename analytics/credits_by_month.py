"""What became of credits: reader and chart of sql/views/credits_by_month.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import bars, empty, months, whole_numbers
from analytics.views import read_totals
from db.scope import Scope

NAME = "credits_by_month"
TYPES = {
    "month": "month",
    "is_paid": "bool",
    "plan_credits": "int64",
    "bonus_credits": "int64",
    "used": "int64",
    "held": "int64",
    "unused": "int64",
    "periods": "int64",
    "periods_at_limit": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month and kind of plan (paid or free), oldest first, to the month of `until`."""
    return read_totals(session, scope, NAME, TYPES, order_by="month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """Bars for paid plans: credits used, held and not used."""
    paid = frame[frame["is_paid"]]
    if paid.empty:
        return empty("No paid plan has had a month yet.")
    named = {"used": "used", "held": "held", "unused": "not used"}
    counts = {"title": "Credits of paid plans (count)"} | whole_numbers(int(paid["plan_credits"].max()))
    return bars(paid, x="month", named=named, hover="%{y}", x_axis=months(paid), y_axis=counts)
