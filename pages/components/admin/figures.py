"""Counts and times on the admin pages, in words that small numbers can carry."""

from decimal import Decimal

import streamlit as st

from core.operations.types import Count

NOTHING = "–"
MIN_PEOPLE = 10
MIN_FOR_PERCENT = 30  # under this many, a percentage says more than the numbers do


def share(part: int, whole: int, *, people: int | None = None) -> str:
    """How many of how many; the percentage only where there are enough: "2 of 11", "41% (37 of 90)".

    Where the same people can count several times, `people` says how many they are.
    """
    counted = f"{part:,} of {whole:,}"
    is_enough = whole >= MIN_FOR_PERCENT if people is None else people >= MIN_PEOPLE and whole > 0
    return f"{part / whole:.0%} ({counted})" if is_enough else counted


def usd(amount: Decimal | float) -> str:
    """US dollars with cents, the sign in front: "-$12.50"."""
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def duration(seconds: float | None) -> str:
    """A length of time as one says it; a dash for none."""
    if seconds is None:
        return NOTHING
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"


def show_count(label: str, count: Count, *, about: str) -> None:
    """A count of seven days, and under it that of the seven before."""
    show_figure(label, f"{count.now:,}", before=f"{count.before:,}", about=about)


def show_figure(label: str, now: str, *, before: str, about: str) -> None:
    """A figure of seven days, and under it that of the seven before."""
    show_beside(label, now, before=f"{before if before != NOTHING else 'none'} before", about=about)


def show_beside(label: str, now: str, *, before: str, about: str) -> None:
    """A figure, and under it in grey what it was before: no arrow, for more is not always better."""
    st.metric(label, now, before, delta_color="off", delta_arrow="off", help=about, border=True)
