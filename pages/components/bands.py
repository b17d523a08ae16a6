"""Bands over time and practice days as pictures, each with its numbers behind it."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from core.assessment.criteria import CRITERIA, label
from core.progress.types import Attempt, Overview, Trend
from pages.components.dates import short_day
from pages.components.text import plain_line

_CLEAR = "rgba(0,0,0,0)"
_QUIET: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_KEPT_SECONDS = 3_600
_GRAY = "#8a9490"
_WEEKDAYS = "MTWTFSS"


def show_line(trend: Trend, *, target: Decimal | None, last: int = 50, is_glance: bool = False) -> None:
    """First attempts of one task over time with their ranges and the target; at a glance without the table behind."""
    firsts = [attempt for attempt in trend.attempts if not attempt.is_redraft][-last:]
    st.subheader(f"Task {trend.task_number}", anchor=False)
    st.write(trend.sentence)
    if not firsts:
        return
    figure = _band_line(
        tuple(short_day(attempt.submitted_at) for attempt in firsts),
        tuple(float(attempt.band) for attempt in firsts),
        tuple((float(attempt.low), float(attempt.high)) for attempt in firsts),
        tuple(attempt.engine for attempt in firsts),
        float(target) if target is not None else None,
    )
    spoken = f"Task {trend.task_number} bands, oldest first: {', '.join(f'{a.band:.1f}' for a in firsts)}."
    st.plotly_chart(figure, config=_QUIET, key=f"line:{trend.task_number}", alt=spoken)
    if is_glance:
        return
    with st.expander("The numbers"):
        st.table(
            [
                {
                    "Day": short_day(attempt.submitted_at),
                    "Task": plain_line(attempt.task_title),
                    "Band": f"{attempt.band:.1f}",
                    "Likely": f"{attempt.low:.1f} to {attempt.high:.1f}",
                }
                for attempt in reversed(firsts)
            ]
        )


def show_criteria_over_time(trend: Trend) -> None:
    """The criteria of the last first attempts, as a line each."""
    firsts = [attempt for attempt in trend.attempts if not attempt.is_redraft][-20:]
    if len(firsts) < 2:
        return
    names = tuple(label(criterion, trend.task_number) for criterion in CRITERIA)
    rows = tuple(tuple(int(attempt.criteria[criterion]) for attempt in firsts) for criterion in CRITERIA)
    figure = _criteria_lines(tuple(short_day(attempt.submitted_at) for attempt in firsts), names, rows)
    spoken = "; ".join(f"{name}: {', '.join(map(str, row))}" for name, row in zip(names, rows, strict=True))
    st.caption("The four criteria. They move together; a difference of one band between two of them says little.")
    st.plotly_chart(figure, config=_QUIET, key=f"criteria:{trend.task_number}", alt=spoken)


def show_last_result(progress: Overview) -> None:
    """The newest result: band, range and the way to it."""
    newest = _newest(progress.task_1.attempts, progress.task_2.attempts)
    if newest is None:
        return
    with st.container(border=True):
        st.caption("Last result")
        st.markdown(f"**{plain_line(newest.task_title)}**")
        st.metric(f"Task {newest.task_number} band", f"{newest.band:.1f}", border=False)
        st.caption(f"likely {newest.low:.1f} to {newest.high:.1f}")
        if st.button("Read the result", key="last_result"):
            st.switch_page("pages/learner/result.py", query_params={"submission": str(newest.submission_id)})


def show_week(progress: Overview) -> None:
    """Practice days of this week as seven dots."""
    monday = progress.today - timedelta(days=progress.today.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    dots = " ".join(f"{_WEEKDAYS[n]} {'●' if day in progress.practice_days else '○'}" for n, day in enumerate(days))
    done = sum(day in progress.practice_days for day in days)
    streak = f" · {progress.streak_days} practice days in a row" if progress.streak_days > 1 else ""
    st.caption(f"This week: {done} of 7 days{streak}")
    st.text(dots)


def show_calendar(progress: Overview, *, weeks: int = 16) -> None:
    """Practice days of the last weeks, a column a week."""
    st.subheader("Practice days", anchor=False)
    streak = progress.streak_days
    st.write("1 practice day in a row." if streak == 1 else f"{streak} practice days in a row.")
    st.caption("A day counts when you hand in an essay. One free day a week does not end the row.")
    monday = progress.today - timedelta(days=progress.today.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    grid = tuple(
        tuple(
            None if (day := start + timedelta(days=weekday)) > progress.today else int(day in progress.practice_days)
            for start in starts
        )
        for weekday in range(7)
    )
    done = sum(value or 0 for row in grid for value in row)
    labels = tuple(f"{start.day} {start:%b}" for start in starts)
    spoken = f"{done} practice days in the last {weeks} weeks."
    st.plotly_chart(_calendar(labels, grid), config=_QUIET, key="calendar", alt=spoken)


def _newest(*lists: Sequence[Attempt]) -> Attempt | None:
    return max((attempt for attempts in lists for attempt in attempts), key=lambda a: a.submitted_at, default=None)


def _plain(figure: go.Figure, *, height: int) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        showlegend=False,
        dragmode=False,
    )


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=512, show_spinner=False)
def _band_line(
    days: tuple[str, ...],
    bands: tuple[float, ...],
    ranges: tuple[tuple[float, float], ...],
    engines: tuple[str, ...],
    target: float | None,
) -> go.Figure:
    places = list(range(1, len(bands) + 1))
    line = go.Scatter(
        x=places,
        y=bands,
        mode="lines+markers",
        marker={"size": 9},
        customdata=[(day, low, high) for day, (low, high) in zip(days, ranges, strict=True)],
        hovertemplate="%{customdata[0]}: band %{y:.1f}, likely %{customdata[1]:.1f} to %{customdata[2]:.1f}"
        "<extra></extra>",
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - band for band, (_, high) in zip(bands, ranges, strict=True)],
            "arrayminus": [band - low for band, (low, _) in zip(bands, ranges, strict=True)],
            "thickness": 5,
            "width": 0,
            "color": "rgba(120,140,135,0.35)",
        },
    )
    figure = _plain(go.Figure(line), height=260)
    if target is not None:
        figure.add_hline(
            y=target,
            line={"color": _GRAY, "dash": "dash"},
            annotation={"text": f"target {target:.1f}"},
            annotation_position="top left",
        )
    for place, (before, after) in enumerate(pairwise(engines), start=2):
        if before != after:
            figure.add_vline(x=place - 0.5, line={"color": _GRAY, "dash": "dot"}, annotation={"text": "new engine"})
    step = max(1, len(places) // 6)
    figure.update_xaxes(
        tickvals=places[::step], ticktext=days[::step], range=[0.5, len(places) + 0.5], fixedrange=True, showgrid=False
    )
    return figure.update_yaxes(range=[0.7, 9.3], tickvals=list(range(1, 10)), title_text="band", fixedrange=True)


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=512, show_spinner=False)
def _criteria_lines(days: tuple[str, ...], names: tuple[str, ...], rows: tuple[tuple[int, ...], ...]) -> go.Figure:
    places = list(range(1, len(days) + 1))
    dashes, symbols = ("solid", "dash", "dot", "dashdot"), ("circle", "square", "diamond", "cross")
    figure = go.Figure(
        [
            go.Scatter(x=places, y=row, name=name, mode="lines+markers", line={"dash": dash}, marker={"symbol": symbol})
            for name, row, dash, symbol in zip(names, rows, dashes, symbols, strict=True)
        ]
    )
    step = max(1, len(places) // 6)
    _plain(figure, height=260).update_layout(showlegend=True, legend={"orientation": "h", "y": -0.2})
    figure.update_xaxes(tickvals=places[::step], ticktext=days[::step], fixedrange=True, showgrid=False)
    return figure.update_yaxes(range=[0.7, 9.3], tickvals=list(range(1, 10)), title_text="band", fixedrange=True)


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=512, show_spinner=False)
def _calendar(labels: tuple[str, ...], grid: tuple[tuple[int | None, ...], ...]) -> go.Figure:
    cells = go.Heatmap(
        z=grid,
        x=labels,
        y=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        colorscale=[[0, "rgba(120,140,135,0.18)"], [1, "#2B8570"]],
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )
    figure = _plain(go.Figure(cells), height=210)
    figure.update_xaxes(fixedrange=True, showgrid=False, tickvals=labels[::4])
    return figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)
