"""The exam room: one clock on top, the question left, the answer right, and nothing else."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.practice.types import Draft, Sitting, SittingMode
from pages.components.editor import essay_editor
from pages.components.notebook import notebook
from pages.components.question import question
from pages.components.task import show_task

_ASSETS = Path(__file__).parent / "assets"
# In the page itself, not in a shadow root: its style also lays out the two panes beside it.
_BAR = st.components.v2.component(
    "exam_bar",
    html=(_ASSETS / "exam_bar.html").read_text(),
    css=(_ASSETS / "exam_bar.css").read_text(),
    js=(_ASSETS / "exam_bar.js").read_text(),
    isolate_styles=False,
)
_DIVIDER = st.components.v2.component(
    "exam_divider",
    html=(_ASSETS / "exam_divider.html").read_text(),
    css=(_ASSETS / "exam_divider.css").read_text(),
    js=(_ASSETS / "exam_divider.js").read_text(),
)


@dataclass(frozen=True)
class Plan:
    """What a candidate has noted for one part, and highlighted in its question."""

    notes: str
    highlights: Sequence[tuple[int, int]]


def exam_room(sitting: Sitting, *, owner_id: int, plans: Mapping[int, Plan]) -> bool:
    """Draw the running clock; True in the one run in which the browser hands in, by a click or at zero.

    All that was typed by then is saved. `plans` by draft are shown in a relaxed test only. The browser counts down
    from the server's seconds with a clock that nobody can set, and asks the server again now and then.
    """
    with st.container(key="exam_bar"):
        answer = _BAR(
            key=f"exam:{sitting.code}",
            data={
                "code": sitting.code,
                "seconds_left": sitting.seconds_left,
                "may_hide": sitting.mode == SittingMode.relaxed,
                "parts": [{"number": part.task.task_number, "draft_id": part.submission_id} for part in sitting.parts],
                "run": time.monotonic_ns(),
            },
            on_finished_change=lambda: None,
        )
    with st.container(key="exam_panes", horizontal=True, wrap=False, gap=None):
        with st.container(key="exam_question"):
            for part in sitting.parts:
                with st.container(key=f"exam_question_{part.task.task_number}"):
                    if sitting.mode == SittingMode.exam:
                        show_task(part.task, with_advice=False)
                    else:
                        _relaxed_task(part, owner_id, plans[part.submission_id])
        with st.container(key="exam_divider", width=20):
            _DIVIDER(key="exam_divider_of_panes", data={})
        with st.container(key="exam_answer"):
            for part in sitting.parts:
                with st.container(key=f"exam_answer_{part.task.task_number}"):
                    _answer(part, sitting, owner_id)
    return bool(answer.finished)


def _relaxed_task(part: Draft, owner_id: int, plan: Plan) -> None:
    def prompt() -> None:
        question(part.task.prompt, submission_id=part.submission_id, ranges=plan.highlights)

    show_task(part.task, show_prompt=prompt)
    notebook(
        address=f"/api/drafts/{part.submission_id}/notes",
        owner_id=owner_id,
        text=plan.notes,
        label=f"Notes for Part {part.task.task_number}",
        placeholder="Notes for yourself. They are saved, but they are not part of your answer.",
        rows=4,
        key=f"exam_notes:{part.submission_id}",
    )


def _answer(part: Draft, sitting: Sitting, owner_id: int) -> None:
    essay_editor(
        submission_id=part.submission_id,
        owner_id=owner_id,
        text=part.text,
        revision=part.revision,
        min_words=part.task.word_limit_min,
        active_seconds=part.time_spent_seconds,
        sitting=sitting.code,
        label=f"Your answer to Part {part.task.task_number}" if sitting.is_mock_test else "Your answer",
    )
