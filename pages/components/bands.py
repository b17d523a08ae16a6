"""Bands and practice days at a glance: what Home shows of progress."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from core.progress.types import Attempt, Overview, Trend
from core.progress.week_plan import WeekPlan
from pages.components.dates import short_day
from pages.components.progress import figures
from pages.components.text import plain_line

_QUIET: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_KEPT_SECONDS = 3_600
_WEEKDAYS = "MTWTFSS"


def show_line(trend: Trend, *, target: Decimal | None, last: int = 50, is_glance: bool = False) -> None:
    """First attempts of one task over time with their ranges and the target; at a glance without the table behind."""
    firsts = [attempt for attempt in trend.attempts if not attempt.is_redraft][-last:]
    st.header(f"Task {trend.task_number}", anchor=False)
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


def show_week(progress: Overview, plan: WeekPlan) -> None:
    """Practice days of this week as seven dots, and what the week is to hold."""
    monday = progress.today - timedelta(days=progress.today.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    dots = " ".join(f"{_WEEKDAYS[n]} {'●' if day in progress.practice_days else '○'}" for n, day in enumerate(days))
    done = sum(day in progress.practice_days for day in days)
    streak = f" · {progress.streak_days} practice days in a row" if progress.streak_days > 1 else ""
    st.caption(f"This week: {done} of 7 days{streak}")
    st.text(dots)
    st.caption(f"Your week. {plan.sentence()}")


def _newest(*lists: Sequence[Attempt]) -> Attempt | None:
    return max((attempt for attempts in lists for attempt in attempts), key=lambda a: a.submitted_at, default=None)


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=512, show_spinner=False)
def _band_line(
    days: tuple[str, ...],
    bands: tuple[float, ...],
    ranges: tuple[tuple[float, float], ...],
    engines: tuple[str, ...],
    target: float | None,
) -> go.Figure:
    return figures.band_line(days, bands, ranges, engines, target)
