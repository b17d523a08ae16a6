"""A box for notes or an exercise that saves by itself over HTTP; Python never waits for it."""

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_NOTEBOOK = st.components.v2.component(
    "notebook",
    html=(_ASSETS / "notebook.html").read_text(),
    css=(_ASSETS / "notebook.css").read_text(),
    js=(_ASSETS / "notebook.js").read_text(),
)


def notebook(
    *, address: str, owner_id: int, text: str, label: str, placeholder: str = "", rows: int = 6, key: str
) -> None:
    """Mount the box; `address` takes `{text}`. `owner_id` keeps the copies of two people who share a browser apart."""
    _NOTEBOOK(
        key=key,
        data={
            "address": address,
            "owner": owner_id,
            "text": text,
            "label": label,
            "placeholder": placeholder,
            "rows": rows,
        },
    )
