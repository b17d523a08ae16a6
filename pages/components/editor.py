"""The writing editor: it saves by HTTP beside the script and calls Python only to hand in."""

import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.practice.text import MAX_WORDS

_ASSETS = Path(__file__).parent / "assets"
_EDITOR = st.components.v2.component(
    "essay_editor",
    html=(_ASSETS / "editor.html").read_text(),
    css=(_ASSETS / "editor.css").read_text(),
    js=(_ASSETS / "editor.js").read_text(),
)


@dataclass(frozen=True)
class HandedIn:
    """The learner's click on "Hand in": all that was typed is saved under `revision`."""

    revision: int


def essay_editor(
    *,
    submission_id: int,
    owner_id: int,
    text: str,
    revision: int,
    min_words: int,
    active_seconds: int,
    sitting: str | None = None,
    label: str = "Your essay",
    saves_itself: bool = True,
) -> HandedIn | None:
    """Mount the editor; `HandedIn` in the one run that follows the click, else None.

    The text goes down only when the editor is new: typing never waits for a rerun, and a rerun never touches
    what is typed. `active_seconds` is the writing time so far, `owner_id` keeps the copies of two people who
    share a browser apart. In a mock test, whose code is `sitting`, it shows neither a time nor a button of its own:
    the exam room has one clock and hands in for both parts. `label` names the box for a screen reader.
    Without `saves_itself` only its button (or Ctrl+S) and handing in save, and it asks before the page is left.
    """
    answer = _EDITOR(
        key=f"editor:{submission_id}",
        data={
            "draft_id": submission_id,
            "owner": owner_id,
            "text": text,
            "revision": revision,
            "min_words": min_words,
            "max_words": MAX_WORDS,
            "active_seconds": active_seconds,
            "sitting": sitting,
            "label": label,
            "saves_itself": saves_itself,
            "run": time.monotonic_ns(),  # a new run is the answer to a click: the button opens again
        },
        on_handed_in_change=lambda: None,
    )
    return HandedIn(int(answer.handed_in["revision"])) if answer.handed_in else None
