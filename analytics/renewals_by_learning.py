"""Learning joined to money: who renews: reader and chart of sql/views/renewals_by_learning.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_totals
from db.scope import Scope

NAME = "renewals_by_learning"
TYPES = {
    "question": "object",
    "place": "int64",
    "answer": "object",
    "terms_ended": "int64",
    "renewed": "int64",
}
COLUMNS = tuple(TYPES)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a question asked of ended terms and answer, in order."""
    return read_totals(session, scope, NAME, TYPES, order_by="question")


def chart(frame: pd.DataFrame) -> go.Figure:
    """A bar for each answer: the share of its ended terms that were renewed, with the counts."""
    if frame.empty:
        return empty("No paid term is over yet.")
    shown = frame.sort_values(["question", "place"], ascending=False)
    bar = go.Bar(
        x=shown["renewed"] / shown["terms_ended"],
        y=[shown["question"], shown["answer"]],
        orientation="h",
        customdata=shown[["renewed", "terms_ended"]],
        text=[f"{renewed} of {ended}" for renewed, ended in zip(shown["renewed"], shown["terms_ended"], strict=True)],
        hovertemplate="%{customdata[0]} of %{customdata[1]} renewed<extra></extra>",
    )
    figure = framed([bar], x={"title": "Renewed (share)", "range": [0, 1], "tickformat": ".0%"}, y={})
    return figure.update_layout(height=60 + 34 * len(shown))
