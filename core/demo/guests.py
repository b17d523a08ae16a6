"""Looking around as a learner, a tutor or an administrator, among sample people."""

from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts.fields import SAMPLE_DOMAIN
from core.actor import Role
from core.content.types import ModuleType
from core.demo.door import is_available
from core.demo.errors import DemoClosed
from core.jobs import queue
from core.samples.learners import create_person, create_sample_learner, hand_in_all
from core.samples.people import SamplePerson, Story, sample_person
from core.transaction import transaction
from db.repositories import accounts

LEARNERS = 24  # about 200 essays: two minutes of the worker, behind everything else
OWN_ESSAYS = queue.SAMPLE + 2  # of the guest learner: before the other samples, behind every person
FILLING = queue.SAMPLE + 1

_NAMES = {Role.learner: ("Maya", "Learner"), Role.tutor: ("Tomas", "Tutor"), Role.admin: ("Ada", "Administrator")}


def sign_in_as(session: Session, *, role: Role) -> int:
    """The guest account of this role, by its id; the first call makes the three guests.

    The guest learner's own essays are handed in at once; the other sample people come with a job, so that the
    click is quick.

    Raises:
        DemoClosed: This server is not somebody's own machine.
        SampleContentMissing: The plans or the tasks were never loaded.
    """
    if not is_available():
        raise DemoClosed
    found = {each: _guest(session, each) for each in Role}
    if accounts.find_user_by_email(session, email=sample_person(LEARNERS - 1).email) is None:
        queue.defer(session, "fill_demo", queue="maintenance", queueing_lock="fill_demo", priority=FILLING)
    return found[role]


def fill() -> int:
    """Make the sample people that a guest sees, a transaction each; how many were added. Nothing where closed."""
    if not is_available():
        return 0
    added = 0
    for index in range(LEARNERS):
        with transaction() as tx:
            added += create_sample_learner(tx, index=index) is not None
    return added


def _guest(session: Session, role: Role) -> int:
    person = _person(role)
    known = accounts.find_user_by_email(session, email=person.email)
    if known is not None:
        return known.id
    actor = create_person(session, person, roles=(role,))
    if actor is None:  # a second click has made it meanwhile
        found = accounts.find_user_by_email(session, email=person.email)
        if found is None:
            raise DemoClosed
        return found.id
    if role == Role.learner:
        hand_in_all(session, actor, person, priority=OWN_ESSAYS)
    return actor.user_id


def _person(role: Role) -> SamplePerson:
    first_name, last_name = _NAMES[role]
    return SamplePerson(
        email=f"guest-{role.value}@{SAMPLE_DOMAIN}",
        first_name=first_name,
        last_name=last_name,
        timezone="UTC",
        language="",
        module_type=ModuleType.academic,
        target_band=Decimal("7.0"),
        last_writing_band=Decimal("6.0"),
        test_in_days=23,
        story=Story.improves,
        joined_days_ago=100,
    )
