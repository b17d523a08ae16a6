"""What a tutor notices from the checks of an answer against its task."""

from collections.abc import Iterator

from core.assessment.engines.offline.tutor.observation import Essay, Observation, Span
from core.assessment.types import Check, CheckKind, Criterion, Verdict

TASK = Criterion.task_achievement
_STATEMENTS = frozenset({CheckKind.figure, CheckKind.trend, CheckKind.extreme, CheckKind.comparison})
_DEMANDS = {
    CheckKind.bullet: ("A point of the task has no answer in your letter.", "Give it a sentence or two of its own."),
    CheckKind.part: ("A part of the question has no answer here.", "Give it a paragraph of its own."),
}


def demands(essay: Essay) -> Iterator[Observation]:
    """Points and parts that are missing, and statements that the chart does not bear out."""
    for kind, (says, advice) in _DEMANDS.items():
        missing = [one for one in essay.checks if one.kind is kind and one.verdict is Verdict.missing]
        if missing:
            yield Observation(TASK, False, 7.0, says, None, f"{advice} It asks: {_asked(missing[0])}")
    wrong = [one for one in essay.checks if one.kind in _STATEMENTS and one.verdict is Verdict.wrong]
    if wrong:
        count = "One statement does" if len(wrong) == 1 else f"{len(wrong)} statements do"
        yield Observation(
            TASK,
            False,
            2.0 + 1.5 * min(3, len(wrong)),
            f"{count} not agree with the chart.",
            essay.span_of(wrong[0]),
            f"Read the value again before you write it. The chart says: {_asked(wrong[0])}",
        )


def letter(essay: Essay) -> Iterator[Observation]:
    """Why one writes, and the frame of a letter."""
    found = {one.kind: one for one in essay.checks}
    purpose = found.get(CheckKind.purpose)
    if purpose is not None and purpose.verdict is Verdict.right:
        yield Observation(TASK, True, 3.5, "You say early why you write.", essay.span_of(purpose))
    elif purpose is not None and purpose.verdict is Verdict.missing:
        yield Observation(
            TASK, False, 4.0, "The reader learns late why you write.", _start(essay), "Say early why you are writing."
        )
    for kind, weight, what in ((CheckKind.opening, 3.0, "greeting"), (CheckKind.closing, 2.5, "closing line")):
        one = found.get(kind)
        if one is not None and one.verdict in (Verdict.missing, Verdict.wrong):
            says = f"The letter has no {what}." if one.verdict is Verdict.missing else f"The {what} does not fit."
            yield Observation(TASK, False, weight, says, essay.span_of(one), _asked(one))
    tone = found.get(CheckKind.tone)
    if tone is not None and tone.verdict is Verdict.wrong:
        yield Observation(
            TASK,
            False,
            4.5,
            "The tone changes, and does not fit the reader everywhere.",
            essay.span_of(tone),
            _asked(tone),
        )


def _asked(check: Check) -> str:
    return check.truth if check.truth.endswith((".", "!", "?")) else f"{check.truth}."


def _start(essay: Essay) -> Span | None:
    sentences = essay.analysis.sentences
    return (sentences[0].start_char, sentences[0].end_char) if sentences else None
