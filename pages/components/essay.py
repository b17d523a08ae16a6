"""An essay with comments over its phrases: overlaps allowed, nothing is ever read as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import streamlit as st

from core.assessment.comment_votes import Vote
from core.assessment.criteria import CRITERIA, label
from core.assessment.types import Comment

_ASSETS = Path(__file__).parent / "assets"
_ESSAY = st.components.v2.component(
    "annotated_essay",
    html=(_ASSETS / "essay.html").read_text(),
    css=(_ASSETS / "essay.css").read_text(),
    js=(_ASSETS / "essay.js").read_text(),
)


MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Votes:
    """What the reader, who is the writer, has said of the comments of this essay so far."""

    submission_id: int
    by_key: Mapping[str, Vote]


@dataclass(frozen=True)
class Piece:
    """A stretch of the essay and the numbers of the comments (or other spans) that lie over it."""

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


def annotated_essay(
    text: str,
    comments: Sequence[Comment],
    *,
    task_number: int,
    places: Sequence[tuple[int, int]] = (),
    votes: Votes | None = None,
    key: str = "essay",
) -> None:
    """Draw the essay; a marked phrase shows its comments when pointed at, focused or tapped.

    Beside it stand the comments, the three that cost most first. Comments are numbered in the order of the text.
    `places` are stretches to which other parts of the page lead (`word_table`), by their number. With `votes` each
    comment can be called helpful or wrong; the browser sends that by HTTP, so that nothing on the page is drawn anew.
    """
    ordered = sorted(comments, key=lambda comment: (comment.start, comment.end))
    dearest = sorted(range(len(ordered)), key=lambda number: (-ordered[number].cost, number))
    spans = [*((comment.start, comment.end) for comment in ordered), *places]
    count = len(ordered)
    _ESSAY(
        key=key,
        data={
            "pieces": [
                [
                    piece.text,
                    [number for number in piece.comments if number < count],
                    [number - count for number in piece.comments if number >= count],
                ]
                for piece in pieces(text, spans)
            ],
            "comments": [
                {
                    "key": comment.key,
                    "kind": CRITERIA.index(comment.criterion),
                    "label": label(comment.criterion, task_number),
                    "quote": comment.quote,
                    "message": comment.message,
                    "why": comment.why,
                    "how": comment.how,
                    "suggestions": comment.suggestions[:MOST_SUGGESTIONS],
                }
                for comment in ordered
            ],
            "dearest": dearest,
            "submission": votes.submission_id if votes else None,
            "votes": dict(votes.by_key) if votes else None,
        },
    )
