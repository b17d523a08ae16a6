"""A table as a file: CSV for programs, a workbook for people."""

import pandas as pd
import streamlit as st

from analytics.export import as_csv, as_excel
from pages.components.download import offer_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_files(frame: pd.DataFrame, *, name: str) -> None:
    """Two buttons; the file is made when one is pressed."""
    with st.container(horizontal=True):
        offer_file("Save as CSV", lambda: as_csv(frame), file_name=f"{name}.csv", mime="text/csv", key=f"csv:{name}")
        offer_file("Save as Excel", lambda: as_excel(frame), file_name=f"{name}.xlsx", mime=XLSX, key=f"xlsx:{name}")
