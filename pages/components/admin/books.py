"""The audit in words: sound, or the fault and how many rows break the rule."""

import streamlit as st

from core.actor import Actor
from core.operations import books
from core.operations.books import BooksState
from core.transaction import transaction
from pages.components.dates import local_time
from pages.components.errors import shown_to_user


def show_state(state: BooksState | None, actor: Actor) -> None:
    """One green line with its time, or a red one for every broken rule."""
    if state is None:
        st.info("The books are checked for the first time within the hour.", icon=":material/schedule:")
        return
    at = local_time(state.checked_at, actor.timezone)
    if state.is_late:
        st.warning(f"The books were last checked on {at}. Is the worker running?", icon=":material/schedule:")
    for rule, rows in state.broken.items():
        st.error(f"{rule} {'1 row breaks' if rows == 1 else f'{rows} rows break'} this.", icon=":material/report:")
    if not state.broken and not state.is_late:
        st.success(
            f"The books are sound: none of the {state.rules} rules is broken. Checked on {at}.",
            icon=":material/verified:",
        )


def show_audit(actor: Actor) -> None:
    """The tab: what the last run found; run it now, see the rows that break a rule."""
    st.write("Rules about all rows together, which no constraint can hold. None may be broken, at any time.")
    findings = None
    if st.button("Run the audit now", icon=":material/rule:"):
        with shown_to_user(), st.spinner("Checking all books"), transaction() as tx:
            findings = books.check_now(tx, actor)
    with shown_to_user(), transaction() as tx:
        state = books.state(tx, actor)
    show_state(state, actor)
    if findings is None and state is not None and state.broken:
        st.caption("Run it now to see the rows.")
    for finding in findings or ():
        with st.expander(f"{finding.rule}, rows"):
            st.dataframe([dict(row) for row in finding.rows], hide_index=True)
