"""How far people come after signing up: reader and chart of sql/views/sign_up_funnel.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, lines, months, whole_numbers
from analytics.views import read_totals
from db.scope import Scope

NAME = "sign_up_funnel"
TYPES = {
    "month": "month",
    "registered": "int64",
    "first_essay": "int64",
    "third_essay": "int64",
    "paid": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month of sign-up, oldest first; staff is left out."""
    return read_totals(session, scope, NAME, TYPES, order_by="month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """Lines by month of sign-up: accounts, first essay, third essay, paid."""
    if frame.empty:
        return empty("Nobody has signed up yet.")
    named = {"registered": "accounts", "first_essay": "first essay", "third_essay": "third essay", "paid": "paid"}
    counts = {"title": "People (count)"} | whole_numbers(int(frame["registered"].max()))
    return lines(frame, x="month", named=named, hover="%{y}", x_axis=months(frame), y_axis=counts)
