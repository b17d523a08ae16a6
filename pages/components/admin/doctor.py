"""What is missing before learners may use this server, and the settings it runs with."""

import streamlit as st

from core.actor import Actor
from core.operations import doctor


def show_checks(actor: Actor) -> None:
    """The doctor's list, missing things first."""
    checks = doctor.list_checks(actor)
    missing = sum(not check.is_ready for check in checks)
    st.write(
        f"{missing} of {len(checks)} points are open." if missing else "Everything that production needs is there."
    )
    for check in checks:
        icon = ":green[:material/check_circle:]" if check.is_ready else ":orange[:material/radio_button_unchecked:]"
        st.markdown(f"{icon} **{check.name}**")
        st.text(check.sentence)


def show_settings(actor: Actor) -> None:
    """The settings by their environment names; secrets say only whether they are set."""
    st.write("Settings come from the environment or the file .env and are read when the server starts.")
    rows = [{"Setting": setting.name, "Value": setting.value} for setting in doctor.list_settings(actor)]
    st.dataframe(rows, hide_index=True, key="settings")
