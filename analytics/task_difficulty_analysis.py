"""Tasks and the bands they bring: reader and chart of sql/views/task_difficulty_analysis.sql."""

import math
from typing import Any

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
    "completed_count",
    "score_stddev",
    "score_var",
)
LEVELS = ("beginner", "intermediate", "advanced")
MIN_ESSAYS, MIN_ESSAYS_OF_OTHERS = 10, 30
LEAST_DIFFERENCE = 0.5  # bands


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
            "score_stddev": "float64",
            "score_var": "float64",
        }
    )


def against_label(frame: pd.DataFrame) -> pd.Series:
    """For each task in words whether its bands fit our label, by the other tasks of the same number and level.

    Nothing is said under 10 assessed essays of the task or 30 of the others. A difference counts from half a band
    on, and only where it is more than twice its standard error.
    """
    task_number = frame["task_code"].str.extract(r"_T([12])_", expand=False).fillna("")
    return pd.Series(
        [
            _verdict(task, frame[(frame["difficulty_level"] == task.difficulty_level) & (task_number == number)])
            for task, number in zip(frame.itertuples(), task_number, strict=True)
        ],
        index=frame.index,
        dtype="object",
    )


def _verdict(task: Any, alike: pd.DataFrame) -> str:
    if task.completed_count < MIN_ESSAYS:
        return f"too few essays to say ({task.completed_count} of {MIN_ESSAYS})"
    others = alike[(alike["id"] != task.id) & (alike["completed_count"] > 0)]
    weights = others["completed_count"]
    total = int(weights.sum())
    if total < MIN_ESSAYS_OF_OTHERS:
        return f"too few essays on other {task.difficulty_level} tasks ({total} of {MIN_ESSAYS_OF_OTHERS})"
    mean = float((others["average_score"] * weights).sum() / total)
    spread = float(((others["score_var"].fillna(0) + (others["average_score"] - mean) ** 2) * weights).sum() / total)
    error = math.sqrt(
        (task.score_var if task.score_var == task.score_var else 0) / task.completed_count + spread / total
    )
    difference = task.average_score - mean
    if abs(difference) < LEAST_DIFFERENCE or abs(difference) <= 2 * error:
        return "as its label says"
    return f"{'easier' if difference > 0 else 'harder'} than its label says, by {abs(difference):.1f} bands"


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
