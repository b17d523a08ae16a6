"""The list of people, and what administrators do there."""

from sqlalchemy.orm import Session

from core.accounts import audit_log, roles, sessions
from core.accounts.errors import LastAdministrator, PersonNotFound
from core.accounts.fields import is_sample
from core.accounts.types import Person
from core.actor import Actor, Role
from core.demo.errors import SamplePeopleOnly
from db.repositories import accounts

MAX_PEOPLE = 50
_MAX_SEARCH_CHARACTERS = 100


def find_people(session: Session, actor: Actor, *, search: str = "") -> list[Person]:
    """At most 50 people whose e-mail or name contains the text, newest first.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    text = search.replace("\x00", "").encode("utf-8", "ignore").decode()[:_MAX_SEARCH_CHARACTERS].strip()
    known = {role.value for role in Role}
    return [
        Person(
            user_id=user.id,
            email=user.email,
            display_name=user.display_name,
            roles=frozenset(Role(name) for name in groups if name in known),
            is_active=user.is_active,
            is_superuser=user.is_superuser,
            joined_at=user.date_joined,
            last_login_at=user.last_login,
        )
        for user, groups in accounts.find_people(session, search=text, limit=MAX_PEOPLE)
    ]


def set_role(session: Session, actor: Actor, *, user_id: int, role: Role, may_manage_roles: bool = False) -> None:
    """Give somebody a role; their sessions end at once.

    Raises:
        NotAllowed: The actor may not manage roles.
        PersonNotFound: There is no such account.
        LastAdministrator: Nobody else could manage roles then.
    """
    roles.require_manage_roles(actor)
    roles.give_role(session, user_id=user_id, role=role, by=actor, may_manage_roles=may_manage_roles)


def set_active(session: Session, actor: Actor, *, user_id: int, is_active: bool) -> None:
    """Close an account, which ends its sessions, or open it again; the rows stay.

    Raises:
        NotAllowed: The actor is no administrator, or the account is an administrator's and the actor may not manage
            roles.
        PersonNotFound: There is no such account.
        SamplePeopleOnly: The actor is a guest, the account a real person's.
        LastAdministrator: Nobody else could manage roles then.
    """
    actor.require(Role.admin)
    superusers = accounts.lock_superusers(session)
    user = accounts.user_for_update(session, user_id=user_id)
    if user is None or user.erased_at is not None:
        raise PersonNotFound
    if user.is_staff:
        roles.require_manage_roles(actor)
    if is_sample(actor.email) and not is_sample(user.email):
        raise SamplePeopleOnly
    if not is_active and superusers == {user_id}:
        raise LastAdministrator
    user.is_active = is_active
    if not is_active:
        sessions.end_all(session, user_id=user_id)
    audit_log.record(
        session,
        actor,
        action="account.opened" if is_active else "account.closed",
        entity="accounts_customuser",
        entity_id=user_id,
    )
