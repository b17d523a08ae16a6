"""One view on an admin page: its picture, what each number means, and the table behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.components.admin.figures import show_beside, usd
from pages.components.admin.take_along import offer_files


@dataclass(frozen=True)
class Total:
    """A column added up over the period, and over as long a time before; None where nothing lies before."""

    label: str
    now: float
    before: float | None
    is_usd: bool
    meaning: str


CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show_view(
    title: str,
    frame: pd.DataFrame,
    figure: go.Figure,
    *,
    name: str,
    alt: str,
    meanings: Mapping[str, str],
    labels: Mapping[str, str],
    formats: Mapping[str, str] | None = None,
    totals: Sequence[Total] = (),
) -> None:
    """The period's sums, the chart, then the columns named in `labels` as a table whose headings explain themselves.

    The table leaves as CSV or as a workbook. `meanings` are the definitions of the view's columns, `formats` how
    numbers are written (printf style).
    """
    st.header(title, anchor=False)
    if totals:
        with st.grid(min_column_width=180):
            for total in totals:
                _show_total(total)
    st.plotly_chart(figure, key=f"chart:{name}", config=CONFIG, alt=alt)
    behind = st.expander("The table behind, and what each number means", key=f"behind:{name}", on_change="rerun")
    if not behind.open:
        return
    with behind:
        if frame.empty:
            st.caption("No rows yet.")
        else:
            st.dataframe(
                frame,
                hide_index=True,
                column_order=list(labels),
                column_config={
                    column: _column(label, meanings.get(column, ""), frame[column], (formats or {}).get(column))
                    for column, label in labels.items()
                },
                key=f"table:{name}",
            )
            offer_files(frame[list(labels)], name=name)
        for column, label in labels.items():
            st.caption(f"**{label}**: {meanings.get(column, '')}")


def _show_total(total: Total) -> None:
    def said(amount: float) -> str:
        return usd(amount) if total.is_usd else f"{amount:,.0f}"

    before = "none before" if total.before is None else f"{said(total.before)} before"
    show_beside(total.label, said(total.now), before=before, about=total.meaning)


def _column(label: str, meaning: str, values: "pd.Series[Any]", written: str | None) -> Any:
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DatetimeColumn(label, help=meaning, format=written, timezone="UTC")
    if pd.api.types.is_numeric_dtype(values):
        return st.column_config.NumberColumn(label, help=meaning, format=written)
    return st.column_config.TextColumn(label, help=meaning)
