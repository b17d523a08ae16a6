"""Essays with their bands, person by person: reader and chart of sql/views/essay_results.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_view
from db.scope import Scope

NAME = "essay_results"
TYPES = {
    "submission_id": "int64",
    "user_id": "int64",
    "task_id": "int64",
    "title": "str",
    "module_type": "str",
    "task_number": "int64",
    "started_at": "moment",
    "submitted_at": "moment",
    "parent_submission_id": "Int64",
    "word_count": "int64",
    "time_spent_seconds": "Int64",
    "overall": "float64",
    "low": "float64",
    "high": "float64",
    "task_achievement": "float64",
    "coherence_cohesion": "float64",
    "lexical_resource": "float64",
    "grammar_accuracy": "float64",
    "is_provisional": "bool",
    "engine": "str",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row an essay of one person, oldest first; every wider scope is empty, for nobody's essays are a total."""
    where = {"user_id": [] if scope.user_id is None else [scope.user_id]}
    frame = read_view(session, NAME, COLUMNS, order_by="submitted_at", where=where)
    for name, kind in TYPES.items():
        if kind == "moment":
            frame[name] = pd.to_datetime(frame[name], utc=True)
    return frame.astype({name: kind for name, kind in TYPES.items() if kind != "moment"})


def chart(frame: pd.DataFrame) -> go.Figure:
    """A line of bands for each task number, first attempts only, their likely ranges as bars."""
    firsts = frame[frame["parent_submission_id"].isna()]
    if firsts.empty:
        return empty("No essay has a result yet.")
    traces = [
        go.Scatter(
            x=essays["submitted_at"],
            y=essays["overall"],
            name=f"Task {number}",
            mode="lines+markers",
            error_y={
                "type": "data",
                "array": essays["high"] - essays["overall"],
                "arrayminus": essays["overall"] - essays["low"],
                "thickness": 1,
                "width": 0,
            },
            customdata=essays["title"],
            hovertemplate="%{x|%d %b %Y}: %{y:.1f}, %{customdata}<extra></extra>",
        )
        for number, essays in firsts.groupby("task_number")
    ]
    days = {"title": "Handed in", "tickformat": "%d %b %Y", "nticks": 5}
    return framed(traces, x=days, y={"title": "Band (1 to 9)", "range": [1, 9.2], "dtick": 1})
