"""The last look before paying, and before a change of plan: what is charged, when, and how to get out."""

import streamlit as st

from core.actor import Actor
from core.billing import changes, checkout
from core.billing.types import ChangeKind, PlanOffer
from core.config import settings
from core.notifications.links import page_link
from pages.components.billing.words import every, term, usd, what_it_gives
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.leave_for import leave_for
from pages.components.text import plain, plain_line


def show_purchase(actor: Actor, offer: PlanOffer) -> None:
    """What is bought, whether it renews, the rules of refunds, and the way to the payment service."""
    st.header(f"{plain_line(offer.name)}: {usd(offer.price_usd)} {term(offer.months)}", anchor=False)
    st.markdown(f"{what_it_gives(offer)}. They do not move to the next month.")
    renews = st.checkbox(
        f"Renew by itself {every(offer.months)} for {usd(offer.price_usd)}",
        value=offer.months == 1,
        key=f"renews_{offer.slug}",
        help="You can change this at any time in Account. Before a long plan renews we write to you.",
    )
    if not renews:
        st.caption("It ends by itself after the time you paid for. Nothing more is charged.")
    _show_rules()
    if st.button("Continue to payment", type="primary", icon=":material/lock:", key="continue_to_payment"):
        with shown_to_user():
            link = checkout.start_checkout(
                actor, plan_slug=offer.slug, auto_renew=renews, origin=page_link("").rstrip("/")
            )
        leave_for(link.url)


def show_change(actor: Actor, offer: PlanOffer) -> bool:
    """What a change costs and when it happens; whether it was confirmed and done in this run."""
    with shown_to_user():
        change = changes.preview_change(actor, plan_slug=offer.slug)
    later = f"{usd(change.new_price_usd)} {every(change.months)}"
    st.header(f"Change to {plain_line(offer.name)}", anchor=False)
    if change.kind is ChangeKind.upgrade:
        st.markdown(
            f"It begins now. Today you pay **{usd(change.due_now_usd)}**: the time that is left of your plan is "
            f"taken off. After that {later}, if you let it renew."
        )
    else:
        day = local_day(change.starts_at, actor.timezone)
        st.markdown(f"It begins on **{day}**. Until then nothing changes, and today you pay nothing. Then {later}.")
    if not st.button("Change my plan", type="primary", key="confirm_change"):
        return False
    with shown_to_user():
        changes.change_plan(actor, plan_slug=offer.slug)
    return True


def _show_rules() -> None:
    chosen = settings()
    days = chosen.withdrawal_days
    st.caption(plain(chosen.refund_rule))
    if days:
        st.caption(
            f"Where the law lets you withdraw from an order, you have {days} days from the day you pay. "
            "Write to us; no reason is needed."
        )
    st.caption("You pay at our payment service. We never see your card.")
