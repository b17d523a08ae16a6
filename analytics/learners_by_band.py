"""Where learners stand: reader and chart of sql/views/learners_by_band.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed, whole_numbers
from analytics.views import read_totals
from db.scope import Scope

NAME = "learners_by_band"
STEP = 0.5  # bands
TYPES = {
    "band_from": "float64",
    "learners": "int64",
    "with_target": "int64",
    "at_target": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a half band, lowest first; the last one, without a band, counts people without a result."""
    return read_totals(session, scope, NAME, TYPES, order_by="band_from")


def totals(frame: pd.DataFrame) -> tuple[int, int, int, int]:
    """People, those with a result, those of them with a target, and those of these whose average reaches it."""
    assessed = frame.dropna(subset=["band_from"])
    return tuple(
        int(of[column].sum())
        for of, column in (
            (frame, "learners"),
            (assessed, "learners"),
            (assessed, "with_target"),
            (assessed, "at_target"),
        )
    )  # type: ignore[return-value]


def chart(frame: pd.DataFrame) -> go.Figure:
    """How many learners stand where: their average band in steps of a half, assessed essays only."""
    assessed = frame.dropna(subset=["band_from"])
    if assessed.empty:
        return empty("No essay has been assessed yet.")
    bars = go.Bar(
        x=assessed["band_from"] + STEP / 2,
        y=assessed["learners"],
        width=0.9 * STEP,
        customdata=[(start, start + STEP) for start in assessed["band_from"]],
        hovertemplate="%{customdata[0]:.1f} to under %{customdata[1]:.1f}: %{y} learners<extra></extra>",
    )
    return framed(
        [bars],
        x={"title": "Average band of a learner (1 to 9)", "range": [1, 9.5], "dtick": 1},
        y={"title": "Learners (count)"} | whole_numbers(int(assessed["learners"].max())),
    )
