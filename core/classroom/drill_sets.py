"""Exercises on one kind of error as set work: the learner's own sentences first, then shared ones of the class."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.stored import comments_from_json
from core.classroom import error_examples
from core.classroom.errors import AssignmentNotFound
from core.clock import utc_now
from core.progress import error_drills
from core.progress.drill_forms import Drill, drill_of
from core.progress.drill_sentences import drill_sentences
from core.progress.paragraphs import today_of
from db.repositories import assignments as work
from db.repositories import cockpit
from db.repositories import error_drills as rows

A_SET = 8
_DAYS = 90
_LOOKED_THROUGH = 60


@dataclass(frozen=True)
class DrillSet:
    """A set as its learner sees it; `left` are the drills without an answer yet."""

    title: str
    class_name: str
    due_at: datetime
    left: tuple[Drill, ...]
    all: int


def open_set(session: Session, actor: Actor, *, assignment_id: int) -> DrillSet:
    """The set of the actor, made at the first time it is opened; without a sentence of this kind it is empty.

    Raises:
        AssignmentNotFound: No such exercises are set for this person.
    """
    found = work.find_set_for(session, user_id=actor.user_id, assignment_id=assignment_id, now=utc_now())
    if found is None:
        raise AssignmentNotFound
    in_set = rows.in_set(session, assignment_id=assignment_id, user_id=actor.user_id)
    if not in_set:
        _fill(session, actor, assignment_id=assignment_id, cohort_id=found.cohort_id, kind=found.error_type)
        in_set = rows.in_set(session, assignment_id=assignment_id, user_id=actor.user_id)
    left = tuple(drill_of(row, essay.content) for row, essay, is_answered in in_set if not is_answered)
    return DrillSet(found.title, found.class_name, found.due_at, left, len(in_set))


def _fill(session: Session, actor: Actor, *, assignment_id: int, cohort_id: int, kind: str) -> None:
    error_drills.look_through(session, actor)
    own = [row.id for row, _ in rows.of_kind(session, user_id=actor.user_id, error_type=kind, limit=A_SET)]
    if len(own) < A_SET:
        _borrow(session, actor, cohort_id=cohort_id, kind=kind)
        own = [row.id for row, _ in rows.of_kind(session, user_id=actor.user_id, error_type=kind, limit=A_SET)]
    rows.add_to_set(session, assignment_id=assignment_id, drill_ids=own)


def _borrow(session: Session, actor: Actor, *, cohort_id: int, kind: str) -> None:
    """Take sentences of the class that may stand on a handout: shared, and without what reveals the writer."""
    taken = 0
    found = cockpit.error_examples(
        session,
        cohort_id=cohort_id,
        kind=kind,
        task_number=None,
        after=utc_now() - timedelta(days=_DAYS),
        assignment_id=None,
        limit=_LOOKED_THROUGH,
    )
    for row in found:
        example = error_examples.example_of(row)
        if example is None or taken == A_SET or not error_examples.for_paper([example]):
            continue
        chosen = drill_sentences(row.content, comments_from_json([row.comment]))
        error_drills.keep(
            session,
            user_id=actor.user_id,
            submission_id=row.submission_id,
            chosen=chosen,
            due_on=today_of(actor) + timedelta(days=1),
        )
        taken += len(chosen)
