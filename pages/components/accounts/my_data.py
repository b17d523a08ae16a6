"""Everything that we hold of the person, to take along."""

import streamlit as st

from core.accounts import erasure, own_data
from core.actor import Actor
from core.notifications import outbox
from core.transaction import reading, transaction
from pages.components.download import offer_file
from pages.components.errors import shown_to_user


def show_my_data(actor: Actor) -> None:
    """The history as a table, all of it as one archive; files are made when they are asked for."""
    st.header("Take it with you", anchor=False)
    st.write("Your essays and bands as a table that any spreadsheet opens:")
    offer_file(
        "My history as CSV",
        lambda: _history(actor),
        file_name="my-writing-history.csv",
        mime="text/csv",
        key="own:history",
        icon=":material/table:",
    )
    st.write("Everything that we hold about you, as one archive:")
    offer_file(
        "All my data as ZIP",
        lambda: _archive(actor),
        file_name="my-data.zip",
        mime="application/zip",
        key="own:archive",
        icon=":material/folder_zip:",
    )
    st.caption("It holds your essays, results, plans, payments, messages and settings. Keep it in a safe place.")
    st.header("Erase my account", anchor=False)
    st.write("Your essays, results and name go for good. Payments stay as numbers without a name.")
    if st.button("Send me the link that erases it", icon=":material/delete_forever:"):
        with shown_to_user(), transaction() as tx:
            erasure.ask(tx, actor)
            message = outbox.latest_dev_message(tx, user_id=actor.user_id, template="erase_account")
        st.success("The link is on its way to your address. Nothing is erased before you open it.")
        if message:
            st.code(message, language=None, wrap_lines=True)


def _history(actor: Actor) -> str:
    with reading() as tx:
        return own_data.history(tx, actor)


def _archive(actor: Actor) -> bytes:
    with transaction() as tx:
        found = own_data.collect(tx, actor)
    return own_data.archive(found)
