"""One paragraph before and after, sentence by sentence, with reasons."""

from collections.abc import Iterator, Sequence

import streamlit as st

from core.assessment.types import AssessmentResult, RevisedSentence
from core.practice.differences import Step, likeness, word_steps
from pages.components.word_table import Cell, word_table

_MOST_CHARACTERS = 2_400  # of one sentence; beyond it, marking what changed helps nobody and costs time
_LEAST_ALIKE = 0.35
_UNCHANGED = "(as it was)"


def show_revision(result: AssessmentResult) -> None:
    """The paragraph that the engine made better; the offline engine's has only its errors corrected."""
    if not result.revision:
        return
    is_corrected = result.engine.startswith("offline")
    st.header(
        "Your paragraph with its errors corrected" if is_corrected else "One paragraph, written better", anchor=False
    )
    st.caption(
        "Only errors that the checker is sure of are corrected. The ideas and the style are as you wrote them."
        if is_corrected
        else "One way to write it, not the only one. Cover it, and write the paragraph again in your own words."
    )
    word_table(
        "Your sentences, how they can read, and why",
        ("You wrote", "It can read", "Why"),
        [_row(sentence) for sentence in result.revision],
        key="revision",
    )


def _row(sentence: RevisedSentence) -> tuple[Cell, Cell, Cell]:
    if sentence.before == sentence.after:
        return Cell(sentence.before, is_own=True), Cell(_UNCHANGED), Cell("", more=sentence.reasons)
    before, after = changes(sentence.before, sentence.after)
    return (
        Cell(sentence.before, is_own=True, changes=before),
        Cell(sentence.after, is_own=True, changes=after),
        Cell("", more=sentence.reasons),
    )


def changes(before: str, after: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Both sentences in stretches, each with "del" or "ins" where they differ, else ""; empty if little is alike.

    Put together, the stretches are the sentence again.
    """
    if max(len(before), len(after)) > _MOST_CHARACTERS or likeness(before, after) < _LEAST_ALIKE:
        return (), ()
    steps = word_steps(before, after)
    return tuple(_stretches(before, steps, "del")), tuple(_stretches(after, steps, "ins"))


def _stretches(text: str, steps: Sequence[Step], mark: str) -> Iterator[tuple[str, str]]:
    for step in steps:
        words = text[step.start : step.end] if mark == "del" else text[step.after_start : step.after_end]
        if words:
            yield words, "" if step.is_same else mark
