"""The audit in words: sound, or the fault and how many rows break the rule."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.operations import books
from core.transaction import transaction
from pages.components.cached import audit_findings, forget_audit_findings
from pages.components.errors import shown_to_user


def show_state(findings: Sequence[books.Finding]) -> None:
    """One green line, or a red one for every broken rule."""
    if not findings:
        st.success(
            f"The books are sound: none of the {books.count_rules()} rules is broken.", icon=":material/verified:"
        )
        return
    for finding in findings:
        rows = "1 row breaks" if len(finding.rows) == 1 else f"{len(finding.rows)} rows break"
        st.error(f"{finding.rule}: {finding.what} {rows} this.", icon=":material/report:")


def show_audit(actor: Actor) -> None:
    """The tab: run it now, see the rows that break a rule."""
    st.write("Rules about all rows together, which no constraint can hold. None may be broken, at any time.")
    if st.button("Run the audit now", icon=":material/rule:"):
        forget_audit_findings()
        with shown_to_user(), transaction() as tx:
            findings = books.check(tx, actor, is_asked_for=True)
    else:
        with shown_to_user():
            findings = audit_findings(actor)
    show_state(findings)
    for finding in findings:
        with st.expander(f"{finding.rule}: rows"):
            st.dataframe([dict(row) for row in finding.rows], hide_index=True)
