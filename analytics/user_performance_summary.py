"""Learners and their bands: reader and chart of sql/views/user_performance_summary.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed, whole_numbers
from analytics.views import read_view
from db.scope import Scope

NAME = "user_performance_summary"
STEP = 0.5  # bands
COLUMNS = (
    "user_id",
    "username",
    "target_band_score",
    "total_submissions",
    "average_score",
    "best_score",
    "completed_assessments",
    "last_practice_date",
    "draft_submissions",
)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a person within the scope, by number; bands as floats, NaN where there is none.

    No class has learners yet: the scope of cohorts sees nobody.
    """
    where = None if scope.is_everybody else {"user_id": [] if scope.user_id is None else [scope.user_id]}
    frame = read_view(session, NAME, COLUMNS, order_by="user_id", where=where)
    frame["last_practice_date"] = pd.to_datetime(frame["last_practice_date"], utc=True)
    return frame.astype(
        {
            "user_id": "int64",
            "total_submissions": "int64",
            "completed_assessments": "int64",
            "draft_submissions": "int64",
            "target_band_score": "float64",
            "average_score": "float64",
            "best_score": "float64",
        }
    )


def towards_target(frame: pd.DataFrame) -> tuple[int, int, int]:
    """People with a result, those of them with a target, and those of these whose average reaches it."""
    assessed = frame.dropna(subset=["average_score"])
    with_target = assessed.dropna(subset=["target_band_score"])
    reached = with_target["average_score"] >= with_target["target_band_score"]
    return len(assessed), len(with_target), int(reached.sum())


def chart(frame: pd.DataFrame) -> go.Figure:
    """How many learners stand where: their average band in steps of a half, assessed essays only."""
    assessed = frame.dropna(subset=["average_score"])
    if assessed.empty:
        return empty("No essay has been assessed yet.")
    learners = (assessed["average_score"] // STEP * STEP).value_counts().sort_index()
    bars = go.Bar(
        x=learners.index + STEP / 2,
        y=learners,
        width=0.9 * STEP,
        customdata=[(start, start + STEP) for start in learners.index],
        hovertemplate="%{customdata[0]:.1f} to under %{customdata[1]:.1f}: %{y} learners<extra></extra>",
    )
    return framed(
        [bars],
        x={"title": "Average band of a learner (1 to 9)", "range": [1, 9.5], "dtick": 1},
        y={"title": "Learners (count)"} | whole_numbers(int(learners.max())),
    )
