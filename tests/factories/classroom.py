"""Classes with people in them."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.classroom import cohorts, joining
from core.clock import utc_now
from db.models.classroom import Assignment, Cohort
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.content import make_task


def make_tutor(session: Session, **overrides: Any) -> Actor:
    """A tutor without a class."""
    user = make_user(session, groups=("learner", "tutor"), **overrides)
    return actor_of(user, roles=(Role.learner, Role.tutor))


def make_class(session: Session, tutor: Actor, *, learners: int = 0, name: str = "Evening group") -> int:
    """A class of the tutor's with so many new learners; its number."""
    cohort_id = cohorts.create(session, tutor, name=name)
    for _ in range(learners):
        make_member(session, cohort_id)
    return cohort_id


def make_member(session: Session, cohort_id: int, learner: Actor | None = None, **overrides: Any) -> Actor:
    """A learner who has joined with consent."""
    learner = learner or make_learner(session, **overrides)
    code = session.get_one(Cohort, cohort_id).code
    joining.join(session, learner, code=code, agrees=True)
    return learner


def make_assignment(session: Session, tutor: Actor, cohort_id: int, **overrides: Any) -> Assignment:
    """A task set a day ago, due in six."""
    now = utc_now()
    values: dict[str, Any] = {
        "cohort_id": cohort_id,
        "opens_at": now - timedelta(days=1),
        "due_at": now + timedelta(days=6),
        "created_by_id": tutor.user_id,
    }
    values = values | overrides
    values.setdefault("task_id", make_task(session).id)
    made = Assignment(**values)
    session.add(made)
    session.flush()
    return made
