"""The switch for extra time, before a clock starts."""

import streamlit as st

from core.accounts.preferences import EXTRA_TIME_PERCENTS

NONE, EXTRA = EXTRA_TIME_PERCENTS


def choose_extra_time(minutes: float, *, percent: int, key: str) -> int:
    """The extra time in per cent: the one of the preferences to begin with."""
    has_extra = st.toggle(
        f"{EXTRA} % extra time ({minutes * (100 + EXTRA) / 100:g} minutes)",
        percent > NONE,
        key=key,
        help="For people to whom the test centre gives it. You can keep this under Account, Preferences.",
    )
    return EXTRA if has_extra else NONE
