"""An essay with comments over its phrases: overlaps allowed, nothing is ever read as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import streamlit as st

from core.assessment.criteria import CRITERIA, label
from core.assessment.types import Comment

_ASSETS = Path(__file__).parent / "assets"
_ESSAY = st.components.v2.component(
    "annotated_essay",
    html=(_ASSETS / "essay.html").read_text(),
    css=(_ASSETS / "essay.css").read_text(),
    js=(_ASSETS / "essay.js").read_text(),
)


@dataclass(frozen=True)
class Piece:
    """A stretch of the essay and the numbers of the comments that lie over it."""

    text: str
    comments: tuple[int, ...]


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Cut `text` at the edges of all `spans`; put together, the pieces are the text again.

    Spans are in code points, `[start, end)`; what lies outside the text is left out. Cut here and not in
    the browser, which counts an emoji as two.
    """
    inside = {
        number: (max(start, 0), min(end, len(text)))
        for number, (start, end) in enumerate(spans)
        if max(start, 0) < min(end, len(text))
    }
    edges = sorted({0, len(text), *(point for span in inside.values() for point in span)})
    return [
        Piece(text[start:end], tuple(n for n, (first, last) in inside.items() if first < end and last > start))
        for start, end in pairwise(edges)
    ]


def annotated_essay(text: str, comments: Sequence[Comment], *, task_number: int, key: str = "essay") -> None:
    """Draw the essay; a marked phrase shows its comments when pointed at, focused or tapped.

    Beside it stand the comments, the three that cost most first. Comments are numbered in the order of the text.
    """
    ordered = sorted(comments, key=lambda comment: (comment.start, comment.end))
    dearest = sorted(range(len(ordered)), key=lambda number: (-ordered[number].cost, number))
    _ESSAY(
        key=key,
        data={
            "pieces": [
                [piece.text, piece.comments]
                for piece in pieces(text, [(comment.start, comment.end) for comment in ordered])
            ],
            "comments": [
                {
                    "kind": CRITERIA.index(comment.criterion),
                    "label": label(comment.criterion, task_number),
                    "quote": comment.quote,
                    "message": comment.message,
                    "suggestions": comment.suggestions,
                }
                for comment in ordered
            ],
            "dearest": dearest,
        },
    )
