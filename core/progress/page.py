"""Everything that the progress page shows, loaded once for each version of a person's rows."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.actor import Actor
from core.content import tasks
from core.content.types import Recommendation
from core.progress import error_rates, pace, readings
from core.progress.error_rates import ErrorRates
from core.progress.forecast import Forecast, forecast
from core.progress.overview import overview
from core.progress.pace import Pace
from core.progress.readings import Reading
from core.progress.target_path import TargetPath, target_path
from core.progress.types import Overview
from db.repositories import progress


@dataclass(frozen=True)
class ProgressPage:
    """The page as of one version; `next` is the task that the way to the target asks for, if one is left."""

    overview: Overview
    path: TargetPath
    forecast: Forecast
    errors: ErrorRates
    pace_1: Pace
    pace_2: Pace
    next: Recommendation | None


def version(session: Session, actor: Actor) -> str:
    """Changes with every row that the page shows; the page may be kept under it for the same actor and day."""
    return progress.version(session, user_id=actor.user_id)


def load(session: Session, actor: Actor) -> ProgressPage:
    """The progress page of the actor."""
    seen = overview(session, actor)
    firsts = {1: seen.task_1.firsts, 2: seen.task_2.firsts}
    both = sorted((*firsts[1], *firsts[2]), key=lambda attempt: (attempt.submitted_at, attempt.submission_id))
    looked_at = {attempt.submission_id: attempt for attempt in both[-error_rates.LAST_ESSAYS :]}
    looked_at |= {attempt.submission_id: attempt for each in firsts.values() for attempt in each[-3:]}
    found = readings.read(session, user_id=actor.user_id, attempts=[a for a in both if a.submission_id in looked_at])
    path = target_path(
        firsts, {number: _of_task(found, number) for number in (1, 2)}, actor.target_band, kept=seen.kept
    )
    hint = path.next_task
    return ProgressPage(
        overview=seen,
        path=path,
        forecast=forecast(firsts, timezone=actor.timezone, today=seen.today, test_date=actor.test_date),
        errors=error_rates.error_rates(found),
        pace_1=pace.read(session, task_number=1, firsts=firsts[1]),
        pace_2=pace.read(session, task_number=2, firsts=firsts[2]),
        next=tasks.recommended_task(session, actor, hint=(hint.task_number, hint.reason)),
    )


def _of_task(found: tuple[Reading, ...], task_number: int) -> tuple[Reading, ...]:
    return tuple(reading for reading in found if reading.attempt.task_number == task_number)
