"""Classes of a tutor: opened, named, shared with other tutors, put away."""

import secrets

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.accounts.fields import clean_email, one_line
from core.actor import Actor, Role
from core.classroom import reach, releases
from core.classroom.errors import CohortNotFound, LastTutor, NameOfClass, NotATutor, SampleRange
from core.classroom.types import ClassCard, Member, MemberKind
from core.clock import utc_now
from db.models.classroom import Membership
from db.repositories import accounts, classroom

# no 0 and O, no 1, I and L: a code is read aloud and typed; 31^8 is far beyond what the throttle lets anybody try
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
MAX_NAME_CHARACTERS = 100


def create(session: Session, actor: Actor, *, name: str) -> int:
    """Open a class; the actor is its first tutor. Its number.

    Raises:
        NotAllowed: The actor is no tutor.
        NameOfClass: The name is empty or longer than 100 characters.
    """
    actor.require(Role.tutor)
    cohort_id = classroom.add_cohort(session, name=_name(name), code=_new_code(), created_by_id=actor.user_id)
    audit_log.record(session, actor, action="class.opened", entity="classroom_cohort", entity_id=cohort_id)
    return cohort_id


def list_mine(session: Session, actor: Actor, *, archived: bool = False) -> tuple[ClassCard, ...]:
    """The classes that the actor teaches, by name.

    Raises:
        NotAllowed: The actor is no tutor.
    """
    actor.require(Role.tutor)
    rows = classroom.list_cohorts(session, user_id=actor.user_id, kind=MemberKind.tutor, archived=archived)
    tutors = classroom.tutor_names(session, cohort_ids=[row.id for row in rows])
    return tuple(
        ClassCard(row.id, row.name, row.code, row.learners, tuple(tutors.get(row.id, ())), row.archived_at is not None)
        for row in rows
    )


def set_sample(session: Session, actor: Actor, *, cohort_id: int, percent: int) -> None:
    """How many of a hundred essays of the class come into its tutors' queue though nobody asked; 0 for none.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        SampleRange: Not between 0 and 100.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    if not 0 <= percent <= 100:
        raise SampleRange
    cohort = classroom.cohort_for_update(session, cohort_id=cohort_id)
    if cohort is not None:
        cohort.sample_percent = percent
        session.flush()


def want_weekly_mail(session: Session, actor: Actor, *, cohort_id: int, wants: bool) -> None:
    """Whether the actor wants the Monday mail about this class.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    membership = classroom.membership(session, cohort_id=cohort_id, user_id=actor.user_id)
    if membership is not None:
        membership.weekly_mail = wants
        session.flush()


def settings_of(session: Session, actor: Actor, *, cohort_id: int) -> tuple[int, bool]:
    """The class's share of samples in percent, and whether the actor wants the Monday mail.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    cohort = classroom.cohort_for_update(session, cohort_id=cohort_id)
    membership = classroom.membership(session, cohort_id=cohort_id, user_id=actor.user_id)
    return (cohort.sample_percent if cohort else 0, bool(membership and membership.weekly_mail))


def rename(session: Session, actor: Actor, *, cohort_id: int, name: str) -> None:
    """Give a class another name.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        NameOfClass: The name is empty or longer than 100 characters.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    cohort = classroom.cohort_for_update(session, cohort_id=cohort_id)
    if cohort is None:
        raise CohortNotFound
    cohort.name = _name(name)


def change_code(session: Session, actor: Actor, *, cohort_id: int) -> str:
    """Let the old join code lead nowhere, and give a new one.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    cohort = classroom.cohort_for_update(session, cohort_id=cohort_id)
    if cohort is None:
        raise CohortNotFound
    cohort.code = _new_code()
    return cohort.code


def archive(session: Session, actor: Actor, *, cohort_id: int) -> None:
    """Put a class away: nobody joins it and its tutors see its learners no more. Nothing of the learners' is lost.

    Raises:
        NotAllowed, CohortNotFound: Not an open class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    cohort = classroom.cohort_for_update(session, cohort_id=cohort_id)
    if cohort is None:
        raise CohortNotFound
    cohort.archived_at = utc_now()
    releases.release_class(session, cohort_id=cohort_id)
    audit_log.record(session, actor, action="class.archived", entity="classroom_cohort", entity_id=cohort_id)


def add_tutor(session: Session, actor: Actor, *, cohort_id: int, email: str) -> None:
    """Let another tutor teach the class, too.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        MalformedEmail: It cannot be an address.
        NotATutor: Nobody with the tutor's role has it.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    person = accounts.find_user_by_email(session, email=clean_email(email))
    is_tutor = person is not None and Role.tutor in accounts.group_names(session, user_id=person.id)
    if person is None or not is_tutor or not person.is_active or person.erased_at is not None:
        raise NotATutor
    row = classroom.membership(session, cohort_id=cohort_id, user_id=person.id)
    if row is None:
        session.add(Membership(cohort_id=cohort_id, user_id=person.id, kind=MemberKind.tutor))
    else:
        row.kind, row.left_at = MemberKind.tutor, None
    session.flush()
    audit_log.record(
        session,
        actor,
        action="class.tutor_added",
        entity="classroom_cohort",
        entity_id=cohort_id,
        detail={"tutor": person.id},
    )


def remove(session: Session, actor: Actor, *, cohort_id: int, user_id: int) -> None:
    """Take somebody out of the class: a learner, another tutor, or oneself. Access ends at once.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's, or nobody in it.
        LastTutor: Nobody would teach it.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    classroom.cohort_for_update(session, cohort_id=cohort_id)  # two tutors who remove each other wait for each other
    row = classroom.membership(session, cohort_id=cohort_id, user_id=user_id)
    if row is None or row.left_at is not None:
        raise CohortNotFound
    members = classroom.list_members(session, cohort_id=cohort_id)
    if row.kind is MemberKind.tutor and sum(each.kind is MemberKind.tutor for each in members) == 1:
        raise LastTutor
    row.left_at = utc_now()
    session.flush()
    releases.release_class(session, cohort_id=cohort_id, user_id=user_id)
    audit_log.record(
        session,
        actor,
        action="class.member_removed",
        entity="classroom_cohort",
        entity_id=cohort_id,
        detail={"member": user_id},
    )


def members(session: Session, actor: Actor, *, cohort_id: int) -> tuple[Member, ...]:
    """Everybody in the class, tutors first.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    return tuple(
        Member(row.user_id, row.display_name, row.email, row.kind, row.consented_at or row.created_at)
        for row in classroom.list_members(session, cohort_id=cohort_id)
    )


def _name(text: str) -> str:
    name = one_line(text[:10_000])
    if not 1 <= len(name) <= MAX_NAME_CHARACTERS:
        raise NameOfClass
    return name


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
