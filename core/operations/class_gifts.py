"""Credits or a plan for a whole class in one act: who cannot get it is named, everybody else has it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing import grants
from core.billing.errors import NoPlan
from core.billing.grant_errors import CustomerNotFound, GivenAlready, HasPaidPlan
from core.classroom.errors import CohortNotFound
from db.repositories import classroom, messages


@dataclass(frozen=True)
class ClassToChoose:
    """An open class as an administrator chooses it."""

    cohort_id: int
    name: str
    learners: int


@dataclass(frozen=True)
class Given:
    """How many got it, and the addresses of those who could not, each with why."""

    given: int
    left_out: tuple[tuple[str, str], ...]


def list_classes(session: Session, actor: Actor) -> tuple[ClassToChoose, ...]:
    """Every open class with learners, by name.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return tuple(ClassToChoose(row.id, row.name, row.learners) for row in classroom.list_open(session))


def give_credits(session: Session, actor: Actor, *, cohort_id: int, amount: int, reason: str) -> Given:
    """Give each learner of a class so many bonus credits of their current month.

    Raises:
        NotAllowed, SamplePeopleOnly, GrantOutOfRange, ReasonMissing, ReasonTooLong: As for one person.
        CohortNotFound: No such class, or nobody learns in it.
    """

    def give(user_id: int) -> None:
        grants.grant_bonus(session, actor, user_id=user_id, amount=amount, reason=reason)

    return _each(session, actor, cohort_id, give)


def give_plan(session: Session, actor: Actor, *, cohort_id: int, plan_slug: str, months: int, reason: str) -> Given:
    """Give each learner of a class a plan for nothing; who pays for one keeps it and is named.

    Raises:
        NotAllowed, SamplePeopleOnly, PlanNotFound, TimeOutOfRange, ReasonMissing, ReasonTooLong: As for one person.
        CohortNotFound: No such class, or nobody learns in it.
    """

    def give(user_id: int) -> None:
        grants.give_plan(session, actor, user_id=user_id, plan_slug=plan_slug, months=months, reason=reason)

    return _each(session, actor, cohort_id, give)


def _each(session: Session, actor: Actor, cohort_id: int, give: Callable[[int], None]) -> Given:
    actor.require(Role.admin)
    learners = messages.learners_of(session, cohort_id=cohort_id)
    if not learners:
        raise CohortNotFound
    left_out = []
    for learner in learners:
        try:
            with session.begin_nested():
                give(learner.user_id)
        except (HasPaidPlan, NoPlan, CustomerNotFound, GivenAlready) as refusal:
            left_out.append((learner.email, str(refusal)))
    return Given(len(learners) - len(left_out), tuple(left_out))
