"""A word that something was done, on the page as it is after it."""

from typing import NoReturn

import streamlit as st

_SAID = "said_after_rerun"


def say_and_rerun(sentence: str) -> NoReturn:
    """Draw the page anew and say this on it.

    A toast of the run that ends here would reach the browser only now and then: the next run replaces it.
    """
    st.session_state[_SAID] = sentence
    st.rerun()


def show_said() -> None:
    """Say what the run before had to say; every run begins with it."""
    sentence = st.session_state.pop(_SAID, None)
    if sentence is not None:
        st.toast(sentence, icon=":material/check:", duration="long")
