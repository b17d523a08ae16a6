"""Posts to a route of ours from the browser, then loads a path: how a script run sets a cookie."""

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_FETCH_AND_GO = st.components.v2.component(
    "fetch_and_go",
    html='<div class="note" role="status">\n</div>',
    css=(_ASSETS / "fetch_and_go.css").read_text(),
    js=(_ASSETS / "fetch_and_go.js").read_text(),
)


def fetch_and_go(route: str, body: dict[str, str], *, next_path: str) -> None:
    """POST `body` to `route`; when the answer is good, load `next_path` anew.

    Mount it in the run that handles the click. A `next_path` that is not a path on this server
    becomes the front page. What goes wrong is said by the component itself, in one sentence.
    """
    if not next_path.startswith("/") or next_path.startswith(("//", "/\\")):
        next_path = "/"
    _FETCH_AND_GO(key=f"fetch_and_go:{route}", data={"route": route, "body": body, "next": next_path})
