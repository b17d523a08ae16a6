"""The progress page of one person, kept until one of their rows changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import streamlit as st

from core.actor import Actor
from core.clock import utc_now
from core.progress import page
from core.progress.page import ProgressPage
from core.transaction import transaction
from pages.components.text import plain_line

_KEPT_SECONDS = 3_600
_QUIET = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
Key = tuple[int, str, str, str, str, str]  # whose, which version, day and settings: all that the page depends on


@dataclass(frozen=True)
class KeptPage:
    """The page and the key that pictures of it are kept under."""

    key: Key
    page: ProgressPage
    timezone: str


def progress_page(actor: Actor) -> KeptPage:
    """The page as of now; the same object as long as nothing of it changed."""
    today = utc_now().astimezone(ZoneInfo(actor.timezone)).date()
    with transaction() as tx:
        key = (actor.user_id, page.version(tx, actor), *_settings(actor, today))
        return KeptPage(key, _page(lambda: page.load(tx, actor), key), actor.timezone)


def draw(kept: KeptPage, name: str, make: Callable[[], go.Figure], *, alt: str) -> None:
    """Show the picture `name` of the page; `make` draws it once. `alt` says it to a screen reader."""
    st.plotly_chart(_figure(make, kept.key, name), config=dict(_QUIET), key=name, alt=alt)


def show_numbers(
    kept: KeptPage, name: str, headings: Sequence[str], rows: Callable[[], Iterable[Sequence[str]]]
) -> None:
    """The table behind the picture `name`, closed at first; cells are plain text, made once."""
    with st.expander("The numbers", key=f"numbers_{name}"):
        st.markdown(_table(tuple(headings), rows, kept.key, name))


def _settings(actor: Actor, today: date) -> tuple[str, str, str, str]:
    target: Decimal | None = actor.target_band
    return (today.isoformat(), actor.timezone, actor.module_type.value, f"{target} {actor.test_date}")


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=256, show_spinner=False)
def _page(_load: Callable[[], ProgressPage], key: Key) -> ProgressPage:
    return _load()


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=1_024, show_spinner=False)
def _figure(_make: Callable[[], go.Figure], key: Key, name: str) -> go.Figure:
    return _make()


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=1_024, show_spinner=False)
def _table(headings: tuple[str, ...], _rows: Callable[[], Iterable[Sequence[str]]], key: Key, name: str) -> str:
    lines = [headings, ["---"] * len(headings), *([plain_line(cell) for cell in row] for row in _rows())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
