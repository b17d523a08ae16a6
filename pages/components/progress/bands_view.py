"""Bands over time, one line a task; redrafts in a picture of their own."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from core.assessment.criteria import CRITERIA, label
from core.progress import said
from core.progress.types import Attempt, Redraft, Trend
from pages.components.dates import local_day, short_day
from pages.components.progress import figures
from pages.components.progress.kept import KeptPage, draw, show_numbers
from pages.components.progress.way import show_forecast

_LINE, _GRID, _REDRAFTS = 30, 10, 8  # the newest so many


def show_bands(kept: KeptPage) -> None:
    """Both lines, Task 2 first, redrafts beside their essays, the forecast; what is still to come in one place."""
    page, forecast = kept.page.overview, kept.page.forecast
    st.caption(
        "Task 1 and Task 2 are different skills, so each has its own line of first attempts. The bar behind a dot is "
        "its likely range. We know less about Task 1 and about bands below 5."
    )
    to_come = []
    for trend in (page.task_2, page.task_1):
        if trend.firsts:
            with st.container(border=True):
                _show_line(kept, trend)
        else:
            to_come.append(trend.sentence)
    redrafts = sorted((*page.task_1.redrafts, *page.task_2.redrafts), key=lambda each: each.after.submitted_at)
    if redrafts:
        with st.container(border=True):
            _show_redrafts(kept, redrafts[-_REDRAFTS:])
    else:
        to_come.append(said.redrafts_sentence(()))
    if forecast.low is not None:
        show_forecast(kept)
    else:
        to_come.append(forecast.sentence)
    if to_come:
        with st.container(border=True):
            st.header("Still to come", anchor=False)
            st.markdown("\n".join(f"- {sentence}" for sentence in to_come))


def show_criteria(kept: KeptPage) -> None:
    """The whole bands of the four criteria, task by task."""
    st.caption("The four criteria move together. A difference of one band between two of them says little.")
    for trend in (kept.page.overview.task_2, kept.page.overview.task_1):
        with st.container(border=True):
            st.header(f"Task {trend.task_number}", anchor=False)
            st.write(said.criteria_sentence(trend.task_number, trend.firsts))
            if trend.firsts:
                _show_grid(kept, trend)


def _show_line(kept: KeptPage, trend: Trend) -> None:
    st.header(f"Task {trend.task_number}", anchor=False)
    st.write(trend.sentence)
    firsts = trend.firsts[-_LINE:]
    more = " ".join(sentence for sentence in (trend.goal, trend.steadiness) if sentence)
    if more:
        st.caption(more)
    if any(attempt.is_provisional for attempt in firsts):
        st.caption("A hollow dot is a provisional band: a person should look at that essay.")
    target = kept.page.overview.target_band
    draw(
        kept,
        f"line_{trend.task_number}",
        lambda: figures.band_line(
            _days(firsts, kept.timezone),
            [float(attempt.band) for attempt in firsts],
            [(float(attempt.low), float(attempt.high)) for attempt in firsts],
            [attempt.engine for attempt in firsts],
            float(target) if target is not None else None,
            provisional=[place for place, attempt in enumerate(firsts) if attempt.is_provisional],
        ),
        alt=f"Task {trend.task_number} bands, oldest first: {', '.join(f'{a.band:.1f}' for a in firsts)}.",
    )
    show_numbers(
        kept,
        f"line_{trend.task_number}",
        ("Day", "Band", "Likely", "Task", "Engine"),
        lambda: [
            (
                local_day(attempt.submitted_at, kept.timezone),
                f"{attempt.band:.1f}{' (provisional)' if attempt.is_provisional else ''}",
                f"{attempt.low:.1f} to {attempt.high:.1f}",
                attempt.task_title,
                attempt.engine,
            )
            for attempt in reversed(firsts)
        ],
    )


def _show_grid(kept: KeptPage, trend: Trend) -> None:
    firsts = trend.firsts[-_GRID:]
    names = [label(criterion, trend.task_number) for criterion in CRITERIA]
    rows = [[int(attempt.criteria[criterion]) for attempt in firsts] for criterion in CRITERIA]
    draw(
        kept,
        f"criteria_{trend.task_number}",
        lambda: figures.criteria_grid(
            _days(firsts, kept.timezone), names, rows, [attempt.engine for attempt in firsts]
        ),
        alt="; ".join(f"{name}: {', '.join(map(str, row))}" for name, row in zip(names, rows, strict=True)),
    )
    show_numbers(
        kept,
        f"criteria_{trend.task_number}",
        ("Day", *names),
        lambda: [
            (local_day(attempt.submitted_at, kept.timezone), *(str(int(attempt.criteria[each])) for each in CRITERIA))
            for attempt in reversed(firsts)
        ],
    )


def _show_redrafts(kept: KeptPage, redrafts: Sequence[Redraft]) -> None:
    st.header("Redrafts: before and after", anchor=False)
    st.write(said.redrafts_sentence(redrafts))
    st.caption(
        "Redrafts are practice and no part of the lines above. A difference of half a band says nothing by itself."
    )
    labels = [
        f"Task {each.after.task_number}, {short_day(each.after.submitted_at.astimezone(ZoneInfo(kept.timezone)))}"
        + ("<br>new engine" if each.before.engine != each.after.engine else "")
        for each in redrafts
    ]
    pairs = [(float(each.before.band), float(each.after.band)) for each in redrafts]
    draw(
        kept,
        "redrafts",
        lambda: figures.before_and_after(labels, pairs),
        alt="; ".join(f"from {before:.1f} to {after:.1f}" for before, after in pairs),
    )
    show_numbers(
        kept,
        "redrafts",
        ("Day", "Essay", "Redraft", "Task"),
        lambda: [
            (
                local_day(each.after.submitted_at, kept.timezone),
                f"{each.before.band:.1f}",
                f"{each.after.band:.1f}",
                each.after.task_title,
            )
            for each in reversed(redrafts)
        ],
    )


def _days(attempts: tuple[Attempt, ...], timezone: str) -> list[str]:
    return [short_day(attempt.submitted_at.astimezone(ZoneInfo(timezone))) for attempt in attempts]
