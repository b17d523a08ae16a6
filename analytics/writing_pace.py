"""How fast people write: reader and chart of sql/views/writing_pace.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, lines, months
from analytics.views import read_totals
from db.scope import Scope

NAME = "writing_pace"
TYPES = {
    "month": "month",
    "task_number": "int64",
    "essays": "int64",
    "words_a_minute": "float64",
    "mean_words": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a month and task number, oldest first."""
    return read_totals(session, scope, NAME, TYPES, order_by="month")


def chart(frame: pd.DataFrame) -> go.Figure:
    """A line for each task number: words a minute of active writing."""
    if frame.empty:
        return empty("No essay has been handed in yet.")
    shown = frame.assign(task=[f"in Task {number}" for number in frame["task_number"]])
    shown = shown.pivot(index="month", columns="task", values="words_a_minute").reset_index()
    named = {label: label for label in shown.columns if label != "month"}
    pace = {"title": "Words a minute", "rangemode": "tozero"}
    return lines(shown, x="month", named=named, hover="%{y:.1f}", x_axis=months(frame), y_axis=pace)
