"""Who may do what, who may change that, and that it is written down."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts import people, roles
from core.accounts.errors import LastAdministrator, PersonNotFound
from core.actor import Actor, Role
from core.errors import NotAllowed
from db.models.accounts import User
from db.models.platform import AuditLogEntry
from db.repositories import accounts
from db.scope import Scope
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of

GROUPS = {Role.learner: {"learner"}, Role.tutor: {"learner", "tutor"}, Role.admin: {"learner", "admin"}}


@pytest.fixture
def root(session: Session) -> Actor:
    """An administrator who may manage roles."""
    user = make_user(session, groups=("learner", "admin"), is_superuser=True)
    session.refresh(user)
    return actor_of(user, roles=(Role.learner, Role.admin), is_superuser=True)


@pytest.fixture
def bob(session: Session) -> User:
    user = make_user(session, display_name="Bob 100%", email="bob@example.org")
    session.refresh(user)
    return user


def test_roles_are_groups_and_flags_and_are_logged(session: Session, root: Actor, bob: User) -> None:
    for role in (Role.tutor, Role.admin, Role.learner):
        people.set_role(session, root, user_id=bob.id, role=role)

        assert accounts.group_names(session, user_id=bob.id) == GROUPS[role]
        assert (bob.is_staff, bob.is_superuser) == (role == Role.admin, False)
    entries = session.scalars(select(AuditLogEntry).order_by(AuditLogEntry.id)).all()
    assert [(entry.actor_id, entry.action, entry.entity_id, entry.detail["role"]) for entry in entries] == [
        (root.user_id, "role.given", str(bob.id), role) for role in ("tutor", "admin", "learner")
    ]


@pytest.mark.parametrize(
    ("held", "is_superuser"),
    [((Role.learner,), False), ((Role.tutor,), False), ((Role.admin,), False), ((Role.learner,), True)],
)
def test_others_may_not_give_roles(session: Session, bob: User, held: tuple[Role, ...], is_superuser: bool) -> None:
    actor = actor_of(bob, roles=held, is_superuser=is_superuser)
    with pytest.raises(NotAllowed):
        people.set_role(session, actor, user_id=bob.id, role=Role.admin)
    assert accounts.group_names(session, user_id=bob.id) == {"learner"}


def test_the_last_one_who_manages_roles_stays(session: Session, root: Actor) -> None:
    for role in Role:
        with pytest.raises(LastAdministrator):
            people.set_role(session, root, user_id=root.user_id, role=role)
    with pytest.raises(LastAdministrator):
        people.set_active(session, root, user_id=root.user_id, is_active=False)


def test_with_a_second_one_the_first_may_go(session: Session, root: Actor, bob: User) -> None:
    people.set_role(session, root, user_id=bob.id, role=Role.admin, may_manage_roles=True)
    people.set_role(session, root, user_id=root.user_id, role=Role.learner)
    assert accounts.group_names(session, user_id=root.user_id) == {"learner"}


def test_an_administrator_without_that_right_closes_learners_only(session: Session, root: Actor, bob: User) -> None:
    clerk = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.admin,))

    people.set_active(session, clerk, user_id=bob.id, is_active=False)
    assert not bob.is_active
    people.set_active(session, clerk, user_id=bob.id, is_active=True)
    assert bob.is_active
    with pytest.raises(NotAllowed):
        people.set_active(session, clerk, user_id=root.user_id, is_active=False)


def test_nobody_is_found_where_nobody_is(session: Session, root: Actor) -> None:
    with pytest.raises(PersonNotFound):
        people.set_role(session, root, user_id=2**62, role=Role.tutor)
    with pytest.raises(PersonNotFound):
        roles.give_role_by_email(session, email="nobody@example.org", role=Role.tutor)


@pytest.mark.parametrize(
    ("search", "is_found"),
    [
        ("", True),
        ("BOB@", True),
        ("100%", True),
        ("b%b", False),
        ("_ob", False),
        ("nobody", False),
        ("\x00\ud800bob", True),
        ("x" * 100_000, False),
    ],
)
def test_people_are_found_by_a_part_of_name_or_address(
    session: Session, root: Actor, bob: User, search: str, is_found: bool
) -> None:
    found = people.find_people(session, root, search=search)
    assert (bob.id in [person.user_id for person in found]) is is_found


def test_the_list_is_for_administrators(session: Session, bob: User) -> None:
    for held in (Role.learner, Role.tutor):
        with pytest.raises(NotAllowed):
            people.find_people(session, actor_of(bob, roles=(held,)))


def test_the_list_shows_roles(session: Session, root: Actor, bob: User) -> None:
    people.set_role(session, root, user_id=bob.id, role=Role.tutor)
    [found] = people.find_people(session, root, search="bob@example.org")
    assert found.roles == {Role.learner, Role.tutor} and found.is_active and not found.is_superuser


def test_permissions_come_from_the_groups(session: Session, root: Actor, bob: User) -> None:
    learner = roles.permissions_of(session, actor_of(bob))
    assert "manage_roles" not in learner and learner
    assert roles.permissions_of(session, root) >= learner | {"manage_roles"}


def test_scopes_are_as_wide_as_the_role(root: Actor, bob: User) -> None:
    me = actor_of(bob)
    assert roles.own_scope(me) == Scope.self(bob.id)
    assert roles.everybody_scope(root) == Scope.all()
    with pytest.raises(NotAllowed):
        roles.everybody_scope(me)
