"""A person's progress: what the numbers allow to be said, and no more."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Criterion
from core.clock import utc_now
from core.progress import claims, formulas, streaks
from core.progress.practice_days import practice_days
from core.progress.types import Attempt, Overview, Trend
from db.repositories import progress

MOST_ATTEMPTS = 200
ENOUGH_OF_A_TASK = 20  # first attempts: no claim looks at more


def overview(session: Session, actor: Actor) -> Overview:
    """Both task lines, practice days and the streak of the actor."""
    attempts = _attempts(session, actor)
    today = utc_now().astimezone(ZoneInfo(actor.timezone)).date()
    days = practice_days(session, user_id=actor.user_id, timezone=actor.timezone, today=today)
    return Overview(
        task_1=trend(1, [each for each in attempts if each.task_number == 1], target=actor.target_band),
        task_2=trend(2, [each for each in attempts if each.task_number == 2], target=actor.target_band),
        target_band=actor.target_band,
        practice_days=days,
        today=today,
        streak_days=streaks.streak(days, today=today),
        essays=len(attempts),
        kept=frozenset(progress.kept_tasks(session, user_id=actor.user_id)),
    )


def trend(task_number: int, attempts: Sequence[Attempt], *, target: Decimal | None = None) -> Trend:
    """The line of one task and what may be said of it; redrafts never count."""
    firsts = [attempt for attempt in attempts if not attempt.is_redraft]
    consistency = formulas.consistency([attempt.band for attempt in firsts])
    return Trend(
        task_number=task_number,
        attempts=tuple(attempts),
        sentence=claims.trend_sentence(task_number, firsts),
        goal=claims.goal_sentence(firsts, target),
        steadiness=claims.consistency_sentence(consistency, firsts),
        consistency=consistency,
    )


def history_rows(session: Session, actor: Actor) -> list[Attempt]:
    """Every essay of the actor with a result, oldest first."""
    rows = progress.attempts(session, user_id=actor.user_id, limit=None)
    return [_attempt(row) for row in reversed(rows)]


def _attempts(session: Session, actor: Actor) -> list[Attempt]:
    """The newest attempts, oldest first; a task that is rare among them is looked for further back."""
    rows = progress.attempts(session, user_id=actor.user_id, limit=MOST_ATTEMPTS)
    found = {row.submission_id: _attempt(row) for row in rows}
    if len(found) == MOST_ATTEMPTS:
        for number in (1, 2):
            known = sum(each.task_number == number and not each.is_redraft for each in found.values())
            if known < ENOUGH_OF_A_TASK:
                older = progress.attempts(session, user_id=actor.user_id, limit=ENOUGH_OF_A_TASK, firsts_of_task=number)
                found |= {row.submission_id: _attempt(row) for row in older}
    return sorted(found.values(), key=lambda each: (each.submitted_at, each.submission_id))


def _attempt(row: Any) -> Attempt:
    return Attempt(
        submission_id=row.submission_id,
        task_title=row.title,
        task_number=row.task_number,
        submitted_at=row.submitted_at,
        band=row.overall,
        low=row.low,
        high=row.high,
        criteria={
            Criterion.task_achievement: row.task_achievement,
            Criterion.coherence_cohesion: row.coherence_cohesion,
            Criterion.lexical_resource: row.lexical_resource,
            Criterion.grammar_accuracy: row.grammar_accuracy,
        },
        engine=row.engine,
        is_redraft=row.parent_submission_id is not None,
        word_count=row.word_count,
        parent_id=row.parent_submission_id,
        is_provisional=row.is_provisional,
    )
