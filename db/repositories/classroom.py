"""Rows of classes and of who is in them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.classroom import Cohort, Invitation, MemberKind, Membership


def add_cohort(session: Session, *, name: str, code: str, created_by_id: int) -> int:
    """A class with its first tutor; its number."""
    cohort = Cohort(name=name, code=code, created_by_id=created_by_id)
    session.add(cohort)
    session.flush()
    session.add(Membership(cohort_id=cohort.id, user_id=created_by_id, kind=MemberKind.tutor))
    session.flush()
    return cohort.id


def cohort_for_update(session: Session, *, cohort_id: int) -> Cohort | None:
    """One class, locked."""
    return session.scalar(select(Cohort).where(Cohort.id == cohort_id).with_for_update())


def find_by_code(session: Session, *, code: str) -> Cohort | None:
    """The open class of that code."""
    return session.scalar(select(Cohort).where(Cohort.code == code, Cohort.archived_at.is_(None)))


def membership(session: Session, *, cohort_id: int, user_id: int) -> Membership | None:
    """This person's row in the class, whether they have left or not; locked."""
    return session.scalar(
        select(Membership).where(Membership.cohort_id == cohort_id, Membership.user_id == user_id).with_for_update()
    )


def list_cohorts(session: Session, *, user_id: int, kind: MemberKind, archived: bool = False) -> Sequence[Any]:
    """The classes that somebody is in now, with how many learners each has."""
    learners = (
        select(func.count())
        .where(Membership.cohort_id == Cohort.id, Membership.kind == MemberKind.learner, Membership.left_at.is_(None))
        .scalar_subquery()
    )
    mine = select(Membership.id).where(
        Membership.cohort_id == Cohort.id,
        Membership.user_id == user_id,
        Membership.kind == kind,
        Membership.left_at.is_(None),
    )
    is_open = Cohort.archived_at.is_not(None) if archived else Cohort.archived_at.is_(None)
    return session.execute(
        select(Cohort.id, Cohort.name, Cohort.code, learners.label("learners"), Cohort.archived_at)
        .where(mine.exists(), is_open)
        .order_by(Cohort.name, Cohort.id)
    ).all()


def tutor_names(session: Session, *, cohort_ids: Collection[int]) -> dict[int, list[str]]:
    """Who teaches each of the classes."""
    rows = session.execute(
        select(Membership.cohort_id, User.display_name)
        .join(User, User.id == Membership.user_id)
        .where(Membership.cohort_id.in_(cohort_ids), Membership.kind == MemberKind.tutor, Membership.left_at.is_(None))
        .order_by(Membership.id)
    )
    found: dict[int, list[str]] = {}
    for cohort_id, name in rows:
        found.setdefault(cohort_id, []).append(name)
    return found


def is_tutor_of(session: Session, *, tutor_id: int, cohort_id: int) -> bool:
    """Whether somebody teaches the open class now."""
    return bool(
        session.scalar(
            select(
                select(Membership.id)
                .join(Cohort, Cohort.id == Membership.cohort_id)
                .where(
                    Membership.cohort_id == cohort_id,
                    Membership.user_id == tutor_id,
                    Membership.kind == MemberKind.tutor,
                    Membership.left_at.is_(None),
                    Cohort.archived_at.is_(None),
                )
                .exists()
            )
        )
    )


def teaches(session: Session, *, tutor_id: int, learner_id: int) -> bool:
    """Whether both are in one open class now, one as tutor, the other as learner who consented."""
    return bool(
        session.scalar(
            text(
                """
                select exists (
                    select from classroom_membership as t
                    join classroom_membership as l on l.cohort_id = t.cohort_id
                    join classroom_cohort as c on c.id = t.cohort_id and c.archived_at is null
                    where t.user_id = :tutor_id and t.kind = 'tutor' and t.left_at is null
                      and l.user_id = :learner_id and l.kind = 'learner' and l.left_at is null
                      and l.consented_at is not null
                )
                """
            ),
            {"tutor_id": tutor_id, "learner_id": learner_id},
        )
    )


def list_members(session: Session, *, cohort_id: int) -> Sequence[Any]:
    """Everybody who is in the class now, tutors first."""
    return session.execute(
        select(
            User.id.label("user_id"),
            User.display_name,
            User.email,
            Membership.kind,
            Membership.consented_at,
            Membership.created_at,
        )
        .join(User, User.id == Membership.user_id)
        .where(Membership.cohort_id == cohort_id, Membership.left_at.is_(None), User.erased_at.is_(None))
        .order_by(Membership.kind.desc(), User.display_name, User.id)
    ).all()


def addresses_in(session: Session, *, cohort_id: int, emails: Collection[str]) -> set[str]:
    """Which of these addresses belong to somebody who is in the class now."""
    return set(
        session.scalars(
            select(func.lower(User.email))
            .join(Membership, Membership.user_id == User.id)
            .where(Membership.cohort_id == cohort_id, Membership.left_at.is_(None), func.lower(User.email).in_(emails))
        )
    )


def add_invitation(session: Session, *, cohort_id: int, email: str, invited_by_id: int) -> bool:
    """Remember that an address was asked; False if it was before."""
    added = session.execute(
        insert(Invitation)
        .values(cohort_id=cohort_id, email=email, invited_by_id=invited_by_id)
        .on_conflict_do_nothing(constraint="classroom_invitation_once")
        .returning(Invitation.id)
    )
    return added.one_or_none() is not None


def list_invitations(session: Session, *, cohort_id: int) -> Sequence[str]:
    """Addresses that were asked and have not joined."""
    joined = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.cohort_id == cohort_id, func.lower(User.email) == func.lower(Invitation.email))
    )
    return session.scalars(
        select(Invitation.email).where(Invitation.cohort_id == cohort_id, ~joined.exists()).order_by(Invitation.id)
    ).all()


def leave_all(session: Session, *, user_id: int, now: datetime) -> None:
    """Take somebody out of every class."""
    session.execute(
        update(Membership).where(Membership.user_id == user_id, Membership.left_at.is_(None)).values(left_at=now)
    )


def list_open(session: Session) -> Sequence[Any]:
    """Every open class with learners, by name, and how many they are."""
    return session.execute(
        select(Cohort.id, Cohort.name, func.count(Membership.id).label("learners"))
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Cohort.archived_at.is_(None), Membership.kind == MemberKind.learner, Membership.left_at.is_(None))
        .group_by(Cohort.id)
        .order_by(Cohort.name, Cohort.id)
    ).all()
