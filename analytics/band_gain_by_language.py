"""Band gain by first language: reader and chart of sql/views/band_gain_by_language.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_totals
from db.scope import Scope

NAME = "band_gain_by_language"
TYPES = {
    "language_background": "object",
    "learners": "int64",
    "band_before": "float64",
    "mean_gain": "float64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a first language with ten learners or more, by name; gains in bands."""
    return read_totals(session, scope, NAME, TYPES, order_by="language_background")


def chart(frame: pd.DataFrame) -> go.Figure:
    """A bar for each first language: the mean gain of its learners."""
    if frame.empty:
        return empty("No first language has ten learners with six essays yet.")
    bar = go.Bar(
        x=frame["mean_gain"],
        y=frame["language_background"],
        orientation="h",
        customdata=frame[["learners", "band_before"]],
        hovertemplate="%{y}: %{x:+.2f} bands, %{customdata[0]} learners from %{customdata[1]:.1f}<extra></extra>",
    )
    return framed([bar], x={"title": "Mean gain (bands)"}, y={"title": "First language", "type": "category"})
