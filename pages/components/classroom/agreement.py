"""The engine's bands against tutors' marks, as a table with its reading."""

from collections.abc import Sequence

import streamlit as st

from core.classroom.agreement import ENOUGH_FOR_INTERVALS, Agreement


def show_agreement(found: Sequence[Agreement], *, whose: str) -> None:
    """A row a group; nothing but a sentence without marks."""
    if not found:
        st.write(f"There are no marks of {whose} yet. Each essay that a tutor marks is compared with the engine here.")
        return
    st.dataframe(
        [
            {
                "Marks": each.group,
                "Essays": each.marks,
                "Mean error": round(each.mean_error, 2),
                "Engine higher by": round(each.bias, 2),
                "Within 0.5": f"{each.within_half} of {each.marks}",
                "Within 1": f"{each.within_one} of {each.marks}",
                "Kappa": "–"
                if each.kappa is None
                else f"{each.kappa:.2f} ({each.kappa_low:.2f} to {each.kappa_high:.2f})",
            }
            for each in found
        ],
        hide_index=True,
        key=f"agreement_{whose}",
    )
    st.caption(
        "Errors in bands. Kappa is quadratic weighted, with its 95 % interval: 1 is full agreement, "
        f"0 none beyond chance. It is given from {ENOUGH_FOR_INTERVALS} marks on. "
        "Essays that learners asked about are those somebody thought wrongly marked: the others are the fairer measure."
    )
