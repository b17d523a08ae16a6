"""A learner as their tutor sees them: the same rows and charts that they see themselves."""

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.classroom import reach
from core.classroom.errors import LearnerNotFound
from db.repositories import accounts


def as_learner(session: Session, actor: Actor, *, learner_id: int) -> Actor:
    """The learner as an actor of their own progress, for readers that look and change nothing.

    Raises:
        NotAllowed, LearnerNotFound: Nobody whom the actor teaches now.
    """
    reach.require_learner(session, actor, learner_id=learner_id)
    user = accounts.find_user(session, user_id=learner_id)
    if user is None:
        raise LearnerNotFound
    return Actor(
        user_id=user.id,
        display_name=user.display_name,
        email=user.email,
        roles=frozenset({Role.learner}),
        is_email_verified=user.email_verified_at is not None,
        timezone=actor.timezone,
        module_type=user.module_type,
        target_band=user.target_band_score,
        test_date=user.test_date,
    )
