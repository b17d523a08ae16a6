"""One list of what happened to a person, with the acts that belong to a line of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core.actor import Actor
from core.operations import timeline
from core.operations.timeline import Happening, Place
from core.transaction import transaction
from pages.components.customers import acts
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

ICONS = {
    "essay": "edit_note",
    "credit": "toll",
    "payment": "payments",
    "mail": "mail",
    "sign-in": "login",
    "error": "error",
    "event": "webhook",
    "act": "shield_person",
}
REFUND, GIVE_BACK, TRY_AGAIN = "Refund", "Give back", "Try again"
ACT_ICONS = {REFUND: ":material/undo:", GIVE_BACK: ":material/undo:", TRY_AGAIN: ":material/replay:"}
_BEFORE = "timeline_before"
_REFUNDABLE = ("succeeded", "partially_refunded")


def show_happenings(actor: Actor, *, user_id: int) -> None:
    """A page of everything, newest first; "Older" goes back in time."""
    st.header("What happened", anchor=False)
    whose, before = st.session_state.get(_BEFORE, (user_id, None))
    if whose != user_id:
        before = None
    with shown_to_user(), transaction() as tx:
        found = timeline.of_customer(tx, actor, user_id=user_id, before=before)
    if not found.rows:
        st.write("Nothing has happened yet.")
    day = ""
    for number, each in enumerate(found.rows):
        day = _show_day(actor, each.at, day)
        _show_line(actor, each, number)
    with st.container(horizontal=True):
        if before is not None:
            st.button("Back to the newest", on_click=_go, args=(user_id, None))
        if found.older is not None:
            st.button("Older", on_click=_go, args=(user_id, found.older))


def _show_day(actor: Actor, at: datetime, shown: str) -> str:
    local = at.astimezone(ZoneInfo(actor.timezone))
    day = f"{local.day} {local:%B %Y}"
    if day != shown:
        st.markdown(f"**{day}**")
    return day


def _show_line(actor: Actor, each: Happening, number: int) -> None:
    at = each.at.astimezone(ZoneInfo(actor.timezone))
    is_bad = each.kind == "error" or each.state == "failed"
    icon = f":{'red' if is_bad else 'gray'}[:material/{ICONS[each.kind]}:]"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{icon} {at:%H:%M} · {plain_line(each.sentence)}", width="stretch")
        label = _act_on(each)
        place = f"{each.kind}:{each.key}"
        if label is None or each.key is None:
            return
        picked = st.button(label, key=f"{place}:{number}", type="tertiary", icon=ACT_ICONS[label])
    if picked:
        st.session_state[acts.CHOSEN] = place
        if label == TRY_AGAIN:
            acts.try_again(actor, each.key)
    if st.session_state.get(acts.CHOSEN) == place:
        (acts.offer_refund if label == REFUND else acts.offer_give_back)(actor, int(each.key))


def _act_on(each: Happening) -> str | None:
    if each.kind == "payment" and each.state in _REFUNDABLE:
        return REFUND
    if each.kind == "event" and each.state == "failed":
        return TRY_AGAIN
    return GIVE_BACK if each.kind == "credit" and each.key is not None else None


def _go(user_id: int, before: Place | None) -> None:
    st.session_state[_BEFORE] = (user_id, before)
