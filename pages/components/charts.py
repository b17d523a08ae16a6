"""Line graphs, bar charts, pie charts and tables of the writing tasks, from their data.

Every series differs in colour and in a second way (marker and dash, pattern), so that nobody
needs the colours; grounds are transparent and texts follow the theme.
"""

from collections.abc import Iterator
from math import ceil, floor, log10

import plotly.graph_objects as go

from core.content.materials import Figure

# told apart by people who do not see red or green; at least 3:1 on both of our grounds
COLOURS = ("#2f6fb5", "#d97b1f", "#1a9c84", "#b8478f", "#a8860f", "#7c858c", "#8b5a3c", "#5c6bc0")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "triangle-down")
PATTERNS = ("", "/", ".", "\\", "x", "-", "|", "+")
GRID = "rgba(128, 128, 128, 0.28)"
CLEAR = "rgba(0, 0, 0, 0)"
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
MAX_BARS_WITH_NUMBERS = 16
MAX_FIGURES_SIDE_BY_SIDE = 36  # characters over the bars of a phone; more stand on end
ROW_PIXELS, LINE_PIXELS = 34, 19
LABEL_CHARACTERS = {1: 30, 2: 22, 3: 14, 4: 11, 5: 9}  # under the bars of a phone, by the number of labels
FIRST_COLUMN = 1.6  # times the width of the others
FIRST_COLUMN_CHARACTERS = {1: 24, 2: 18, 3: 15, 4: 12}  # that a phone shows on a line, by the other columns


def drawings(figure: Figure) -> Iterator[tuple[str, go.Figure]]:
    """The pictures of one figure, each with the title to stand above it: several pies are several pictures."""
    match figure.type:
        case "line":
            yield figure.title, _line(figure)
        case "bar":
            yield figure.title, _bar(figure)
        case "pie":
            for name in figure.values:
                yield (figure.title if len(figure.values) == 1 else name), _pie(figure, name)
        case "table":
            yield figure.title, _table(figure)
        case unknown:
            raise ValueError(unknown)


def number(value: float) -> str:
    """A figure as one writes it: thousands parted, no needless decimals."""
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def _line(figure: Figure) -> go.Figure:
    traces = [
        go.Scatter(
            name=name,
            x=figure.x_values,
            y=values,
            mode="lines+markers",
            line={"color": COLOURS[place], "dash": DASHES[place], "width": 2.5},
            marker={"symbol": MARKERS[place], "size": 8, "color": COLOURS[place]},
            hovertemplate=f"%{{y}}{_unit(figure)}<extra>{name}</extra>",
        )
        for place, (name, values) in enumerate(figure.values.items())
    ]
    return _with_axes(go.Figure(traces), figure).update_layout(hovermode="x unified")


def _bar(figure: Figure) -> go.Figure:
    numbers = [number(value) for values in figure.values.values() for value in values]
    is_upright = len(numbers) * max(len(each) for each in numbers) <= MAX_FIGURES_SIDE_BY_SIDE
    traces = [
        go.Bar(
            name=name,
            x=[_broken(label, longest=LABEL_CHARACTERS.get(len(figure.x_values), 8)) for label in figure.x_values],
            y=values,
            text=[number(value) for value in values] if len(numbers) <= MAX_BARS_WITH_NUMBERS else None,
            textposition="outside",
            textangle=0 if is_upright else -90,
            textfont={"size": 12},
            constraintext="none",
            cliponaxis=False,
            marker={
                "color": COLOURS[place],
                "line": {"width": 0},
                "pattern": {
                    "shape": PATTERNS[place],
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255, 255, 255, 0.75)",
                    "size": 6,
                    "solidity": 0.22,
                },
            },
            hovertemplate=f"%{{x}}: %{{y}}{_unit(figure)}<extra>{name}</extra>",
        )
        for place, (name, values) in enumerate(figure.values.items())
    ]
    return _with_axes(go.Figure(traces), figure).update_layout(bargap=0.28, bargroupgap=0.06)


