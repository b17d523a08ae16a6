"""A glimpse of a report: band, range, criteria and one comment, drawn small."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_GLIMPSE = st.components.v2.component(
    "report_glimpse",
    html=(_ASSETS / "glimpse.html").read_text(),
    css=(_ASSETS / "glimpse.css").read_text(),
    js=(_ASSETS / "glimpse.js").read_text(),
)


@dataclass(frozen=True)
class Glimpse:
    """What the small card shows. `criteria` are names with bands; the marked phrase stands in `sentence`."""

    task: str
    band: float
    low: float
    high: float
    criteria: Sequence[tuple[str, int]]
    sentence: str
    phrase: str
    label: str
    message: str


def show_glimpse(glimpse: Glimpse) -> None:
    """Draw the card; it fits a column of 300 to 560 pixels."""
    _GLIMPSE(key="glimpse", data=asdict(glimpse))
