"""Forms that are empty after they were sent, and keep what was refused."""

import streamlit as st


def form_key(name: str) -> str:
    """The key of a form: its fields keep what was typed until `begin_anew`, also when it was refused."""
    return f"{name}:{st.session_state.get(_counter(name), 0)}"


def begin_anew(name: str) -> None:
    """Let the form be empty in the next run."""
    st.session_state[_counter(name)] = st.session_state.get(_counter(name), 0) + 1


def _counter(name: str) -> str:
    return f"form_sent:{name}"
