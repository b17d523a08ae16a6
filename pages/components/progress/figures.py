"""Pictures of progress: data in, figure out. Transparent grounds, texts follow the theme, nothing moves."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Any

import plotly.graph_objects as go

CLEAR = "rgba(0,0,0,0)"
GRAY = "#8a9490"
GREEN = "#2B8570"
INK = "#101A18"  # on the light cells, whatever the theme
FAINT = "rgba(120,140,135,0.32)"
GRID = "rgba(128,128,128,0.20)"
DASHES, SYMBOLS = ("solid", "dash", "dot"), ("circle", "square", "diamond")
_TICKS = 5  # so many days at most under a picture


def plain(figure: go.Figure, *, height: int) -> go.Figure:
    """Our quiet ground under a figure."""
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 22, "b": 8},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        showlegend=False,
        dragmode=False,
        hoverlabel={"font": {"size": 13}},
    )


def band_line(
    days: Sequence[str],
    bands: Sequence[float],
    ranges: Sequence[tuple[float, float]],
    engines: Sequence[str],
    target: float | None,
    *,
    provisional: Collection[int] = (),
) -> go.Figure:
    """Bands in the order of time with their likely ranges, the target as a line, a new engine version marked.

    `provisional` holds the places, from 0, of bands that are not certain yet: their dots are hollow.
    """
    places = list(range(1, len(bands) + 1))
    line = go.Scatter(
        x=places,
        y=list(bands),
        mode="lines+markers",
        line={"width": 2.5, "color": GREEN},
        marker={
            "size": 9,
            "color": GREEN,
            "symbol": ["circle-open" if place in provisional else "circle" for place in range(len(bands))],
        },
        customdata=[(day, low, high) for day, (low, high) in zip(days, ranges, strict=True)],
        hovertemplate="%{customdata[0]}: band %{y:.1f}, likely %{customdata[1]:.1f} to %{customdata[2]:.1f}"
        "<extra></extra>",
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - band for band, (_, high) in zip(bands, ranges, strict=True)],
            "arrayminus": [band - low for band, (low, _) in zip(bands, ranges, strict=True)],
            "thickness": 6,
            "width": 0,
            "color": FAINT,
        },
    )
    figure = plain(go.Figure(line), height=250)
    if target is not None:
        figure.add_hline(
            y=target,
            line={"color": GRAY, "dash": "dash", "width": 1.5},
            annotation={"text": f"target {target:.1f}", "font": {"size": 12}},
            annotation_position="top left",
        )
    mark_engines(figure, engines)
    shown = [end for both in ranges for end in both] + ([target] if target is not None else [])
    low, high = floor(min(shown) - 0.4), ceil(max(shown) + 0.4)
    low, high = max(0, min(low, high - 4)), min(10, max(high, low + 4))
    days_axis(figure, days)
    return figure.update_yaxes(
        range=[max(low, 0.6), min(high, 9.4)], dtick=1, tick0=1, fixedrange=True, gridcolor=GRID, zeroline=False
    )


def criteria_grid(
    days: Sequence[str], names: Sequence[str], rows: Sequence[Sequence[int]], engines: Sequence[str]
) -> go.Figure:
    """A row a criterion, a column an essay: the whole band in each cell, darker where it is higher."""
    places = list(range(1, len(days) + 1))
    cells = go.Heatmap(
        x=places,
        y=[name.replace(" and ", "<br>and ") for name in names],
        z=[list(row) for row in rows],
        text=[[str(band) for band in row] for row in rows],
        texttemplate="%{text}",
        textfont={"size": 14, "color": INK},
        colorscale=[[0, "#E3EEEA"], [1, "#5FA493"]],
        zmin=3,
        zmax=9,
        showscale=False,
        xgap=3,
        ygap=3,
        customdata=[list(days)] * len(names),
        hovertemplate="%{customdata}: %{y} %{z}<extra></extra>",
    )
    figure = plain(go.Figure(cells), height=230)
    mark_engines(figure, engines)
    days_axis(figure, days)
    return figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)


def before_and_after(labels: Sequence[str], pairs: Sequence[tuple[float, float]]) -> go.Figure:
    """A row a redraft: a hollow circle for the essay, a full one for its redraft, joined."""
    figure = plain(go.Figure(), height=70 + 38 * len(labels))
    rows = list(range(len(labels)))
    for row, (before, after) in zip(rows, pairs, strict=True):
        figure.add_shape(type="line", x0=before, x1=after, y0=row, y1=row, line={"color": FAINT, "width": 6})
    for place, (name, fill) in enumerate((("essay", CLEAR), ("redraft", GREEN))):
        figure.add_scatter(
            x=[pair[place] for pair in pairs],
            y=rows,
            name=name,
            mode="markers",
            marker={"size": 12, "color": fill, "line": {"color": GREEN, "width": 2}},
            hovertemplate=f"{name}: %{{x:.1f}}<extra></extra>",
        )
    ends = [end for pair in pairs for end in pair]
    low, high = max(0.6, min(ends) - 1), min(9.4, max(ends) + 1)
    figure.update_layout(showlegend=True, legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"})
    figure.update_xaxes(range=[low, high], dtick=1, tick0=1, fixedrange=True, gridcolor=GRID, zeroline=False)
    return figure.update_yaxes(
        tickvals=rows, ticktext=list(labels), autorange="reversed", fixedrange=True, showgrid=False, zeroline=False
    )


def error_lines(
    days: Sequence[str], names: Sequence[str], rows: Sequence[Sequence[float]], engines: Sequence[str]
) -> go.Figure:
    """Errors in 100 words an essay, a line a kind; at most three kinds."""
    places = list(range(1, len(days) + 1))
    figure = go.Figure(
        [
            go.Scatter(
                x=places,
                y=list(row),
                name=name,
                mode="lines+markers",
                line={"dash": dash, "width": 2.5},
                marker={"symbol": symbol, "size": 8},
                cliponaxis=False,
                customdata=list(days),
                hovertemplate=f"%{{customdata}}: %{{y:.1f}} in 100 words<extra>{name}</extra>",
            )
            for name, row, dash, symbol in zip(names, rows, DASHES, SYMBOLS, strict=False)
        ]
    )
    plain(figure, height=280).update_layout(
        showlegend=True, legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"}
    )
    mark_engines(figure, engines)
    days_axis(figure, days)
    return figure.update_yaxes(
        rangemode="tozero", fixedrange=True, gridcolor=GRID, zeroline=False, nticks=5, title_text="in 100 words"
    )


def pace_lines(
    minutes: Sequence[int], essays: Sequence[tuple[str, Sequence[int | None]]], usual: Sequence[int | None]
) -> go.Figure:
    """Words after so many minutes: a faint line an essay, the middle of them strong, with its numbers."""
    ticks = [f"{each} min" for each in minutes]
    traces = [
        go.Scatter(
            x=ticks,
            y=list(words),
            mode="lines+markers",
            line={"color": FAINT, "width": 2},
            marker={"color": FAINT, "size": 6},
            hovertemplate=f"{day}: %{{y}} words<extra></extra>",
        )
        for day, words in essays
    ]
    middle = go.Scatter(
        x=ticks,
        y=list(usual),
        mode="lines+markers+text",
        text=["" if words is None else str(words) for words in usual],
        textposition="top center",
        cliponaxis=False,
        line={"color": GREEN, "width": 3},
        marker={"size": 10, "color": GREEN},
        hovertemplate="usually %{y} words<extra></extra>",
    )
    figure = plain(go.Figure([*traces, middle]), height=250)
    figure.update_xaxes(fixedrange=True, showgrid=False)
    return figure.update_yaxes(
        rangemode="tozero", fixedrange=True, gridcolor=GRID, zeroline=False, nticks=5, title_text="words"
    )


def calendar(labels: Sequence[str], grid: Sequence[Sequence[int | None]], days: Sequence[Sequence[str]]) -> go.Figure:
    """A column a week, a row a weekday; a practice day is full, a day to come is empty."""
    cells = go.Heatmap(
        z=[list(row) for row in grid],
        x=list(range(len(labels))),
        y=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        colorscale=[[0, "rgba(120,140,135,0.18)"], [1, GREEN]],
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=3,
        ygap=3,
        text=[list(row) for row in days],
        hovertemplate="%{text}<extra></extra>",
    )
    figure = plain(go.Figure(cells), height=215)
    figure.update_xaxes(
        fixedrange=True, showgrid=False, tickvals=list(range(0, len(labels), 4)), ticktext=list(labels[::4])
    )
    return figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)


def mark_engines(figure: go.Figure, engines: Sequence[str]) -> None:
    """A dotted line where another version of the engine begins."""
    mark: dict[str, Any] = {"color": GRAY, "dash": "dot", "width": 1.5}
    for place, (before, after) in enumerate(pairwise(engines), start=2):
        if before != after:
            figure.add_vline(
                x=place - 0.5,
                line=mark,
            )
            figure.add_annotation(
                x=place - 0.5,
                y=1,
                yref="paper",
                yanchor="bottom",
                text="new engine",
                font={"size": 11},
                showarrow=False,
            )


def days_axis(figure: go.Figure, days: Sequence[str]) -> None:
    """Essays stand side by side in their order, a few of them with their day."""
    places = list(range(1, len(days) + 1))
    step = max(1, ceil(len(places) / _TICKS))
    figure.update_xaxes(
        tickvals=places[::step],
        ticktext=list(days[::step]),
        range=[0.5, len(places) + 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickangle=0,
    )
