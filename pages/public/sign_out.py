"""Sign out: at once for a click in the menu; whoever was led here by an address from elsewhere is asked first."""

import streamlit as st

from pages.components.auth import end_session
from pages.components.menu import LOOKED_AROUND

st.title("Sign out", anchor=False)
if st.session_state.get(LOOKED_AROUND) or st.button("Sign out", type="primary"):
    end_session()
