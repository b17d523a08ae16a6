"""Tutors' marks against the engine, and the marks as a file for a new fit."""

import streamlit as st

from core.actor import Actor
from core.classroom import agreement
from core.transaction import transaction
from pages.components.classroom.agreement import show_agreement
from pages.components.download import offer_file
from pages.components.errors import shown_to_user


def show_marks(actor: Actor) -> None:
    """The table of all tutors, and how many marks a new fit still needs."""
    with shown_to_user(), transaction() as tx:
        found = agreement.of_everybody(tx, actor)
    st.header("The engine and the tutors", anchor=False)
    show_agreement(found, whose="tutors")
    marks = found[0].marks if found else 0
    if marks >= agreement.ENOUGH_FOR_A_REFIT:
        st.write(
            "There are enough marks to try a new fit. Save them, then follow “A new fit from tutors' marks” in "
            "docs/operations.md: it is switched on only where it is better on marks that it has not seen."
        )
    else:
        st.write(f"A new fit can be tried from {agreement.ENOUGH_FOR_A_REFIT} marks on; there are {marks}.")
    if marks:
        offer_file(
            "Save the marked essays as CSV",
            lambda: _export(actor),
            file_name="marked-essays.csv",
            mime="text/csv",
            key="marks:csv",
        )
        st.caption("Essays and bands, no names. That you saved it is in the audit log.")


def _export(actor: Actor) -> str:
    with transaction() as tx:
        return agreement.export(tx, actor)
