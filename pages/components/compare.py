"""Two essays beside each other: bands, what became of the comments, demands of the task, and the words that changed."""

from collections.abc import Sequence

import streamlit as st

from core.assessment.comparing import Comparison, Side
from core.assessment.criteria import label
from core.assessment.redraft_change import BandChange
from core.assessment.uptake import Uptake
from core.practice.differences import Step, likeness, paragraph_pairs, word_steps
from pages.components.dates import local_day
from pages.components.text import plain_line
from pages.components.word_table import Cell, word_table

Names = tuple[str, str]
_STATUS = {
    Uptake.fixed: ("Fixed", "right"),
    Uptake.ignored: ("As it was", "missing"),
    Uptake.came_back: ("Came back", "wrong"),
}
_SHOWN = 6
_LEAST_ALIKE = 0.5  # below, marking what changed would mark nearly all


def titles(compared: Comparison, *, timezone: str) -> Names:
    """What the two are called: "Version 1" and "Version 2", or day and task."""
    if compared.is_redraft:
        return f"version {compared.first.version}", f"version {compared.second.version}"
    first, second = compared.first, compared.second
    if first.task_title != second.task_title:
        return plain_line(first.task_title), plain_line(second.task_title)
    return _day(first, timezone), _day(second, timezone)


def show_bands(compared: Comparison, names: Names) -> None:
    """Bands beside each other, and in one sentence what of the difference is more than chance."""
    first, second = compared.first, compared.second
    rows: list[tuple[str, ...]] = [("Words", str(first.word_count), str(second.word_count), "")]
    errors = [side.result.measures.get("errors_per_100_words") for side in (first, second)]
    if all(value is not None for value in errors):
        rows.append(("Errors found per 100 words", *(f"{value:.1f}" for value in errors), ""))
    if compared.bands:
        st.write(_in_words(compared))
        rows = [
            *((_name(one, first), f"{one.before:.1f}", f"{one.after:.1f}", _said(one)) for one in compared.bands),
            *rows,
        ]
    else:
        rows = [("Band", f"{first.result.overall:.1f}", f"{second.result.overall:.1f}", ""), *rows]
    headings = ("", names[0].capitalize(), names[1].capitalize(), "Change")
    lines = [headings, ("---",) * len(headings), *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    if compared.bands:
        st.caption(
            "Every band has its error. A change counts here only when it is larger than what chance gives in 19 of "
            "20 cases. The more of the text is new, the larger a change has to be."
        )


def show_answered(compared: Comparison) -> None:
    """Each comment on the earlier version and what the redraft did with it; what is left first."""
    if not compared.answered:
        return
    st.header("Your comments", anchor=False)
    fixed = sum(one.status == Uptake.fixed for one in compared.answered)
    st.write(f"You fixed {fixed} of {len(compared.answered)}.")
    word_table(
        "Comments on the earlier version and what became of them",
        ("You wrote", "Comment", "Now"),
        [
            (
                Cell(
                    one.comment.quote,
                    is_own=True,
                    kind="" if one.version == compared.first.version else f"version {one.version}",
                ),
                Cell(one.comment.message),
                Cell(_STATUS[one.status][0], tone=_STATUS[one.status][1]),
            )
            for one in compared.answered
        ],
        key="answered",
        shown=_SHOWN,
        more_label=f"Show the {len(compared.answered) - _SHOWN} others",
        less_label="Show fewer",
        is_last_short=True,
    )


def show_checks(compared: Comparison) -> None:
    """Demands of the task that only one of the two meets."""
    if not compared.checks:
        return
    st.header("What the task asks for", anchor=False)
    for change in compared.checks:
        icon = ":material/check:" if change.is_met_now else ":material/remove:"
        state = "There now" if change.is_met_now else "No longer there"
        st.markdown(f"{icon} **{state}:** {plain_line(change.check.truth)}")


def show_texts(compared: Comparison, names: Names) -> None:
    """Paragraph beside paragraph, the changed words marked."""
    st.header("The texts", anchor=False)
    before, after = compared.first.text, compared.second.text
    rows = [_row(before, after, pair.before, pair.after) for pair in paragraph_pairs(before, after)]
    if compared.is_redraft:
        st.caption(f"{compared.share_changed:.0%} of the words are different.")
    word_table("Both texts, paragraph by paragraph", (names[0].capitalize(), names[1].capitalize()), rows, key="texts")


def show_passages(before: str, after: str, names: Names) -> None:
    """Two passages beside each other, the changed words marked where much is alike."""
    is_alike = likeness(before, after) >= _LEAST_ALIKE
    whole = (0, len(before)), (0, len(after))
    row = _row(before, after, *whole) if is_alike else (_cell(before, ()), _cell(after, ()))
    word_table("Both passages", names, [row], key="passages")


def _row(before: str, after: str, old: tuple[int, int] | None, new: tuple[int, int] | None) -> tuple[Cell, Cell]:
    if old is None or new is None:
        gone = Cell("") if old is None else _cell(before[slice(*old)], ((before[slice(*old)], "del"),))
        came = Cell("") if new is None else _cell(after[slice(*new)], ((after[slice(*new)], "ins"),))
        return gone, came
    was, now = before[slice(*old)], after[slice(*new)]
    steps = word_steps(was, now)
    return (
        _cell(was, _marked([(was[step.start : step.end], step) for step in steps], "del")),
        _cell(now, _marked([(now[step.after_start : step.after_end], step) for step in steps], "ins")),
    )


def _cell(text: str, changes: tuple[tuple[str, str], ...]) -> Cell:
    return Cell(text, is_own=True, changes=changes)


def _marked(parts: Sequence[tuple[str, Step]], mark: str) -> tuple[tuple[str, str], ...]:
    return tuple((words, "" if step.is_same else mark) for words, step in parts if words)


def _name(change: BandChange, side: Side) -> str:
    if change.criterion is None:
        return f"Task {side.task_number} band"
    return label(change.criterion, side.task_number)


def _said(change: BandChange) -> str:
    if not change.is_clear:
        return "about same"
    return f"{'up' if change.bands > 0 else 'down'} {abs(change.bands):.1f}"


def _in_words(compared: Comparison) -> str:
    clear = [one for one in compared.bands if one.is_clear]
    if not clear:
        return "The bands are about the same: none of them moved by more than chance can give."
    named = ", ".join(f"{_name(one, compared.first)} {_said(one)}" for one in clear)
    return f"More than chance: {named}. The rest is about the same."


def _day(side: Side, timezone: str) -> str:
    return local_day(side.submitted_at, timezone) if side.submitted_at else "not handed in"
