"""Rows of people, their groups and their preferences."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models.accounts import Group, Permission, User, UserPreferences

_user_groups = User.metadata.tables["accounts_customuser_groups"]
_group_permissions = Group.metadata.tables["accounts_group_permissions"]


# People


def add_user(session: Session, **columns: Any) -> int | None:
    """The new person's id; None if the e-mail is taken, also by a sign-up that commits while this one waits."""
    return session.scalar(insert(User).values(**columns).on_conflict_do_nothing().returning(User.id))


def find_user(session: Session, *, user_id: int) -> User | None:
    """The person with this number."""
    return session.get(User, user_id)


def user_for_update(session: Session, *, user_id: int) -> User | None:
    """The same, locked and read anew."""
    return session.scalar(
        select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    )


def find_user_by_email(session: Session, *, email: str) -> User | None:
    """The person who signs in with this address; capitals do not count."""
    return session.scalar(select(User).where(func.lower(User.email) == email.lower()))


def move_email(session: Session, *, user_id: int, email: str, verified_at: datetime) -> bool:
    """Give the person another, confirmed address; False if somebody has it, also since a moment ago."""
    move = update(User).where(User.id == user_id).values(email=email, email_verified_at=verified_at)
    try:
        with session.begin_nested():  # else the refused write would spoil the caller's transaction
            session.execute(move)
    except IntegrityError:
        return False
    return True


def group_names(session: Session, *, user_id: int) -> set[str]:
    """The groups of one person."""
    return set(
        session.scalars(select(Group.name).join(_user_groups).where(_user_groups.c.customuser_id == user_id)).all()
    )


def find_people(session: Session, *, search: str, limit: int) -> Sequence[tuple[User, list[str]]]:
    """People whose e-mail or name contains the text, newest first, with their groups; erased ones left out."""
    names = (
        select(func.array_agg(Group.name))
        .join(_user_groups)
        .where(_user_groups.c.customuser_id == User.id)
        .scalar_subquery()
    )
    query = select(User, names).where(User.erased_at.is_(None)).order_by(User.id.desc()).limit(limit)
    if search:
        query = query.where(
            or_(User.email.icontains(search, autoescape=True), User.display_name.icontains(search, autoescape=True))
        )
    return [(user, list(groups or ())) for user, groups in session.execute(query)]


# Groups and permissions


def set_groups(session: Session, *, user_id: int, names: Collection[str]) -> None:
    """Make these the person's groups, and no others."""
    wanted = select(Group.id).where(Group.name.in_(names))
    session.execute(
        delete(_user_groups).where(_user_groups.c.customuser_id == user_id, _user_groups.c.group_id.not_in(wanted))
    )
    pairs = select(User.id, Group.id).join(Group, Group.name.in_(names)).where(User.id == user_id)
    session.execute(insert(_user_groups).from_select(["customuser_id", "group_id"], pairs).on_conflict_do_nothing())


def permissions_of(session: Session, *, user_id: int) -> set[str]:
    """What the person's groups allow."""
    return set(
        session.scalars(
            select(Permission.codename)
            .join(_group_permissions, _group_permissions.c.permission_id == Permission.id)
            .join(_user_groups, _user_groups.c.group_id == _group_permissions.c.group_id)
            .where(_user_groups.c.customuser_id == user_id)
        ).all()
    )


def lock_superusers(session: Session) -> set[int]:
    """Everybody who may manage roles and can sign in, locked until the transaction ends."""
    return set(
        session.scalars(
            select(User.id).where(User.is_superuser, User.is_active).order_by(User.id).with_for_update()
        ).all()
    )


# Preferences


def add_preferences(session: Session, *, user_id: int) -> bool:
    """Give the person the default preferences, colours as their device has them; False if there were some."""
    added = (
        insert(UserPreferences)
        .values(user_id=user_id, theme=None)
        .on_conflict_do_nothing()
        .returning(UserPreferences.id)
    )
    return session.scalar(added) is not None


def add_missing_preferences(session: Session) -> int:
    """Give everybody without preferences the default ones; how many people that were."""
    missing = select(User.id, null()).where(~exists().where(UserPreferences.user_id == User.id))
    added = insert(UserPreferences).from_select(["user_id", "theme"], missing).on_conflict_do_nothing()
    return len(session.scalars(added.returning(UserPreferences.id)).all())


def find_preferences(session: Session, *, user_id: int) -> UserPreferences | None:
    """The person's preferences."""
    return session.scalar(select(UserPreferences).where(UserPreferences.user_id == user_id))
