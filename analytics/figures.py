"""The frame around every chart: transparent, in the page's own colours, with an honest empty state."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

FEW = 8  # counts that get a line each
PIXELS = 320
EMPTY_PIXELS = 120
MONTHS_NAMED = 18  # each; of more, some
_LEGEND = {"showlegend": True, "legend": {"orientation": "h", "y": -0.25, "x": 0}}
_CLEAR = "rgba(0,0,0,0)"
_GRID = "rgba(128,128,128,0.25)"  # reads on a light page and on a dark one
_AXIS = {"gridcolor": _GRID, "zeroline": False, "automargin": True}


def framed(traces: Sequence[Any], *, x: Mapping[str, Any], y: Mapping[str, Any]) -> go.Figure:
    """The traces with nothing behind them; `x` and `y` describe the axes, whose titles name the unit.

    Made in one step: changing a figure afterwards costs plotly five times as much.
    """
    return go.Figure(list(traces), layout=_layout(x, y, PIXELS))


def bars(
    frame: pd.DataFrame,
    *,
    x: str,
    named: Mapping[str, str],
    hover: str,
    x_axis: Mapping[str, Any],
    y_axis: Mapping[str, Any],
) -> go.Figure:
    """Stacked bars over the column `x`, one colour for each column of `named` (its name in the legend).

    `hover` says the value, as in "$%{y:,.2f}". Values below 0 hang down.
    """
    traces = [
        go.Bar(x=frame[x], y=frame[column], name=label, hovertemplate=f"%{{x}}: {hover} {label}<extra></extra>")
        for column, label in named.items()
    ]
    return go.Figure(traces, layout=_layout(x_axis, y_axis, PIXELS) | _LEGEND | {"barmode": "relative"})


def lines(
    frame: pd.DataFrame,
    *,
    x: str,
    named: Mapping[str, str],
    hover: str,
    x_axis: Mapping[str, Any],
    y_axis: Mapping[str, Any],
) -> go.Figure:
    """A line with points over the column `x` for each column of `named` (its name in the legend)."""
    traces = [
        go.Scatter(
            x=frame[x],
            y=frame[column],
            name=label,
            mode="lines+markers",
            hovertemplate=f"%{{x}}: {hover} {label}<extra></extra>",
        )
        for column, label in named.items()
    ]
    return go.Figure(traces, layout=_layout(x_axis, y_axis, PIXELS) | _LEGEND)


def months(frame: pd.DataFrame) -> dict[str, Any]:
    """The axis of calendar months: each named while they are few."""
    return {"title": "Month (UTC)", "tickformat": "%b %Y", "hoverformat": "%b %Y"} | (
        {"dtick": "M1"} if frame["month"].nunique() <= MONTHS_NAMED else {}
    )


def usd(title: str) -> dict[str, Any]:
    """An axis of US dollars."""
    return {"title": f"{title} (USD)", "tickprefix": "$", "rangemode": "tozero"}


def whole_numbers(largest: int) -> dict[str, Any]:
    """What an axis of counts up to `largest` needs: it begins at 0 and names whole numbers only, each once."""
    return {"rangemode": "tozero", "tickformat": ",d"} | ({"dtick": 1} if largest <= FEW else {})


def empty(sentence: str) -> go.Figure:
    """A chart without rows: one sentence where the picture will be."""
    said = {"text": sentence, "showarrow": False, "font": {"color": "gray", "size": 14}}
    place = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5}
    layout = _layout({"visible": False}, {"visible": False}, EMPTY_PIXELS)
    return go.Figure(layout=layout | {"annotations": [said | place]})


def _layout(x: Mapping[str, Any], y: Mapping[str, Any], pixels: int) -> dict[str, Any]:
    return {
        "xaxis": _AXIS | dict(x),
        "yaxis": _AXIS | dict(y),
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "height": pixels,
        "showlegend": False,
        "bargap": 0.3,
    }
