"""Coming into a class with its code, knowing who will see what, and leaving it."""

from sqlalchemy.orm import Session

from core.accounts import authentication
from core.actor import Actor, Role
from core.classroom import releases
from core.classroom.errors import CodeNotFound, CohortNotFound, ConsentMissing, TeachesAlready
from core.classroom.types import ClassCard, ClassOffer, MemberKind
from core.clock import utc_now
from db.models.accounts import AttemptKind
from db.models.classroom import Cohort, Membership
from db.repositories import classroom

WHAT_TUTORS_SEE = (
    "your name and e-mail address, your target band and test date",
    "essays that you hand in while you are in the class, and those before, with their bands and comments",
    "when and how much you practise",
)
WHAT_THEY_DO_NOT = ("drafts that you have not handed in", "your payments", "your password")


def look_up(session: Session, actor: Actor, *, code: str, address: str) -> ClassOffer:
    """The class of a code, for somebody who wants to join; each try counts against guessing.

    Raises:
        TooManyTries: Too many codes were tried from here, or by this person.
        CodeNotFound: No open class has this code.
    """
    actor.require(Role.learner)
    authentication.note_request(session, kind=AttemptKind.join_class, email=f"class-{actor.user_id}", address=address)
    cohort = _by_code(session, code)
    tutors = classroom.tutor_names(session, cohort_ids=[cohort.id])
    return ClassOffer(cohort.id, cohort.name, tuple(tutors.get(cohort.id, ())))


def join(session: Session, actor: Actor, *, code: str, agrees: bool, shares_sentences: bool = False) -> int:
    """Become a learner of the class; its number. Joining again after leaving is joining.

    `shares_sentences` lets single sentences, without details that reveal the writer, into handouts of the class.

    Raises:
        CodeNotFound: No open class has this code.
        ConsentMissing: Without agreeing that tutors see one's work there is no joining.
        TeachesAlready: The actor is a tutor of this class.
    """
    actor.require(Role.learner)
    cohort = _by_code(session, code)
    if not agrees:
        raise ConsentMissing
    row = classroom.membership(session, cohort_id=cohort.id, user_id=actor.user_id)
    if row is not None and row.kind is MemberKind.tutor and row.left_at is None:
        raise TeachesAlready
    now = utc_now()
    if row is None:
        row = Membership(cohort_id=cohort.id, user_id=actor.user_id, kind=MemberKind.learner, consented_at=now)
        session.add(row)
    row.kind, row.left_at, row.consented_at = MemberKind.learner, None, now
    row.shares_sentences = shares_sentences
    session.flush()
    return cohort.id


def list_mine(session: Session, actor: Actor) -> tuple[ClassCard, ...]:
    """The classes that the actor learns in, by name; without their codes, which are the tutors' to give."""
    rows = classroom.list_cohorts(session, user_id=actor.user_id, kind=MemberKind.learner)
    tutors = classroom.tutor_names(session, cohort_ids=[row.id for row in rows])
    return tuple(ClassCard(row.id, row.name, "", row.learners, tuple(tutors.get(row.id, ())), False) for row in rows)


def leave(session: Session, actor: Actor, *, cohort_id: int) -> None:
    """Leave a class: its tutors see nothing of the actor any more, at once.

    Raises:
        CohortNotFound: The actor is not in it.
    """
    row = classroom.membership(session, cohort_id=cohort_id, user_id=actor.user_id)
    if row is None or row.left_at is not None or row.kind is not MemberKind.learner:
        raise CohortNotFound
    row.left_at = utc_now()
    session.flush()
    releases.release_class(session, cohort_id=cohort_id, user_id=actor.user_id)


def _by_code(session: Session, code: str) -> Cohort:
    typed = "".join(sign for sign in code[:100].upper() if sign.isalnum())
    cohort = classroom.find_by_code(session, code=typed) if typed.isascii() and typed else None
    if cohort is None:
        raise CodeNotFound
    return cohort
