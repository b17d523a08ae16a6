"""A table of words that stays readable on a telephone: nothing in it is ever read as Markdown or HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_TABLE = st.components.v2.component(
    "word_table",
    html=(_ASSETS / "word_table.html").read_text(),
    css=(_ASSETS / "word_table.css").read_text(),
    js=(_ASSETS / "word_table.js").read_text(),
)


@dataclass(frozen=True)
class Cell:
    """One cell. `is_own` are the learner's words; `place` is a number in the essay's list of places, to go there.

    `tone` (right, wrong, missing, not_checkable) colours a verdict, whose word is `text`. `kind` stands small above
    the text, `more` are further lines under it. `changes` replaces the text by stretches, each with "ins", "del" or "".
    """

    text: str
    is_own: bool = False
    place: int | None = None
    tone: str = ""
    kind: str = ""
    more: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


def word_table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    key: str,
    shown: int | None = None,
    more_label: str = "",
    less_label: str = "",
    is_last_short: bool = False,
) -> None:
    """Draw the rows; those after the first `shown` wait behind a button that says `more_label`.

    `caption` is for screen readers. On a narrow screen each row becomes a card under the same headings.
    """
    _TABLE(
        key=key,
        data={
            "caption": caption,
            "headings": list(headings),
            "rows": [[vars(cell) for cell in row] for row in rows],
            "shown": len(rows) if shown is None else shown,
            "more_label": more_label,
            "less_label": less_label,
            "is_last_short": is_last_short,
        },
    )
