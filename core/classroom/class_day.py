"""A class today: tests that come, bands that moved beyond the noise, and what was handed in this week."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import mean
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.classroom import reach
from core.clock import utc_now
from core.progress.claims import COMPARED, Trend, trend
from db.repositories import class_day as rows

TEST_DAYS = 14
WEEK, MOVED_WITHIN = timedelta(days=7), timedelta(days=14)
MOST_ESSAYS = 200


@dataclass(frozen=True)
class ComingTest:
    """A learner whose test comes in `days` days (0 is today), with the newest band."""

    user_id: int
    display_name: str
    days: int
    band: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class Moved:
    """A learner whose last three first attempts of one task differ from the three before by more than noise.

    `before` and `after` are the means of three bands.
    """

    user_id: int
    display_name: str
    task_number: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class WeekEssay:
    """An essay of the last seven days; without `band` it is being read, or it failed."""

    submission_id: int
    display_name: str
    task_title: str
    task_number: int
    word_count: int
    submitted_at: datetime
    band: Decimal | None
    is_redraft: bool


def tests_soon(session: Session, actor: Actor, *, cohort_id: int) -> tuple[ComingTest, ...]:
    """Learners with a test within 14 days by the actor's calendar, the nearest first.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    today = utc_now().astimezone(ZoneInfo(actor.timezone)).date()
    found = rows.tests_between(session, cohort_id=cohort_id, first=today, last=today + timedelta(days=TEST_DAYS))
    return tuple(
        ComingTest(row.user_id, row.display_name, (row.test_date - today).days, row.overall, row.target)
        for row in found
    )


def moved(session: Session, actor: Actor, *, cohort_id: int) -> tuple[Moved, ...]:
    """Who moved beyond the noise with an essay of the last 14 days, up or down (`core.progress.claims.trend`).

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    found = rows.last_firsts(session, cohort_id=cohort_id, since=utc_now() - MOVED_WITHIN, count=2 * COMPARED)
    return tuple(
        Moved(row.user_id, row.display_name, row.task_number, mean(row.bands[:COMPARED]), mean(row.bands[COMPARED:]))
        for row in found
        if trend(row.task_number, row.bands, row.engines) in (Trend.improved, Trend.fell)
    )


def week(session: Session, actor: Actor, *, cohort_id: int) -> tuple[WeekEssay, ...]:
    """The essays of the class in the last seven days, the newest first, at most 200.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    found = rows.handed_in(session, cohort_id=cohort_id, since=utc_now() - WEEK, limit=MOST_ESSAYS)
    return tuple(WeekEssay(*row) for row in found)
