"""How many of those who began in a month still pay: reader and chart of sql/views/retention_cohorts.sql."""

from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_totals
from db.scope import Scope

NAME = "retention_cohorts"
TYPES = {
    "cohort_month": "month",
    "month": "month",
    "months_since": "int64",
    "customers": "int64",
    "still_paying": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope, *, until: datetime | None = None) -> pd.DataFrame:
    """One row a month of first payment and month since, to the month of `until`."""
    return read_totals(session, scope, NAME, TYPES, order_by="cohort_month", until=until)


def chart(frame: pd.DataFrame) -> go.Figure:
    """A field for each cohort and month: the darker, the more of its people still pay."""
    if frame.empty:
        return empty("Nobody has paid yet.")
    grid = frame.pivot(index="cohort_month", columns="months_since", values="still_paying")
    sizes = frame.groupby("cohort_month")["customers"].first()
    share = grid.div(sizes, axis=0)
    names = [f"{month:%b %Y}" for month in grid.index]
    said = [
        [
            "" if pd.isna(kept) else f"{name}, {since} months on: {kept:.0f} of {size} still pay"
            for since, kept in zip(grid.columns, row, strict=True)
        ]
        for name, size, row in zip(names, sizes, grid.to_numpy(), strict=True)
    ]
    field = go.Heatmap(
        x=list(share.columns),
        y=names,
        z=share.to_numpy(),
        text=said,
        hovertemplate="%{text}<extra></extra>",
        zmin=0,
        zmax=1,
        colorscale="Blues",
        showscale=False,
        hoverongaps=False,
    )
    return framed(
        [field],
        x={"title": "Months since the first payment", "dtick": 1},
        y={"title": "First paid in", "type": "category"},
    )
