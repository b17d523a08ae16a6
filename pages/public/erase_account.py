"""Where the link of the mail leads: one more click, and the account is gone."""

import streamlit as st

from core.accounts import erasure
from core.transaction import transaction
from pages.components.errors import shown_to_user

with st.container(horizontal_alignment="center"), st.container(width=480):
    st.title("Erase your account", anchor=False)
    place = st.empty()
    with place.container():
        st.write("Your essays, results, goals, messages and your name go, at once and for good.")
        st.write("Did you take your data with you? You find it under Account, My data.")
        is_sure = st.button("Erase everything now", type="primary", icon=":material/delete_forever:")
    if is_sure:
        with shown_to_user(), transaction() as tx:
            erasure.erase(tx, secret=st.query_params.get("token", ""))
        place.empty()  # the session has ended with the account: nothing is kept for another run
        st.success("Your account is erased.")
        st.write("We keep payments as numbers without a name, as the law asks. Thank you for writing with us.")
