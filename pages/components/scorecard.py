"""A result on one card: band, likely range and the four criteria; on the front page one comment too."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_SCORECARD = st.components.v2.component(
    "scorecard",
    html=(_ASSETS / "scorecard.html").read_text(),
    css=(_ASSETS / "scorecard.css").read_text(),
    js=(_ASSETS / "scorecard.js").read_text(),
)


@dataclass(frozen=True)
class Scorecard:
    """What the card shows. `criteria` are names with bands; a marked phrase may stand in `sentence`."""

    task: str
    band: float
    low: float
    high: float
    criteria: Sequence[tuple[str, int]]
    sentence: str = ""
    phrase: str = ""
    label: str = ""
    message: str = ""


def show_scorecard(card: Scorecard, *, spoken_as: str) -> None:
    """Draw the card; it fits a column of 300 to 560 pixels. `spoken_as` names it for a screen reader."""
    _SCORECARD(key="scorecard", data={**asdict(card), "spoken_as": spoken_as})
