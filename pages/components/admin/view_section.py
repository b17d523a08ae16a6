"""One view on an admin page: its picture, what each number means, and the table behind."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

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
) -> None:
    """The chart, then the columns named in `labels` as a table whose headings explain themselves.

    `meanings` are the definitions of the view's columns, `formats` how numbers are written (printf style).
    """
    st.header(title, anchor=False)
    st.plotly_chart(figure, key=f"chart:{name}", config=CONFIG, alt=alt)
    with st.expander("The table behind, and what each number means"):
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
        for column, label in labels.items():
            st.caption(f"**{label}**: {meanings.get(column, '')}")


def _column(label: str, meaning: str, values: "pd.Series[Any]", written: str | None) -> Any:
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DatetimeColumn(label, help=meaning, format=written, timezone="UTC")
    if pd.api.types.is_numeric_dtype(values):
        return st.column_config.NumberColumn(label, help=meaning, format=written)
    return st.column_config.TextColumn(label, help=meaning)
