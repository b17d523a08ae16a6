"""The progress page of one person, kept until one of their rows changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import streamlit as st

from core.actor import Actor
from core.clock import utc_now
from core.progress import page
from core.progress.page import ProgressPage
from core.transaction import transaction
from pages.components.kept_figure import KeptFigure

_KEPT_SECONDS = 3_600
_QUIET = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
# Wide tables scroll in themselves on a telephone; colours follow the theme.
_STYLE = """<style>
.numbers { overflow-x: auto; }
.numbers table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
.numbers th { text-align: start; font-weight: 600; opacity: 0.75; }
.numbers th, .numbers td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid rgba(128, 128, 128, 0.25); }
.numbers td { white-space: nowrap; font-variant-numeric: tabular-nums; text-align: start; }
.numbers tr:last-child td { border-bottom: 0; }
</style>"""
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
    """The table behind the picture `name`, closed at first; cells are shown as they are, made once."""
    with st.expander("The numbers", key=f"numbers_{name}"):
        st.html(_table(tuple(headings), rows, kept.key, name))


def _settings(actor: Actor, today: date) -> tuple[str, str, str, str]:
    target: Decimal | None = actor.target_band
    return (today.isoformat(), actor.timezone, actor.module_type.value, f"{target} {actor.test_date}")


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=256, show_spinner=False)
def _page(_load: Callable[[], ProgressPage], key: Key) -> ProgressPage:
    return _load()


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=1_024, show_spinner=False)
def _figure(_make: Callable[[], go.Figure], key: Key, name: str) -> KeptFigure:
    return KeptFigure(_make())


@st.cache_resource(ttl=_KEPT_SECONDS, max_entries=1_024, show_spinner=False)
def _table(headings: tuple[str, ...], _rows: Callable[[], Iterable[Sequence[str]]], key: Key, name: str) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    rows = ("".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) for row in _rows())
    body = "".join(f"<tr>{cells}</tr>" for cells in rows)
    return (
        f'{_STYLE}<div class="numbers" tabindex="0" role="region" aria-label="The numbers"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
