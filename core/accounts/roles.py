"""What the three groups may do, who is in them, and whose rows a reader of analytics may see."""

import logging

from sqlalchemy.orm import Session

from core.accounts import audit_log, sessions
from core.accounts.errors import LastAdministrator, PersonNotFound
from core.accounts.fields import clean_email
from core.actor import Actor, Role
from core.errors import NotAllowed
from db.repositories import accounts
from db.scope import Scope

log = logging.getLogger(__name__)

# Everybody stays a learner with rows of their own; the other role comes on top.
_GROUPS = {
    Role.learner: frozenset({Role.learner}),
    Role.tutor: frozenset({Role.learner, Role.tutor}),
    Role.admin: frozenset({Role.learner, Role.admin}),
}


def permissions_of(session: Session, actor: Actor) -> frozenset[str]:
    """What the actor's groups allow, fresh from the database; a superuser may manage roles besides."""
    own = {"manage_roles"} if actor.is_superuser else set()
    return frozenset(accounts.permissions_of(session, user_id=actor.user_id) | own)


def require_manage_roles(actor: Actor) -> None:
    """Refuse whoever may not give and take roles.

    Raises:
        NotAllowed: Not an administrator with that right.
    """
    actor.require(Role.admin)
    if not actor.is_superuser:
        raise NotAllowed


def give_role(session: Session, *, user_id: int, role: Role, by: Actor | None, may_manage_roles: bool = False) -> None:
    """Make somebody a learner, tutor or administrator, end their sessions and log who did it.

    `by` is None for a command on the server; a screen goes through `core.accounts.people`.

    Raises:
        PersonNotFound: There is no such account.
        LastAdministrator: Nobody else could manage roles then.
    """
    superusers = accounts.lock_superusers(session)
    user = accounts.user_for_update(session, user_id=user_id)
    if user is None or user.erased_at is not None:
        raise PersonNotFound
    may_manage = may_manage_roles and role == Role.admin
    if superusers == {user_id} and not may_manage:
        raise LastAdministrator
    before = sorted(accounts.group_names(session, user_id=user_id))
    accounts.set_groups(session, user_id=user_id, names=[group.value for group in _GROUPS[role]])
    user.is_staff = role == Role.admin
    user.is_superuser = may_manage
    sessions.end_all(session, user_id=user_id)
    audit_log.record(
        session,
        by,
        action="role.given",
        entity="accounts_customuser",
        entity_id=user_id,
        detail={"role": role.value, "before": before, "may_manage_roles": may_manage},
    )
    log.info("role.given", extra={"user_id": user_id, "role": role.value})


def give_role_by_email(session: Session, *, email: str, role: Role, may_manage_roles: bool = False) -> int:
    """As `give_role`, for a command on the server: whom it finds by the address; the person's number.

    Raises:
        MalformedEmail: It cannot be an e-mail address.
        PersonNotFound, LastAdministrator: As `give_role`.
    """
    user = accounts.find_user_by_email(session, email=clean_email(email))
    if user is None:
        raise PersonNotFound
    give_role(session, user_id=user.id, role=role, by=None, may_manage_roles=may_manage_roles)
    return user.id


def own_scope(actor: Actor) -> Scope:
    """The actor's own rows."""
    return Scope.self(actor.user_id)


def everybody_scope(actor: Actor) -> Scope:
    """All rows, for administrators.

    Raises:
        NotAllowed: The actor is none.
    """
    actor.require(Role.admin)
    return Scope.all()
