"""How an essay came about, as a line of words over minutes."""

import plotly.graph_objects as go
import streamlit as st

from core.practice.process import Process
from pages.components.progress.figures import GRID, plain

_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show_process(process: Process, *, key: str) -> None:
    """The sentence, the line, pauses and pastes as marks on it."""
    st.write(process.sentence)
    if len(process.minutes) > 1:
        st.plotly_chart(_figure(process), key=key, config=_CONFIG, alt=process.sentence)
    st.caption(
        "Minutes of active writing. A pause is two minutes or more without a change; a large paste has 200 characters "
        "or more. It shows how the text grew. It says nothing about honesty."
    )


def _figure(process: Process) -> go.Figure:
    line = go.Scatter(
        x=process.minutes, y=process.words, mode="lines", name="words", hovertemplate="%{y} words<extra></extra>"
    )
    marks = [
        ("pause", "circle-open", [(each.at_minute, f"pause of {each.minutes:.0f} minutes") for each in process.pauses]),
        ("paste", "diamond", [(each.at_minute, f"{each.characters} characters pasted") for each in process.pastes]),
    ]
    traces = [line] + [
        go.Scatter(
            x=[minute for minute, _ in found],
            y=[_words_at(process, minute) for minute, _ in found],
            mode="markers",
            name=name,
            marker={"symbol": symbol, "size": 11, "line": {"width": 2}},
            text=[said for _, said in found],
            hovertemplate="%{text}<extra></extra>",
        )
        for name, symbol, found in marks
        if found
    ]
    figure = plain(go.Figure(traces), height=240)
    return figure.update_layout(
        showlegend=len(traces) > 1,
        legend={"orientation": "h", "y": -0.35, "x": 0},
        xaxis={"title": "Minutes of writing", "rangemode": "tozero", "gridcolor": GRID},
        yaxis={"title": "Words", "rangemode": "tozero", "gridcolor": GRID},
    )


def _words_at(process: Process, minute: float) -> int:
    return next(
        (words for at, words in zip(process.minutes, process.words, strict=True) if at >= minute), process.words[-1]
    )
