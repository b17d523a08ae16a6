"""A row of views on an admin page: what is shown, over which months, and where it is said in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
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
    """The rows of a block, and what its columns mean."""

    block: Block
    frame: pd.DataFrame
    meanings: Mapping[str, str]
    before: pd.DataFrame | None = None  # as many months before these


def read(actor: Actor, blocks: Sequence[Block], *, months: int = 0) -> list[Read]:
    """The blocks with their rows: up to the month that is running, and `months` back (0: all)."""
    now, scope = utc_now(), everybody_scope(actor)
    first: datetime | None = add_months(month_start(now), 1 - months) if months else None
    first_before = add_months(month_start(now), 1 - 2 * months)
    found = []
    with reading() as tx:
        for block in blocks:
            reader = block.reader
            frame: pd.DataFrame = reader.read(tx, scope, until=now) if block.has_future else reader.read(tx, scope)
            before = None
            if first is not None and "month" in frame:
                before = frame[(frame["month"] >= first_before) & (frame["month"] < first)]
                frame = frame[frame["month"] >= first].reset_index(drop=True)
            if reader.NAME not in _meanings():
                _meanings()[reader.NAME] = definitions(tx, reader.NAME)
            found.append(Read(block=block, frame=frame, meanings=_meanings()[reader.NAME], before=before))
    return found


def show(found: Read) -> None:
    """The block's picture, table and meanings."""
    block = found.block
    show_view(
        block.title,
        found.frame,
        block.reader.chart(found.frame),
        name=block.reader.NAME,
        alt=block.alt,
        meanings=found.meanings,
        labels=block.labels,
        formats=block.formats,
        totals=_totals(found),
    )


def _totals(found: Read) -> list[Total]:
    """The sums of the period beside those of the one before; none where there is nothing to compare with."""
    if found.frame.empty:
        return []
    return [
        Total(
            label=label,
            now=float(found.frame[column].sum()),
            before=float(found.before[column].sum()) if found.before is not None and len(found.before) else None,
            is_usd=found.block.formats.get(column, "").startswith("$"),
            meaning=found.meanings.get(column, ""),
        )
        for column, label in found.block.totals.items()
    ]


@cache
def _meanings() -> dict[str, dict[str, str]]:
    """What the columns of each view mean: only a release changes it."""
    return {}
