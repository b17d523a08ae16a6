"""The worker and its queue in one line."""

import streamlit as st

from core.operations.types import QueueState


def show_queue(state: QueueState) -> None:
    """Alive or not, and what waits."""
    waits = f"{state.people} of people, {state.samples} of sample data" if state.samples else f"{state.people}"
    essays = f"Essays waiting or running: {waits}."
    if state.is_worker_alive:
        st.success(f"The worker is alive. {essays}", icon=":material/engineering:")
    elif state.waiting or state.running:
        st.error(
            f"No worker answers, and work is waiting. {essays} Restart the server, or read the worker's log.",
            icon=":material/engineering:",
        )
    else:
        st.warning(
            "No worker answers. Nothing waits yet, but no essay would be assessed.", icon=":material/engineering:"
        )
