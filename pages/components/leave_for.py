"""Leads the browser to a page that is not Streamlit's: that of the payment service."""

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_LEAVE_FOR = st.components.v2.component(
    "leave_for",
    html='<div class="note" role="status">\n</div>',
    css=(_ASSETS / "fetch_and_go.css").read_text(),
    js=(_ASSETS / "leave_for.js").read_text(),
)


def leave_for(url: str) -> None:
    """Open `url` in this tab. Mount it in the run that handles the click.

    Anything but https and a path on this server becomes the front page.
    """
    is_ours = url.startswith("/") and not url.startswith(("//", "/\\"))
    _LEAVE_FOR(key="leave_for", data={"url": url if is_ours or url.startswith("https://") else "/"})
