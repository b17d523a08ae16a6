"""The checks of a result: what was written against the chart, and what the task asked for."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.assessment.reports import Report
from core.assessment.types import AssessmentResult, Check, CheckKind, ModuleType, Verdict
from core.content.materials import figures
from pages.components.text import plain_line
from pages.components.word_table import Cell, word_table

CHART_KINDS: Mapping[CheckKind, str] = {
    CheckKind.figure: "Figure",
    CheckKind.trend: "Trend",
    CheckKind.extreme: "Highest or lowest",
    CheckKind.comparison: "Comparison",
    CheckKind.overview: "Overview",
    CheckKind.key_feature: "Main feature",
    CheckKind.stage: "Stage",
    CheckKind.change: "Change",
}
TASK_KINDS: Mapping[CheckKind, str] = {
    CheckKind.bullet: "Point of the task",
    CheckKind.tone: "Tone",
    CheckKind.opening: "Opening",
    CheckKind.closing: "Closing",
    CheckKind.purpose: "Purpose",
    CheckKind.part: "Part of the question",
    CheckKind.position: "Your position",
    CheckKind.focus: "Keeping to the question",
    CheckKind.support: "Support",
}
_CHART_WORDS = {Verdict.right: "Right", Verdict.wrong: "Wrong", Verdict.not_checkable: "Cannot be checked"}
_CHART_ORDER = (Verdict.wrong, Verdict.not_checkable, Verdict.right)
_TASK_WORDS = {
    Verdict.right: "Done",
    Verdict.wrong: "Not right",
    Verdict.missing: "Missing",
    Verdict.not_checkable: "Cannot be checked",
}
_TASK_ORDER = (Verdict.missing, Verdict.wrong, Verdict.not_checkable, Verdict.right)
_AS_A_WHOLE = "(your answer as a whole)"
_NOT_FOUND = "(not found)"


def places(result: AssessmentResult) -> list[tuple[int, int]]:
    """The stretches of the essay that checks speak of; the place of a check is its number in the result."""
    return [(check.start, check.end) for check in result.checks]


def show_chart_checks(report: Report, result: AssessmentResult) -> None:
    """What the report says against what its chart shows: wrong first, right folded, missing as a list."""
    numbered = [(place, check) for place, check in enumerate(result.checks) if check.kind in CHART_KINDS]
    if not numbered:
        _say_that_nothing_was_checked(report)
        return
    st.header("Checked against the chart", anchor=False)
    missing = [check for _, check in numbered if check.verdict == Verdict.missing]
    stated = _sorted([one for one in numbered if one[1].verdict != Verdict.missing], _CHART_ORDER)
    if stated:
        st.write(_count_in_words([check for _, check in stated]))
        right = sum(check.verdict == Verdict.right for _, check in stated)
        word_table(
            "What you wrote, what the chart says, and whether the two agree",
            ("You wrote", "The chart says", "Right or wrong?"),
            [
                (
                    _quote(place, check, CHART_KINDS),
                    Cell(check.truth),
                    Cell(_CHART_WORDS[check.verdict], tone=check.verdict.value),
                )
                for place, check in stated
            ],
            key="chart_checks",
            shown=len(stated) - right,
            more_label="Show the one right statement" if right == 1 else f"Show the {right} right ones",
            less_label="Fold the right one" if right == 1 else f"Fold the {right} right ones",
            is_last_short=True,
        )
    if missing:
        st.markdown("**Not in your report:**")
        st.markdown("\n".join(f"- {CHART_KINDS[check.kind]}: {plain_line(check.truth)}" for check in missing))


def show_task_checks(result: AssessmentResult) -> None:
    """What the task asked for, point by point; what is missing first."""
    numbered = _sorted([one for one in enumerate(result.checks) if one[1].kind in TASK_KINDS], _TASK_ORDER)
    if not numbered:
        return
    st.header("What the task asked for", anchor=False)
    word_table(
        "What the task asked for, where you did it, and whether it is done",
        ("The task asked for", "You wrote", "Done?"),
        [
            (
                Cell(check.truth, kind=TASK_KINDS[check.kind]),
                _quote(place, check, {}),
                Cell(_TASK_WORDS[check.verdict], tone=check.verdict.value),
            )
            for place, check in numbered
        ],
        key="task_checks",
        is_last_short=True,
    )


def _quote(place: int, check: Check, kinds: Mapping[CheckKind, str]) -> Cell:
    kind = kinds.get(check.kind, "")
    if not check.quote:
        return Cell(_NOT_FOUND if check.verdict == Verdict.missing else _AS_A_WHOLE, kind=kind)
    return Cell(check.quote, is_own=True, place=place if check.end > check.start else None, kind=kind)


def _sorted(checks: Sequence[tuple[int, Check]], order: Sequence[Verdict]) -> list[tuple[int, Check]]:
    return sorted(checks, key=lambda one: (order.index(one[1].verdict), one[1].start, one[0]))


def _count_in_words(checks: Sequence[Check]) -> str:
    said = [check.verdict for check in checks]
    counts = [f"{said.count(verdict)} {word}" for verdict, word in _COUNTED if verdict in said]
    whole = "1 statement was compared" if len(said) == 1 else f"{len(said)} statements were compared"
    return f"{whole} with the data of the chart: {', '.join(counts)}."


_COUNTED = (
    (Verdict.wrong, "wrong"),
    (Verdict.not_checkable, "that cannot be checked"),
    (Verdict.right, "right"),
)


def _say_that_nothing_was_checked(report: Report) -> None:
    """For a chart whose figures nobody compared: why, and what helps."""
    task = report.task
    if task.task_number != 1 or task.module_type != ModuleType.academic:
        return
    if task.is_own and not figures(task.materials):
        st.header("Checked against the chart", anchor=False)
        st.write(
            "The figures in your report were not checked: this is your own question, and we do not have its chart."
        )
    elif figures(task.materials):
        st.caption("The figures in your report were not checked against the chart in this result.")
