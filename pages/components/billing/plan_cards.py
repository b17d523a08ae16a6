"""The plans beside each other: price, what each gives, and the button that fits the person."""

from collections.abc import Sequence

import streamlit as st

from core.billing.types import PlanOffer
from pages.components.billing.words import term, usd, what_it_gives
from pages.components.text import plain_line


def show_plans(
    offers: Sequence[PlanOffer], *, current: str | None, suggested: str | None, can_change: bool
) -> str | None:
    """A card for each plan; the slug of the one whose button was pressed in this run.

    `current` has no button, and the free plan has none either: it comes back by itself.
    """
    chosen = None
    with st.grid(min_column_width=240):
        for offer in offers:
            with st.container(border=True, height="stretch", key=f"plan_{offer.slug}"):
                st.header(plain_line(offer.name), anchor=False)
                _show_price(offer)
                st.markdown(f":material/check: {what_it_gives(offer)}")
                _show_mark(offer, is_current=offer.slug == current, is_suggested=offer.slug == suggested)
                label = "Change to this plan" if can_change else "Choose this plan"
                is_for_sale = offer.price_usd > 0 and offer.slug != current
                if is_for_sale and st.button(
                    label,
                    key=f"choose_{offer.slug}",
                    type="primary" if offer.slug == suggested else "secondary",
                    width="stretch",
                ):
                    chosen = offer.slug
    return chosen


def _show_mark(offer: PlanOffer, *, is_current: bool, is_suggested: bool) -> None:
    if is_current:
        st.badge("Your plan", icon=":material/check:", color="green")
    elif is_suggested:
        st.badge("Lasts until your test", icon=":material/event:", color="blue")
    elif offer.is_featured:
        st.badge("For steady writers", icon=":material/star:", color="gray")


def _show_price(offer: PlanOffer) -> None:
    if offer.price_usd == 0:
        st.markdown("### \\$0")
        st.caption("No card needed.")
        return
    st.markdown(f"### {usd(offer.price_per_month_usd)} a month")
    if offer.months == 1:
        st.caption("Paid every month. You can stop at any time.")
        return
    saved = f", {offer.saving_percent}% less than month by month" if offer.saving_percent else ""
    st.caption(f"{usd(offer.price_usd)} {term(offer.months)}{saved}.")
