"""Errors over time, pace, and practice days."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from core.progress import said
from core.progress.error_rates import COMPARED
from core.progress.pace import MINUTES, Pace
from pages.components.dates import local_day, short_day
from pages.components.progress import figures
from pages.components.progress.kept import KeptPage, draw, show_numbers

_LINES, _WEEKS = 3, 16


def show_errors(kept: KeptPage) -> None:
    """The reliable kinds of error in 100 words, the most frequent drawn, all in words."""
    errors = kept.page.errors
    with st.container(border=True):
        st.header("Errors in 100 words", anchor=False)
        st.write(errors.sentence)
        st.caption(
            "First attempts of both tasks. These are the kinds of error of which we find about half or more: some stay "
            "unseen, so read the direction rather than the number."
        )
        if not errors.kinds:
            return
        drawn = errors.kinds[:_LINES]
        zone = ZoneInfo(kept.timezone)
        days = [short_day(reading.attempt.submitted_at.astimezone(zone)) for reading in errors.readings]
        if len(days) > 1:
            draw(
                kept,
                "errors",
                lambda: figures.error_lines(
                    days,
                    [kind.label for kind in drawn],
                    [kind.rates for kind in drawn],
                    [reading.attempt.engine for reading in errors.readings],
                ),
                alt="; ".join(f"{kind.label}: {', '.join(f'{rate:.1f}' for rate in kind.rates)}" for kind in drawn),
            )
        if len(days) >= COMPARED and len(errors.kinds) > 1:
            st.markdown("\n".join(f"- {kind.sentence}" for kind in errors.kinds[1:]))
        show_numbers(
            kept,
            "errors",
            ("Day", "Words", *(kind.label.capitalize() for kind in errors.kinds)),
            lambda: [
                (
                    local_day(reading.attempt.submitted_at, kept.timezone),
                    str(reading.attempt.word_count),
                    *(str(kind.counts[place]) for kind in errors.kinds),
                )
                for place, reading in reversed(list(enumerate(errors.readings)))
            ],
        )


def show_pace(kept: KeptPage) -> None:
    """Words after 10, 20 and 30 minutes of active writing, task by task."""
    st.caption("Minutes of active writing, pauses left out. Speed is no criterion: it only shows what time you have.")
    for pace in (kept.page.pace_2, kept.page.pace_1):
        with st.container(border=True):
            st.header(f"Task {pace.task_number}", anchor=False)
            st.write(pace.sentence)
            if pace.essays:
                _show_pace(kept, pace)


def show_days(kept: KeptPage) -> None:
    """Practice days of the last weeks, a column a week."""
    page = kept.page.overview
    with st.container(border=True):
        st.header("Practice days", anchor=False)
        st.write(said.days_sentence(page.practice_days, today=page.today, streak_days=page.streak_days))
        st.caption(
            "A day counts with an essay, a redraft, a paragraph written again or a plan. "
            "One free day a week does not end the row."
        )
        monday = page.today - timedelta(days=page.today.weekday())
        starts = [monday - timedelta(weeks=back) for back in range(_WEEKS - 1, -1, -1)]
        grid = [[_cell(start + timedelta(days=weekday), kept) for start in starts] for weekday in range(7)]
        done = [sum(column[place] or 0 for column in grid) for place in range(_WEEKS)]
        labels = [f"{start.day} {start:%b}" for start in starts]
        draw(
            kept,
            "calendar",
            lambda: figures.calendar(
                labels, grid, [[_spoken(start + timedelta(days=n), kept) for start in starts] for n in range(7)]
            ),
            alt=f"{sum(done)} practice days in the last {_WEEKS} weeks.",
        )
        show_numbers(
            kept,
            "calendar",
            ("Week from", "Practice days"),
            lambda: [(f"{start.day} {start:%B %Y}", str(count)) for start, count in zip(starts, done, strict=True)][
                ::-1
            ],
        )


def _show_pace(kept: KeptPage, pace: Pace) -> None:
    essays = [
        (short_day(each.attempt.submitted_at.astimezone(ZoneInfo(kept.timezone))), each.words) for each in pace.essays
    ]
    draw(
        kept,
        f"pace_{pace.task_number}",
        lambda: figures.pace_lines(MINUTES, essays, pace.usual),
        alt=pace.sentence,
    )
    show_numbers(
        kept,
        f"pace_{pace.task_number}",
        ("Day", *(f"{minutes} minutes" for minutes in MINUTES)),
        lambda: [
            (
                local_day(each.attempt.submitted_at, kept.timezone),
                *("done before" if words is None else str(words) for words in each.words),
            )
            for each in reversed(pace.essays)
        ],
    )


def _cell(day: date, kept: KeptPage) -> int | None:
    page = kept.page.overview
    return None if day > page.today else int(day in page.practice_days)


def _spoken(day: date, kept: KeptPage) -> str:
    return f"{day.day} {day:%B}: {'practised' if day in kept.page.overview.practice_days else 'no practice'}"
