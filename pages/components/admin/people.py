"""The people tab: search, give a role, close and open an account."""

import streamlit as st

from core.accounts import people
from core.accounts.types import Person
from core.actor import Actor, Role
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.errors import shown_to_user
from pages.components.names import ROLES
from pages.components.said import say_and_rerun
from pages.components.text import plain_line


def show_people(actor: Actor) -> None:
    """Search by e-mail or name, then act on one person."""
    search = st.text_input("E-mail or name", key="people_search", placeholder="all, the newest first")
    with shown_to_user(), transaction() as tx:
        found = people.find_people(tx, actor, search=search)
    if not found:
        st.caption("Nobody has this in the e-mail or the name.")
        return
    if len(found) == people.MAX_PEOPLE:
        st.caption(f"The newest {people.MAX_PEOPLE}; search to find others.")
    show_rows(actor, [_row(person) for person in found], key="people")
    by_id = {person.user_id: person for person in found}
    user_id = st.selectbox(
        "Person",
        list(by_id),
        format_func=lambda each: f"{by_id[each].display_name} ({by_id[each].email})",
        key="person_to_change",
    )
    role_column, account_column = st.columns(2)
    with role_column:
        _offer_role(actor, by_id[user_id])
    with account_column:
        _offer_to_close(actor, by_id[user_id])


def _offer_role(actor: Actor, person: Person) -> None:
    if not actor.is_superuser:
        st.caption("Your account may not give roles: ask an administrator who may.")
        return
    # keys of this person alone: a list that has changed meanwhile must not turn the act to somebody else
    one = person.user_id
    role = st.selectbox(
        "Role",
        list(ROLES),
        index=list(ROLES).index(_highest(person)),
        format_func=ROLES.__getitem__,
        key=f"role:{one}",
    )
    may_manage = st.checkbox(
        "May give roles", value=person.is_superuser, disabled=role != Role.admin, key=f"gives_roles:{one}"
    )
    st.caption("A new role ends the person's sessions: they sign in again.")
    if st.button("Give this role", icon=":material/badge:", key=f"give_role:{one}"):
        with shown_to_user(), transaction() as tx:
            people.set_role(
                tx, actor, user_id=person.user_id, role=role, may_manage_roles=may_manage and role == Role.admin
            )
        say_and_rerun(f"{plain_line(person.display_name)}: {ROLES[role]}.")


def _offer_to_close(actor: Actor, person: Person) -> None:
    label = "Close the account" if person.is_active else "Open the account"
    st.caption("A closed account cannot sign in. Essays, payments and results stay.")
    icon = ":material/lock:" if person.is_active else ":material/lock_open:"
    if st.button(label, icon=icon, key=f"active:{person.user_id}:{person.is_active}"):
        with shown_to_user(), transaction() as tx:
            people.set_active(tx, actor, user_id=person.user_id, is_active=not person.is_active)
        say_and_rerun(f"{plain_line(person.display_name)}: done.")


def _highest(person: Person) -> Role:
    return next((role for role in (Role.admin, Role.tutor) if role in person.roles), Role.learner)


def _row(person: Person) -> dict[str, object]:
    return {
        "Name": person.display_name,
        "E-mail": person.email,
        "Role": ROLES[_highest(person)] + (", gives roles" if person.is_superuser else ""),
        "Account": "open" if person.is_active else "closed",
        "Joined": person.joined_at,
        "Last sign-in": person.last_login_at,
    }
