"""Learners and their bands: reader and chart of sql/views/user_performance_summary.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from analytics.figures import empty, framed, whole_numbers
from analytics.views import READ_FROM, read_view
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


def read_between(session: Session, scope: Scope, *, low: float, high: float, limit: int) -> pd.DataFrame:
    """The people whose average band is at least `low` and under `high`, best first, at most `limit` of them."""
    if not scope.is_everybody:
        return pd.DataFrame(columns=list(COLUMNS))
    view = table(NAME, *(column(each) for each in COLUMNS), schema=READ_FROM)
    query = (
        select(view)
        .where(view.c.average_score >= low, view.c.average_score < high)
        .order_by(view.c.average_score.desc(), view.c.user_id)
        .limit(limit)
    )
    return pd.DataFrame([tuple(row) for row in session.execute(query)], columns=list(COLUMNS))


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
