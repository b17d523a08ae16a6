"""A file to take along, made when somebody asks for it."""

from collections.abc import Callable

import streamlit as st


def offer_file(
    label: str,
    made: Callable[[], str | bytes],
    *,
    file_name: str,
    mime: str,
    key: str,
    icon: str = ":material/download:",
) -> None:
    """A button that saves the file.

    It runs nothing else: a run of the page would put a new button in its place and forget the file of the old one,
    which on a busy server is not even made by then.
    """
    st.download_button(label, made, file_name=file_name, mime=mime, key=key, icon=icon, on_click="ignore")
