"""Where the last link of a mail about practice leads: it is done when the page opens; twice does no harm."""

import streamlit as st

from core.notifications import unsubscribing
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.query import query_id

with st.container(horizontal_alignment="center"), st.container(width=440):
    st.title("Mails about practice", anchor=False)
    with shown_to_user(), transaction() as tx:
        unsubscribing.unsubscribe(tx, user_id=query_id("who"), signature=st.query_params.get("sign", ""))
    st.success("Done: no more mails about your practice.")
    st.write("Mails about payments, classes and your account still come. You can switch all on again under Account.")
