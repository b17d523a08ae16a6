"""Sample learners: accounts nobody can enter, with essays that are handed in and assessed like anybody's."""

import logging
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy.orm import Session

from core.accounts.checks import level_of
from core.accounts.passwords import UNUSABLE
from core.actor import Actor, Role
from core.billing import subscriptions
from core.clock import pinned, utc_now
from core.content import sample_essays
from core.content.sample_essays import SampleEssay
from core.jobs import queue
from core.practice import drafts, submissions
from core.samples.errors import SampleContentMissing
from core.samples.people import SamplePerson, sample_person
from core.samples.stories import Sitting, is_for, sittings
from db.repositories import accounts, billing, content

log = logging.getLogger(__name__)

SAVE_EVERY = timedelta(minutes=10)


def create_sample_learner(session: Session, *, index: int) -> int | None:
    """Make the sample learner of this number with a past up to now: how many essays; None if there is one already.

    The essays wait in the queue behind everybody else's. Call it in a transaction of its own for each learner,
    so that a stop in between leaves whole people only.

    Raises:
        SampleContentMissing: The plans or the tasks were never loaded.
    """
    person = sample_person(index)
    if accounts.find_user_by_email(session, email=person.email) is not None:
        return None
    actor = create_person(session, person, roles=(Role.learner,))
    return hand_in_all(session, actor, person) if actor is not None else None


def create_person(session: Session, person: SamplePerson, *, roles: tuple[Role, ...]) -> Actor | None:
    """The account, with the free plan and no password; None if another transaction has just made it.

    Raises:
        SampleContentMissing: The plans were never loaded.
    """
    now = utc_now()
    joined_at = now - timedelta(days=person.joined_days_ago)
    user_id = accounts.add_user(
        session,
        username=person.email.partition("@")[0],
        email=person.email,
        display_name=person.first_name,
        first_name=person.first_name,
        last_name=person.last_name,
        password=UNUSABLE,
        is_staff=Role.admin in roles,
        date_joined=joined_at,
        email_verified_at=joined_at,
        target_band_score=person.target_band,
        last_writing_band=person.last_writing_band,
        current_level=level_of(person.last_writing_band),
        test_date=None if person.test_in_days is None else (now + timedelta(days=person.test_in_days)).date(),
        module_type=person.module_type,
        timezone=person.timezone,
        language_background=person.language,
    )
    if user_id is None:
        return None
    accounts.set_groups(session, user_id=user_id, names={role.value for role in (*roles, Role.learner)})
    accounts.add_preferences(session, user_id=user_id)
    if billing.find_plan(session, slug=subscriptions.FREE_PLAN) is None:
        raise SampleContentMissing
    with pinned(joined_at):
        subscriptions.open_free(session, user_id=user_id)
    return Actor(
        user_id=user_id,
        display_name=person.first_name,
        email=person.email,
        roles=frozenset({*roles, Role.learner}),
        is_email_verified=True,
        timezone=person.timezone,
        module_type=person.module_type,
        target_band=person.target_band,
    )


def hand_in_all(session: Session, actor: Actor, person: SamplePerson, *, priority: int = queue.SAMPLE) -> int:
    """Write and hand in the person's essays, each at its moment in the past; how many.

    Raises:
        SampleContentMissing: None of the tasks was ever loaded.
    """
    task_ids = content.task_ids(session, codes={essay.task_code for essay in _essays()})
    if not task_ids:
        raise SampleContentMissing
    offered = [essay for essay in _essays() if essay.task_code in task_ids and is_for(essay, person.module_type)]
    planned = sittings(person, offered, now=utc_now())
    for sitting in planned:
        _hand_in(session, actor, sitting, task_id=task_ids[sitting.essay.task_code], priority=priority)
    log.info("sample.created", extra={"user_id": actor.user_id, "essays": len(planned)})
    return len(planned)


def _hand_in(session: Session, actor: Actor, sitting: Sitting, *, task_id: int, priority: int) -> None:
    with pinned(sitting.begun_at):
        submission_id = drafts.begin(session, actor, task_id=task_id)
    revision = 0
    for moment in _saves(sitting.begun_at, sitting.submitted_at):
        with pinned(moment):
            saved = drafts.save(
                session,
                actor,
                submission_id=submission_id,
                revision=revision,
                text=sitting.essay.text,
                active_seconds=int(SAVE_EVERY.total_seconds()),
            )
        revision = saved.revision
    with pinned(sitting.submitted_at):
        submissions.submit(session, actor, submission_id=submission_id, revision=revision, priority=priority)


def _saves(begun_at: datetime, submitted_at: datetime) -> list[datetime]:
    """A save for every ten minutes of writing: the active time adds up from them."""
    count = int((submitted_at - begun_at) / SAVE_EVERY)
    return [begun_at + SAVE_EVERY * (number + 1) for number in range(max(count, 1))]


@cache
def _essays() -> tuple[SampleEssay, ...]:
    return sample_essays.read_essays()
