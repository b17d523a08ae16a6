"""A row of views on an admin page: what is shown, over which months, and where it is said in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType

import pandas as pd
import streamlit as st

from analytics.views import definitions
from core.accounts.roles import everybody_scope
from core.actor import Actor
from core.billing.periods import add_months, month_start
from core.clock import utc_now
from core.transaction import reading
from pages.components.admin.view_section import Total, show_view
from pages.components.kept_figure import KeptFigure

KEPT_SECONDS = 60
PERIODS = {6: "6 months", 12: "12 months", 24: "2 years", 0: "All"}


@dataclass(frozen=True)
class Block:
    """A view as it is shown: its reader, a title, the picture in words, headings and formats of the table."""

    reader: ModuleType
    title: str
    alt: str
    labels: Mapping[str, str]
    formats: Mapping[str, str] = field(default_factory=dict)
    has_future: bool = False  # the view knows months to come
    totals: Mapping[str, str] = field(default_factory=dict)  # columns to add up over the period, and what to call it


def chosen(name: str, options: Sequence[str], *, label: str) -> str:
    """One of the options, kept in the address, so that the page can be sent to somebody."""
    wanted = st.query_params.get(name, options[0])
    picked = st.segmented_control(
        label,
        options,
        default=wanted if wanted in options else options[0],
        key=f"choose:{name}",
        label_visibility="collapsed",
        required=True,
    )
    st.query_params[name] = picked or options[0]
    return picked or options[0]


def chosen_period() -> int:
    """How many months back, 0 for all; kept in the address."""
    names = list(PERIODS.values())
    wanted = st.query_params.get("period", names[1])
    picked = st.selectbox("Period", names, index=names.index(wanted) if wanted in names else 1, key="choose:period")
    st.query_params["period"] = picked
    return next(months for months, name in PERIODS.items() if name == picked)


@dataclass(frozen=True)
class Read:
    """The rows of a block with its picture, what its columns mean, and the sums of the period."""

    block: Block
    frame: pd.DataFrame
    figure: KeptFigure
    meanings: Mapping[str, str]
    totals: tuple[Total, ...]


def read(actor: Actor, blocks: Sequence[Block], *, months: int = 0) -> list[Read]:
    """The blocks with their rows as of the last minute: up to the running month, and `months` back (0: all).

    Raises:
        NotAllowed: The actor is no administrator, also when another one's answer is still kept.
    """
    everybody_scope(actor)
    month = month_start(utc_now())
    return [_kept(actor, block, block.reader.NAME, months, month) for block in blocks]


def show(found: Read) -> None:
    """The block's picture, table and meanings."""
    block = found.block
    show_view(
        block.title,
        found.frame,
        found.figure,
        name=block.reader.NAME,
        alt=block.alt,
        meanings=found.meanings,
        labels=block.labels,
        formats=block.formats,
        totals=found.totals,
    )


@st.cache_resource(ttl=KEPT_SECONDS, max_entries=256, show_spinner=False)
def _kept(_actor: Actor, _block: Block, name: str, months: int, month: datetime) -> Read:
    """One block of one period; drawing it costs more than reading it, so the picture is kept too."""
    reader, scope = _block.reader, everybody_scope(_actor)
    with reading() as tx:
        frame: pd.DataFrame = reader.read(tx, scope, until=utc_now()) if _block.has_future else reader.read(tx, scope)
        meanings = definitions(tx, name)
    before = None
    if months and "month" in frame:
        first = add_months(month, 1 - months)
        before = frame[(frame["month"] >= add_months(month, 1 - 2 * months)) & (frame["month"] < first)]
        frame = frame[frame["month"] >= first].reset_index(drop=True)
    return Read(
        block=_block,
        frame=frame,
        figure=KeptFigure(reader.chart(frame)),
        meanings=meanings,
        totals=_totals(_block, frame, before, meanings),
    )


def _totals(
    block: Block, frame: pd.DataFrame, before: pd.DataFrame | None, meanings: Mapping[str, str]
) -> tuple[Total, ...]:
    """The sums of the period beside those of the one before; none where there is nothing to compare with."""
    if frame.empty:
        return ()
    return tuple(
        Total(
            label=label,
            now=float(frame[column].sum()),
            before=float(before[column].sum()) if before is not None and len(before) else None,
            is_usd=block.formats.get(column, "").startswith("$"),
            meaning=meanings.get(column, ""),
        )
        for column, label in block.totals.items()
    )
