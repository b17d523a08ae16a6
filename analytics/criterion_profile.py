"""The mean band of each criterion: reader and chart of sql/views/criterion_profile.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed
from analytics.views import read_totals
from db.scope import Scope

NAME = "criterion_profile"
TYPES = {
    "module_type": "object",
    "task_number": "int64",
    "essays": "int64",
    "task_achievement": "float64",
    "coherence_cohesion": "float64",
    "lexical_resource": "float64",
    "grammar_accuracy": "float64",
}
COLUMNS = tuple(TYPES)
CRITERIA = {
    "task_achievement": "Task",
    "coherence_cohesion": "Coherence",
    "lexical_resource": "Vocabulary",
    "grammar_accuracy": "Grammar",
}


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a module and task number."""
    return read_totals(session, scope, NAME, TYPES, order_by="task_number")


def chart(frame: pd.DataFrame) -> go.Figure:
    """Bars for each module and task: the mean band of the four criteria."""
    if frame.empty:
        return empty("No essay has been assessed yet.")
    traces = [
        go.Bar(
            x=list(CRITERIA.values()),
            y=[row[column] for column in CRITERIA],
            name=f"{str(row['module_type']).capitalize()}, Task {row['task_number']}",
            hovertemplate=f"%{{x}}: %{{y:.2f}} over {row['essays']} essays<extra>%{{fullData.name}}</extra>",
        )
        for row in frame.to_dict("records")
    ]
    figure = framed(traces, x={"title": "Criterion"}, y={"title": "Mean band (1 to 9)", "range": [1, 9], "dtick": 1})
    return figure.update_layout(showlegend=True, barmode="group")
