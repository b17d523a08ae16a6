"""What the address says."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

_LARGEST_ID = 2**63 - 1
_WITHOUT_RETURN = {"", "/", "/sign_in", "/sign_out", "/register", "/reset_password", "/new_password", "/confirm_email"}


def query_id(name: str) -> int:
    """A row's id from the query string; 0, which no row has, for anything else."""
    value = st.query_params.get(name, "")
    is_number = value.isascii() and value.isdecimal() and len(value) < 20
    return int(value) if is_number and int(value) <= _LARGEST_ID else 0


def asked_for() -> str:
    """The private address, query included, that led to the sign-in page; else the front page.

    Always a path on this server: what the browser says is cut down to path and query.
    """
    path = urlsplit(st.context.url or "").path
    if path.rstrip("/") in _WITHOUT_RETURN or path.startswith(("//", "/\\")):
        return "/"
    query = urlencode(st.query_params.to_dict())
    return f"{path}?{query}" if query else path
