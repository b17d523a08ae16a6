"""The few reads that are the same for everybody who may see them and too heavy for every run."""

import streamlit as st

from core.actor import Actor
from core.operations import books
from core.transaction import transaction


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def audit_findings(_actor: Actor) -> tuple[books.Finding, ...]:
    """The audit as of the last minute. The caller is an administrator, or this refuses."""
    with transaction() as tx:
        return books.check(tx, _actor)
