"""How often shown bands came near to people's, in words, numbers and one picture."""

import plotly.graph_objects as go
import streamlit as st

from core.assessment.agreement import Share, TaskAgreement

_CLEAR = "rgba(0,0,0,0)"
_GRAY = "#8a9490"
_QUIET = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_MARKS = {1: ("square", "dot"), 2: ("circle", "solid")}
_PIXELS = 320


def show_shares(tasks: tuple[TaskAgreement, ...]) -> None:
    """How near in how many of 100 essays, and how many the average alone would have hit."""
    st.table(
        [
            {
                "Of 100 essays": f"Task {task.task_number} ({task.essays} essays), {near}",
                "our band": _hundred(ours),
                "the average": _hundred(theirs),
            }
            for task in tasks
            for near, ours, theirs in (
                ("within half a band", task.within_half, task.average_within_half),
                ("within one band", task.within_one, task.average_within_one),
            )
        ],
        hide_index=True,
    )


def in_words(task: TaskAgreement) -> str:
    """The same as one sentence."""
    sentence = (
        f"**Task {task.task_number}:** in {_whole(task.within_half)} of 100 essays our band was within half a band "
        f"of the person's, and in {_whole(task.within_one)} of 100 within one band."
    )
    if task.average_within_half is None or task.average_within_one is None:
        return sentence
    says = "clearly more" if task.is_clearly_better else "only a little more"
    return (
        f"{sentence} Somebody who always says the average band comes that near in "
        f"{_whole(task.average_within_half)} and {_whole(task.average_within_one)}: our band says {says} than a guess."
    )


def show_by_band(tasks: tuple[TaskAgreement, ...]) -> None:
    """The mean band shown for each group of bands that people gave, as a picture and as the table behind it."""
    drawn = [task for task in tasks if task.by_band]
    if not drawn:
        return
    st.header("Strong and weak essays", anchor=False)
    st.write(
        "The broken line is where every point would lie if our bands were always the person's. Points above it at the "
        "left mean that weak essays are shown a little too high; points under it at the right, strong ones too low."
    )
    spoken = "; ".join(
        f"Task {task.task_number}: " + ", ".join(f"{row.band:.1f} shown as {row.shown:.1f}" for row in task.by_band)
        for task in drawn
    )
    st.plotly_chart(_picture(drawn), key="by_band", config=_QUIET, alt=f"Mean band shown, by the band given. {spoken}.")
    with st.expander("The numbers"):
        st.table(
            [
                {
                    "Task": f"Task {task.task_number}",
                    "Band from a person": f"{row.lowest:.1f} to {row.highest:.1f}",
                    "These bands, on average": f"{row.band:.1f}",
                    "Our bands, on average": f"{row.shown:.1f}",
                    "Essays": f"{row.essays}",
                }
                for task in drawn
                for row in task.by_band
            ],
            hide_index=True,
        )


def _picture(tasks: list[TaskAgreement]) -> go.Figure:
    lowest = min(row.band for task in tasks for row in task.by_band)
    ends = [max(1.0, lowest - 0.5), 9.0]
    same = go.Scatter(
        x=ends, y=ends, mode="lines", name="the same band", line={"color": _GRAY, "dash": "dash"}, hoverinfo="skip"
    )
    lines = [
        go.Scatter(
            x=[row.band for row in task.by_band],
            y=[row.shown for row in task.by_band],
            customdata=[row.essays for row in task.by_band],
            mode="lines+markers",
            name=f"Task {task.task_number}",
            marker={"symbol": _MARKS[task.task_number][0], "size": 9},
            line={"dash": _MARKS[task.task_number][1]},
            hovertemplate="given %{x:.1f}, shown %{y:.1f} on average (%{customdata} essays)<extra></extra>",
        )
        for task in tasks
    ]
    figure = go.Figure([same, *lines]).update_layout(
        height=_PIXELS,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        dragmode=False,
        legend={"orientation": "h", "y": -0.25},
    )
    figure.update_xaxes(
        title_text="band from a person, mean", range=[ends[0] - 0.2, 9.2], fixedrange=True, showgrid=False
    )
    return figure.update_yaxes(title_text="our band, mean", range=[ends[0] - 0.2, 9.2], fixedrange=True)


def _whole(share: Share) -> int:
    return int(share.value * 100 + 0.5)


def _hundred(share: Share | None) -> str:
    """A share as a count of 100, with its interval."""
    if share is None:
        return "not measured"
    return f"{_whole(share)} ({int(share.low * 100 + 0.5)} to {int(share.high * 100 + 0.5)})"
