"""Plans in use: reader and chart of sql/views/subscription_analytics.sql."""

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy.orm import Session

from analytics.figures import empty, framed, whole_numbers
from analytics.views import read_view
from db.scope import Scope

NAME = "subscription_analytics"
COLUMNS = (
    "plan_name",
    "price_usd",
    "plan_limit",
    "active_subscriptions",
    "total_usage",
    "avg_usage_per_user",
    "users_at_limit",
    "plan_id",
    "active_users",
)


def read(session: Session, scope: Scope) -> pd.DataFrame:
    """One row a plan, in the order of the plans; prices in US dollars, usage in feedbacks of the open period.

    The figures are over all customers: a narrower scope sees no row.
    """
    where = None if scope.is_everybody else {"plan_id": ()}
    frame = read_view(session, NAME, COLUMNS, order_by="plan_id", where=where)
    for counted in ("total_usage", "users_at_limit"):
        frame[counted] = frame[counted].fillna(0)
    return frame.astype(
        {
            "plan_limit": "int64",
            "active_subscriptions": "int64",
            "total_usage": "int64",
            "users_at_limit": "int64",
            "plan_id": "int64",
            "active_users": "int64",
            "price_usd": "float64",
            "avg_usage_per_user": "float64",
        }
    )


def chart(frame: pd.DataFrame) -> go.Figure:
    """People on each plan; hover adds what they used and how many are at their limit."""
    if frame["active_users"].sum() == 0:
        return empty("Nobody has a plan yet.")
    bars = go.Bar(
        x=frame["active_users"],
        y=frame["plan_name"],
        orientation="h",
        customdata=frame[["total_usage", "users_at_limit"]],
        hovertemplate="%{y}: %{x} people, %{customdata[0]} feedbacks used,"
        " %{customdata[1]} at the limit<extra></extra>",
    )
    return framed(
        [bars],
        x={"title": "People with an active plan (count)"} | whole_numbers(int(frame["active_users"].max())),
        y={"autorange": "reversed", "showgrid": False},
    )
