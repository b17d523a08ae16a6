"""Work that is set to a class: what, until when, and who has handed it in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.accounts.fields import one_line
from core.actor import Actor
from core.classroom import cohorts, reach, releases
from core.classroom.errors import (
    AssignmentNotFound,
    DraftsRange,
    DueBeforeOpen,
    NobodyChosen,
    NoExercises,
    NoteTooLong,
)
from core.clock import utc_now
from core.content.tasks import get_task
from core.progress.reliable_errors import RELIABLE
from db.models.classroom import Assignment, AssignmentLearner
from db.models.classroom import Release as Release
from db.models.classroom import WorkKind as WorkKind
from db.repositories import assignments as rows

MAX_NOTE_CHARACTERS = 1_000
MOST_OWED = 10
MOST_DRAFTS = 9


@dataclass(frozen=True)
class SetWork:
    """A piece of set work as a tutor lists it."""

    assignment_id: int
    kind: WorkKind
    task_id: int | None
    title: str
    note: str
    opens_at: datetime
    due_at: datetime
    learners: int
    handed_in: int
    release: Release
    is_exam: bool
    drafts_allowed: int | None


@dataclass(frozen=True)
class HandIn:
    """One learner on the board; without `submitted_at` it is not handed in, `words_begun` says whether it is begun.

    `band` is that of the first of `versions` essays on the task, `last_band` that of the newest.
    """

    user_id: int
    display_name: str
    email: str
    submission_id: int | None
    submitted_at: datetime | None
    is_late: bool
    band: Decimal | None
    words_begun: int
    versions: int
    last_band: Decimal | None


@dataclass(frozen=True)
class Owed:
    """A piece of set work and the names of those who have not handed it in."""

    assignment_id: int
    class_name: str
    title: str
    due_at: datetime
    names: tuple[str, ...]


@dataclass(frozen=True)
class Homework:
    """A piece of set work as the learner sees it."""

    assignment_id: int
    kind: WorkKind
    task_id: int | None
    title: str
    note: str
    due_at: datetime
    class_name: str
    is_exam: bool


def set_work(
    session: Session,
    actor: Actor,
    *,
    cohort_id: int,
    task_id: int | None,
    opens_at: datetime,
    due_at: datetime,
    note: str = "",
    learner_ids: Collection[int] | None = None,
    error_type: str | None = None,
    release: Release = Release.at_once,
    is_exam: bool = False,
    drafts_allowed: int | None = None,
) -> int:
    """Set a task of the bank, a question of the actor's own, exercises on a kind of error, or a mock test; its number.

    Without `task_id` and `error_type` it is a mock test.

    `release` says when its writers see their results; exercises have none to keep. With `is_exam` only what is
    written under the clock exactly like in the test is a hand-in. `drafts_allowed` is how many versions of an essay
    each may hand in until the day; it goes with a task in practice mode alone.

    `learner_ids` are those whom it is for; without them it is for everybody in the class, also who joins later.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        TaskNotFound: No such task is open to the actor.
        NoExercises: There are no exercises on this kind of error.
        DueBeforeOpen: It would be due before it opens, or in the past.
        NoteTooLong: The note has more than 1,000 characters.
        NobodyChosen: It is for some, and none of them is in the class.
        DraftsRange: Neither 1 to 9 versions nor any number.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    if task_id is not None:
        get_task(session, actor, task_id=task_id)
    elif error_type is not None and error_type not in RELIABLE:
        raise NoExercises
    if due_at <= opens_at or due_at <= utc_now():
        raise DueBeforeOpen
    if drafts_allowed is not None and not 1 <= drafts_allowed <= MOST_DRAFTS:
        raise DraftsRange
    words = one_line(note[:10_000])
    if len(words) > MAX_NOTE_CHARACTERS:
        raise NoteTooLong
    chosen = None if learner_ids is None else rows.learners_among(session, cohort_id=cohort_id, user_ids=learner_ids)
    if chosen is not None and not chosen:
        raise NobodyChosen
    kind = _kind(task_id, error_type)
    made = Assignment(
        cohort_id=cohort_id,
        kind=kind,
        task_id=task_id,
        error_type=error_type if task_id is None else None,
        note=words,
        opens_at=opens_at,
        due_at=due_at,
        is_for_some=chosen is not None,
        release=Release.at_once if kind is WorkKind.drill_set else release,
        is_exam=is_exam and kind is not WorkKind.drill_set,
        drafts_allowed=drafts_allowed if kind is WorkKind.task and not is_exam else None,
        created_by_id=actor.user_id,
    )
    session.add(made)
    session.flush()
    session.add_all(AssignmentLearner(assignment_id=made.id, user_id=user_id) for user_id in chosen or ())
    session.flush()
    audit_log.record(session, actor, action="work.set", entity="classroom_assignment", entity_id=made.id)
    return made.id


def list_work(session: Session, actor: Actor, *, cohort_id: int) -> tuple[SetWork, ...]:
    """The set work of a class, newest due first.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    return tuple(SetWork(*row) for row in rows.list_of_cohort(session, cohort_id=cohort_id))


def board(session: Session, actor: Actor, *, assignment_id: int) -> tuple[HandIn, ...]:
    """Every learner of the class: who has not handed in comes first. Late work counts, and is shown as late.

    Raises:
        NotAllowed, AssignmentNotFound: Not work of a class of the actor's.
    """
    _own(session, actor, assignment_id)
    return tuple(
        HandIn(
            row.user_id,
            row.display_name,
            row.email,
            row.submission_id,
            row.submitted_at,
            bool(row.is_late),
            row.band,
            row.words_begun or 0,
            row.versions,
            row.last_band,
        )
        for row in rows.board(session, assignment_id=assignment_id)
    )


def owed(session: Session, actor: Actor) -> tuple[Owed, ...]:
    """Open set work of the actor's classes that somebody has not handed in, the nearest due first; names to remind.

    Raises:
        NotAllowed: The actor is no tutor.
    """
    now, found = utc_now(), []
    for card in cohorts.list_mine(session, actor):
        for work in list_work(session, actor, cohort_id=card.cohort_id):
            if work.opens_at <= now and work.handed_in < work.learners:
                rows_of_work = rows.board(session, assignment_id=work.assignment_id)
                names = tuple(row.display_name for row in rows_of_work if row.submitted_at is None)
                if names:
                    found.append(Owed(work.assignment_id, card.name, work.title, work.due_at, names))
    return tuple(sorted(found, key=lambda each: each.due_at)[:MOST_OWED])


def withdraw(session: Session, actor: Actor, *, assignment_id: int) -> None:
    """Take set work back; what was handed in stays with its writers.

    Raises:
        NotAllowed, AssignmentNotFound: Not work of a class of the actor's.
    """
    _own(session, actor, assignment_id).withdrawn_at = utc_now()
    session.flush()
    releases.release_work(session, assignment_id=assignment_id)


def homework(session: Session, actor: Actor) -> tuple[Homework, ...]:
    """What the actor's classes wait for, the nearest first."""
    return tuple(Homework(*row) for row in rows.list_for_learner(session, user_id=actor.user_id, now=utc_now()))


def _kind(task_id: int | None, error_type: str | None) -> WorkKind:
    if task_id is not None:
        return WorkKind.task
    return WorkKind.mock_test if error_type is None else WorkKind.drill_set


def _own(session: Session, actor: Actor, assignment_id: int) -> Assignment:
    found = rows.for_update(session, assignment_id=assignment_id)
    if found is None or found.withdrawn_at is not None:
        raise AssignmentNotFound
    reach.require_cohort(session, actor, cohort_id=found.cohort_id)
    return found
