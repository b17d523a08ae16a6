"""Band gain by amount of practice: reader and chart of sql/views/band_gain_by_practice.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_totals
from db.scope import Scope

NAME = "band_gain_by_practice"
TYPES = {
    "task_number": "int64",
    "essays_from": "int64",
    "learners": "int64",
    "mean_hours": "float64",
    "mean_gain": "float64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a task number and amount of practice, least first; gains in bands."""
    return read_totals(session, scope, NAME, TYPES, order_by="essays_from")


def chart(frame: pd.DataFrame) -> go.Figure:
    """Bars for Task 1 and Task 2: mean gain by number of first attempts."""
    if frame.empty:
        return empty("Nobody has six first attempts at a task yet.")
    traces = [
        go.Bar(
            x=[f"{start}+" for start in of_task["essays_from"]],
            y=of_task["mean_gain"],
            name=f"Task {number}",
            customdata=of_task[["learners", "mean_hours"]],
            hovertemplate="%{y:+.2f} bands, %{customdata[0]} learners, %{customdata[1]:.0f} hours each"
            "<extra>%{fullData.name}</extra>",
        )
        for number, of_task in frame.groupby("task_number")
    ]
    figure = framed(traces, x={"title": "First attempts"}, y={"title": "Mean gain (bands)"})
    return figure.update_layout(showlegend=True, barmode="group")
