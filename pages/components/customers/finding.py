"""Finding one person among all, and who they are."""

import streamlit as st

from core.actor import Actor
from core.operations import customers
from core.operations.customers import Customer, CustomerCard
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

PERSON = "person"
SEARCH = "q"
_PAGE = "customers_page"


def show_search(actor: Actor) -> None:
    """Words to look for, kept in the address, and the people who fit, each opened by a click."""
    words = st.text_input(
        "Find a person",
        value=st.query_params.get(SEARCH, ""),
        placeholder="Mail, name, payment number, error number, or an id of the payment service",
        icon=":material/search:",
        key="customers_search",
    )
    if words != st.query_params.get(SEARCH, ""):
        st.query_params[SEARCH] = words
        st.session_state[_PAGE] = 1
    page = st.session_state.get(_PAGE, 1)
    with shown_to_user(), transaction() as tx:
        found = customers.find_customers(tx, actor, search=words, page=page)
    if not found:
        st.write("Nobody fits this." if words else "There is nobody yet.")
    for person in found:
        _show_line(actor, person)
    with st.container(horizontal=True):
        if page > 1:
            st.button("Newer", icon=":material/arrow_back:", on_click=_turn, args=(-1,))
        if len(found) == customers.PAGE:
            st.button("Older", icon=":material/arrow_forward:", on_click=_turn, args=(1,))


def show_card(actor: Actor, card: CustomerCard) -> None:
    """Name, mail, plan and credits of one person, in three lines."""
    person = card.customer
    st.title(plain_line(person.display_name) or "No name", anchor=False)
    st.markdown(f"{plain_line(person.email)} · joined {local_day(person.joined_at, actor.timezone)}")
    plan = f"**{plain_line(person.plan_name)}**"
    if person.plan_status and person.plan_status != "active":
        plan += f", {person.plan_status.replace('_', ' ')}"
    if card.is_complimentary:
        plan += ", complimentary"
    if card.plan_ends_at is not None:
        plan += f", until {local_day(card.plan_ends_at, actor.timezone)}"
    st.markdown(f"{plan} · {plain_line(card.credits)}")
    if not person.is_active:
        st.warning("This account is closed: the person cannot sign in.", icon=":material/lock:")


def _show_line(actor: Actor, person: Customer) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        closed = "" if person.is_active else " · account closed"
        st.markdown(
            f"**{plain_line(person.display_name)}**  \n{plain_line(person.email)} · {plain_line(person.plan_name)}"
            f" · joined {local_day(person.joined_at, actor.timezone)}{closed}",
            width="stretch",
        )
        st.button("Open", key=f"open:{person.user_id}", on_click=_open, args=(person.user_id,))


def _open(user_id: int) -> None:
    st.query_params[PERSON] = str(user_id)


def _turn(step: int) -> None:
    st.session_state[_PAGE] = max(1, st.session_state.get(_PAGE, 1) + step)
