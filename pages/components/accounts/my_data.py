"""Everything that we hold of the person, to take along."""

import streamlit as st

from core.accounts import own_data
from core.actor import Actor
from core.transaction import reading, transaction


def show_my_data(actor: Actor) -> None:
    """The history as a table, all of it as one archive; files are made when they are asked for."""
    st.header("Take it with you", anchor=False)
    st.write("Your essays and bands as a table that any spreadsheet opens:")
    st.download_button(
        "My history as CSV",
        lambda: _history(actor),
        file_name="my-writing-history.csv",
        mime="text/csv",
        key="own:history",
        icon=":material/table:",
    )
    st.write("Everything that we hold about you, as one archive:")
    st.download_button(
        "All my data as ZIP",
        lambda: _archive(actor),
        file_name="my-data.zip",
        mime="application/zip",
        key="own:archive",
        icon=":material/folder_zip:",
    )
    st.caption("It holds your essays, results, plans, payments, messages and settings. Keep it in a safe place.")


def _history(actor: Actor) -> str:
    with reading() as tx:
        return own_data.history(tx, actor)


def _archive(actor: Actor) -> bytes:
    with transaction() as tx:
        return own_data.archive(tx, actor)
