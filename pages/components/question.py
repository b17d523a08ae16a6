"""The question of a task with words that can be highlighted; the highlights save by themselves over HTTP."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_QUESTION = st.components.v2.component(
    "question",
    html=(_ASSETS / "question.html").read_text(),
    css=(_ASSETS / "question.css").read_text(),
    js=(_ASSETS / "question.js").read_text(),
)


def question(text: str, *, submission_id: int, ranges: Sequence[tuple[int, int]]) -> None:
    """Draw the question; `ranges` are its highlights, as `core.practice.plans` keeps them."""
    _QUESTION(
        key=f"question:{submission_id}",
        data={
            "text": text,
            "address": f"/api/drafts/{submission_id}/highlights",
            "ranges": [list(one) for one in ranges],
        },
    )
