"""A class at a glance: learner by criterion, what moved, who writes, and which errors the class shares."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Criterion
from core.classroom import reach
from core.classroom.filters import EVERYTHING, LAST_MONTH, Filters
from core.clock import utc_now
from db.repositories import cockpit as rows

WEEK = timedelta(days=7)
MOST_ERRORS = 12
_COLUMNS = {
    Criterion.task_achievement: "task",
    Criterion.coherence_cohesion: "coherence",
    Criterion.lexical_resource: "lexis",
    Criterion.grammar_accuracy: "grammar",
}


@dataclass(frozen=True)
class LearnerRow:
    """One learner: the newest bands by criterion with their change, the overall band's range over the last four."""

    user_id: int
    display_name: str
    email: str
    target: Decimal | None
    test_date: date | None
    submission_id: int | None
    bands: dict[Criterion, Decimal]
    changes: dict[Criterion, Decimal]
    overall: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    results: int
    essays_this_week: int
    last_active_at: datetime | None


@dataclass(frozen=True)
class ClassError:
    """A kind of comment in the essays of the class: how often, per 100 words, by how many people."""

    kind: str
    times: int
    people: int
    per_100_words: float


def heat_map(
    session: Session,
    actor: Actor,
    *,
    cohort_id: int,
    filters: Filters = EVERYTHING,
) -> tuple[LearnerRow, ...]:
    """Every learner of the class, by name, with bands of the essays that the filters let through.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    now = utc_now()
    found = rows.heat_map(
        session,
        cohort_id=cohort_id,
        since=now - WEEK,
        task_number=filters.task_number,
        after=filters.after(now),
        assignment_id=filters.assignment_id,
    )
    return tuple(_learner(row) for row in found)


def class_errors(
    session: Session, actor: Actor, *, cohort_id: int, filters: Filters = LAST_MONTH
) -> tuple[ClassError, ...]:
    """What the class gets wrong most often, in essays that the filters let through.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    found = rows.errors(
        session,
        cohort_id=cohort_id,
        task_number=filters.task_number,
        after=filters.after(utc_now()),
        assignment_id=filters.assignment_id,
        limit=MOST_ERRORS,
    )
    return tuple(ClassError(row.kind, row.times, row.people, float(row.per_100_words or 0)) for row in found)


def _learner(row: Any) -> LearnerRow:
    bands = {criterion: getattr(row, name) for criterion, name in _COLUMNS.items()}
    before = {criterion: getattr(row, f"{name}_before") for criterion, name in _COLUMNS.items()}
    return LearnerRow(
        user_id=row.user_id,
        display_name=row.display_name,
        email=row.email,
        target=row.target,
        test_date=row.test_date,
        submission_id=row.submission_id,
        bands={criterion: band for criterion, band in bands.items() if band is not None},
        changes={
            criterion: bands[criterion] - old
            for criterion, old in before.items()
            if old is not None and bands[criterion] is not None
        },
        overall=row.overall,
        lowest=row.lowest,
        highest=row.highest,
        results=row.results or 0,
        essays_this_week=row.essays or 0,
        last_active_at=row.last_active_at,
    )
