"""Tasks and the bands they bring: reader and chart of sql/views/task_difficulty_analysis.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_view
from db.scope import Scope

NAME = "task_difficulty_analysis"
COLUMNS = (
    "id",
    "task_code",
    "difficulty_level",
    "attempt_count",
    "average_score",
    "score_variance",
    "completed_count",
    "score_stddev",
    "score_var",
)
LEVELS = ("beginner", "intermediate", "advanced")


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a task of the public bank, by code; bands as floats, NaN where there is none.

    The figures are over all learners: a narrower scope sees no row.
    """
    where = None if scope.is_everybody else {"id": ()}
    frame = read_view(session, NAME, COLUMNS, order_by="task_code", where=where)
    return frame.astype(
        {
            "id": "int64",
            "attempt_count": "int64",
            "completed_count": "int64",
            "average_score": "float64",
            "score_variance": "float64",
            "score_stddev": "float64",
            "score_var": "float64",
        }
    )


def chart(frame: pd.DataFrame) -> go.Figure:
    """The average band of every task with results, by our level: does what we call hard bring lower bands?"""
    assessed = frame[frame["completed_count"] > 0]
    if assessed.empty:
        return empty("No essay has been assessed yet.")
    boxes = [
        go.Box(
            y=of_level["average_score"],
            name=level,
            customdata=of_level[["task_code", "completed_count"]],
            boxpoints="all",
            pointpos=0,
            jitter=0.4,
            hoveron="points",
            hovertemplate="%{customdata[0]}: %{y:.1f} from %{customdata[1]} essays<extra></extra>",
        )
        for level in LEVELS
        if not (of_level := assessed[assessed["difficulty_level"] == level]).empty
    ]
    return framed(
        boxes,
        x={"title": "Our difficulty level"},
        y={"title": "Average band of a task (1 to 9)", "range": [1, 9], "dtick": 1},
    )
