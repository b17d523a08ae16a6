"""The frame around every chart: transparent, in the page's own colours, with an honest empty state."""

import plotly.graph_objects as go

FEW = 8  # counts that get a line each
EMPTY_PIXELS = 120
_CLEAR = "rgba(0,0,0,0)"
_GRID = "rgba(128,128,128,0.25)"  # reads on a light page and on a dark one


def framed(figure: go.Figure, *, x_title: str | None, y_title: str | None) -> go.Figure:
    """`figure` with its axes named, units included, and nothing behind it."""
    figure.update_xaxes(title=x_title, gridcolor=_GRID, zeroline=False, automargin=True)
    figure.update_yaxes(title=y_title, gridcolor=_GRID, zeroline=False, automargin=True)
    return figure.update_layout(
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        height=320,
        showlegend=False,
        bargap=0.3,
    )


def whole_numbers(figure: go.Figure, *, axis: str, largest: int) -> go.Figure:
    """Let the axis ("x" or "y") of counts up to `largest` begin at 0 and name whole numbers only, each once."""
    ticks = {"rangemode": "tozero", "tickformat": ",d"} | ({"dtick": 1} if largest <= FEW else {})
    return figure.update_layout({f"{axis}axis": ticks})


def empty(sentence: str) -> go.Figure:
    """A chart without rows: one sentence where the picture will be."""
    figure = go.Figure().add_annotation(
        text=sentence, xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False, font={"color": "gray", "size": 14}
    )
    figure = framed(figure, x_title=None, y_title=None).update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.update_layout(height=EMPTY_PIXELS)
