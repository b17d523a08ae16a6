"""The few reads that are the same for everybody who may see them and too heavy for every run."""

import streamlit as st

from core.actor import Actor, Role
from core.operations import books
from core.transaction import transaction


def audit_findings(actor: Actor) -> tuple[books.Finding, ...]:
    """The audit as of the last minute.

    Raises:
        NotAllowed: The actor is no administrator, also when another one's answer is still kept.
    """
    actor.require(Role.admin)
    return _audit_findings(actor)


def forget_audit_findings() -> None:
    """The next reader has the audit run anew."""
    _audit_findings.clear()


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def _audit_findings(_actor: Actor) -> tuple[books.Finding, ...]:
    with transaction() as tx:
        return books.check(tx, _actor)
