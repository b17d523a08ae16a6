"""The frame around every chart: transparent, in the page's own colours, with an honest empty state."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

FEW = 8  # counts that get a line each
PIXELS = 320
EMPTY_PIXELS = 120
_CLEAR = "rgba(0,0,0,0)"
_GRID = "rgba(128,128,128,0.25)"  # reads on a light page and on a dark one
_AXIS = {"gridcolor": _GRID, "zeroline": False, "automargin": True}


def framed(traces: Sequence[Any], *, x: Mapping[str, Any], y: Mapping[str, Any]) -> go.Figure:
    """The traces with nothing behind them; `x` and `y` describe the axes, whose titles name the unit.

    Made in one step: changing a figure afterwards costs plotly five times as much.
    """
    return go.Figure(list(traces), layout=_layout(x, y, PIXELS))


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
