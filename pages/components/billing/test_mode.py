"""Says on every billing screen when no money moves."""

import streamlit as st

from core.billing.gateways import choosing


def test_mode_notice() -> None:
    """One line in test mode, nothing where money is real."""
    if choosing.is_test_mode():
        st.info("Test mode: no money moves.", icon=":material/science:")
