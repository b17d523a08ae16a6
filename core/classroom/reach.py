"""Whom a tutor may see: learners of own open classes who are in them now and consented. Nothing else, nowhere."""

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.classroom.errors import CohortNotFound, LearnerNotFound
from db.repositories import classroom


def require_cohort(session: Session, actor: Actor, *, cohort_id: int) -> None:
    """Refuse whoever does not teach this class now.

    Raises:
        NotAllowed: The actor is no tutor.
        CohortNotFound: It is not a class of theirs, or it is archived.
    """
    actor.require(Role.tutor)
    if not classroom.is_tutor_of(session, tutor_id=actor.user_id, cohort_id=cohort_id):
        raise CohortNotFound


def require_learner(session: Session, actor: Actor, *, learner_id: int) -> None:
    """Refuse whoever does not teach this person now.

    Raises:
        NotAllowed: The actor is no tutor.
        LearnerNotFound: They share no open class, or the learner has left it.
    """
    actor.require(Role.tutor)
    if not classroom.teaches(session, tutor_id=actor.user_id, learner_id=learner_id):
        raise LearnerNotFound