def _pie(figure: Figure, name: str) -> go.Figure:
    shapes = PATTERNS[: len(figure.x_values)]
    trace = go.Pie(
        labels=figure.x_values,
        values=figure.values[name],
        sort=False,
        direction="clockwise",
        text=[f"{number(value)}{'%' if figure.unit == '%' else ''}" if value else "" for value in figure.values[name]],
        textinfo="text",
        textfont={"size": 13},
        textposition="outside",
        hovertemplate=f"%{{label}}: %{{value}}{_unit(figure)}<extra></extra>",
        marker={
            "colors": COLOURS[: len(figure.x_values)],
            "line": {"color": "rgba(255, 255, 255, 0.85)", "width": 1.5},
            "pattern": {
                "shape": shapes,
                "fillmode": "overlay",
                "fgcolor": "rgba(255, 255, 255, 0.7)",
                "size": 7,
                "solidity": 0.2,
            },
        },
    )
    rows = -(-len(figure.x_values) // 2)
    entry = max(130, 7 * max(len(label) for label in figure.x_values))
    return _plain_layout(go.Figure(trace), height=300 + 24 * rows).update_layout(
        margin={"l": 28, "r": 28, "t": 28, "b": 8},
        legend={"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.06, "yanchor": "top", "entrywidth": entry},
    )


def _table(figure: Figure) -> go.Figure:
    longest = FIRST_COLUMN_CHARACTERS.get(len(figure.x_values), 10)
    headings = [_broken(figure.x_label, longest=longest), *(_broken(label, longest=8) for label in figure.x_values)]
    header_pixels = 16 + 18 * max(heading.count("<br>") + 1 for heading in headings)
    names = [_broken(name, longest=longest) for name in figure.values]
    columns = [names]
    columns += [[number(values[place]) for values in figure.values.values()] for place in range(len(figure.x_values))]
    aligned = ["left"] + ["right"] * len(figure.x_values)
    trace = go.Table(
        columnwidth=[FIRST_COLUMN] + [1.0] * len(figure.x_values),
        header={
            "values": [f"<b>{heading}</b>" for heading in headings],
            "align": aligned,
            "fill": {"color": "rgba(128, 128, 128, 0.16)"},
            "line": {"color": GRID},
            "height": header_pixels,
            "font": {"size": 13},
        },
        cells={
            "values": columns,
            "align": aligned,
            "fill": {"color": CLEAR},
            "line": {"color": GRID},
            "height": ROW_PIXELS,
            "font": {"size": 14},
        },
    )
    height = ROW_PIXELS * len(names) + LINE_PIXELS * sum(name.count("<br>") for name in names) + header_pixels + 12
    return _plain_layout(go.Figure(trace), height=height).update_layout(margin={"l": 1, "r": 1, "t": 4, "b": 4})


def _with_axes(drawn: go.Figure, figure: Figure) -> go.Figure:
    highest = max(value for values in figure.values.values() for value in values)
    step, top = _scale(highest)
    room = max(top + step * 0.45, highest * 1.17) if figure.type == "bar" else top + step * 0.15
    _plain_layout(drawn, height=420).update_layout(
        margin={"l": 8, "r": 14, "t": 34, "b": 8},
        # above everything, since below it would meet the labels of the axis wherever they need two lines
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.12, "yanchor": "bottom", "font": {"size": 13}},
    )
    # lying flat above the axis, so that it costs a narrow screen no width
    drawn.add_annotation(
        text=figure.y_label, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", yshift=6,
        showarrow=False, font={"size": 13},
    )  # fmt: skip
    drawn.update_xaxes(
        title={"text": figure.x_label or None, "font": {"size": 13}},
        type="category",
        fixedrange=True,
        showgrid=False,
        showline=False,
        tickangle=0,
        tickfont={"size": 12},
        automargin=True,
    )
    drawn.update_yaxes(
        title=None,
        range=[0, room],
        dtick=step,
        fixedrange=True,
        gridcolor=GRID,
        zeroline=True,
        zerolinecolor=GRID,
        ticksuffix="%" if figure.unit == "%" else "",
        separatethousands=True,
        tickfont={"size": 12},
        automargin=True,
    )
    return drawn


def _scale(highest: float) -> tuple[float, float]:
    """A round step that parts the axis into four to eight, and the first round number not below `highest`."""
    rough = highest / 8
    size = 10 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return step, step * ceil(highest / step)


def _plain_layout(drawn: go.Figure, *, height: int) -> go.Figure:
    return drawn.update_layout(
        height=height, paper_bgcolor=CLEAR, plot_bgcolor=CLEAR, dragmode=False, title=None, separators=".,"
    )


def _unit(figure: Figure) -> str:
    return "%" if figure.unit == "%" else f" {figure.unit}"


def _broken(label: str, *, longest: int) -> str:
    """A label in lines of about `longest` characters, broken between words."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)
